// Writes down every error of the library that a process throws: preloaded into tests, it shows
// which messages of the reference were produced for real. MODEL_COUNTER_ERRORS_FILE names the file;
// a line is the code, a tab and the message, and no process writes the same line twice.

#include "model_counter/error.hpp"

#include <cxxabi.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <exception>
#include <functional>
#include <string>
#include <string_view>
#include <typeinfo>

namespace {

using Throw = void (*)(void*, std::type_info*, void (*)(void*));

/// Hashes of what was written; a full table writes some lines again.
bool is_new(std::size_t hash) {
    static std::array<std::atomic<std::size_t>, 65536> known;
    for (std::size_t step = 0; step < 16; ++step) {
        std::size_t found = 0;
        auto& place = known[(hash + step) % known.size()];
        if (place.compare_exchange_strong(found, hash)) {
            return true;
        }
        if (found == hash) {
            return false;
        }
    }
    return true;
}

/// The library's own function is out of reach in a program that has it linked in.
std::string_view name_of(model_counter::ErrorCode code) {
    static constexpr std::array<std::string_view, 11> kNames = {
        "",        "invalid_argument", "not_found",    "conflict", "busy",    "unavailable",
        "timeout", "in_doubt",         "out_of_range", "corrupt",  "internal"};
    return kNames.at(static_cast<std::size_t>(code));
}

void record(const model_counter::Error& error) {
    const char* const file = std::getenv("MODEL_COUNTER_ERRORS_FILE");
    if (file == nullptr) {
        return;
    }
    std::string line(name_of(error.kind()));
    line += '\t';
    for (const char* next = error.what(); *next != '\0'; ++next) {
        line += *next == '\n' ? ' ' : *next;
    }
    line += '\n';
    if (!is_new(std::hash<std::string>()(line) | 1U)) {
        return;
    }
    const int out = ::open(file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    if (out >= 0) {
        [[maybe_unused]] const auto written = ::write(out, line.data(), line.size());
        ::close(out);
    }
}

/// Whether it is `model_counter::Error` or derived from it, by single inheritance as all of them.
bool is_ours(const std::type_info& type) {
    if (std::string_view(type.name()) == "N13model_counter5ErrorE") {
        return true;
    }
    const auto* const derived = dynamic_cast<const abi::__si_class_type_info*>(&type);
    return derived != nullptr && is_ours(*derived->__base_type);
}

}  // namespace

/// What every `throw` calls.
extern "C" [[noreturn]] void __cxa_throw(void* thrown, std::type_info* type,
                                         void (*destroy)(void*)) {
    static const auto next = reinterpret_cast<Throw>(::dlsym(RTLD_NEXT, "__cxa_throw"));
    if (is_ours(*type)) {
        record(*static_cast<const model_counter::Error*>(thrown));
    }
    next(thrown, type, destroy);
    std::abort();
}

/// What `std::rethrow_exception` is, which never calls the above: it gets an `exception_ptr`, whose
/// one member is the address of what was thrown.
extern "C" [[noreturn]] void _ZSt17rethrow_exceptionNSt15__exception_ptr13exception_ptrE(
    std::exception_ptr* thrown) {
    using Rethrow = void (*)(std::exception_ptr*);
    static const auto next = reinterpret_cast<Rethrow>(
        ::dlsym(RTLD_NEXT, "_ZSt17rethrow_exceptionNSt15__exception_ptr13exception_ptrE"));
    if (*thrown && is_ours(*thrown->__cxa_exception_type())) {
        record(**reinterpret_cast<const model_counter::Error* const*>(thrown));
    }
    next(thrown);
    std::abort();
}
