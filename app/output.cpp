#include "output.hpp"

#include "model_counter/error.hpp"
#include "text.hpp"

#include <unistd.h>
#include <cerrno>
#include <cstddef>

namespace model_counter::program {
namespace {

constexpr std::size_t kPieceBytes = 64 * 1024;

}  // namespace

void Output::write(std::string_view text) {
    waiting_ += text;
    if (waiting_.size() >= kPieceBytes) {
        flush();
    }
}

void Output::line(std::string_view text) {
    write(text);
    write("\n");
}

void Output::flush() {
    std::string_view rest = waiting_;
    while (!rest.empty()) {
        const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            const int why = errno;
            waiting_.clear();
            throw Error(ErrorCode::unavailable,
                        "cannot write to standard output: " + error_text(why));
        }
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    waiting_.clear();
}

bool Output::is_terminal() const { return ::isatty(descriptor_) != 0; }

}  // namespace model_counter::program
