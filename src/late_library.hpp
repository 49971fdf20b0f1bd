#pragma once

#include <atomic>

namespace model_counter {

/// A shared library that is loaded when the first of its functions is called, so that a process
/// that never talks to its server does not pay for it. It stays loaded until the process ends.
///
/// Threads: any.
class LateLibrary {
public:
    /// `file` as the loader knows it, e.g. `libpq.so.5`; `package` is Debian's name for it.
    constexpr LateLibrary(const char* file, const char* package) noexcept
        : file_(file), package_(package) {}
    LateLibrary(const LateLibrary&) = delete;
    LateLibrary& operator=(const LateLibrary&) = delete;

    /// The address of one of its functions.
    ///
    /// Errors: unavailable  the library cannot be loaded, or has no such function
    void* find(const char* function);

private:
    const char* file_;
    const char* package_;
    std::atomic<void*> handle_ = nullptr;
};

/// Where a function of such a library is.
class LateAddress {
public:
    constexpr LateAddress(LateLibrary& library, const char* name) noexcept
        : library_(library), name_(name) {}

    /// Errors: as `LateLibrary::find`, from the first call alone.
    void* find() {
        void* found = address_.load(std::memory_order_acquire);
        if (found == nullptr) {
            found = library_.find(name_);
            address_.store(found, std::memory_order_release);
        }
        return found;
    }

private:
    LateLibrary& library_;
    const char* name_;
    std::atomic<void*> address_ = nullptr;
};

/// A function of such a library; it is called like the function itself.
///
/// Errors: unavailable  its library cannot be loaded, from the first call alone
template <typename Signature>
class LateFunction;

template <typename Result, typename... Parameters>
class LateFunction<Result(Parameters...)> {
public:
    constexpr LateFunction(LateLibrary& library, const char* name) noexcept
        : address_(library, name) {}

    Result operator()(Parameters... parameters) {
        return reinterpret_cast<Result (*)(Parameters...)>(address_.find())(parameters...);
    }

private:
    LateAddress address_;
};

/// One that takes arguments of any kind behind those that it declares.
template <typename Result, typename... Parameters>
class LateFunction<Result(Parameters..., ...)> {
public:
    constexpr LateFunction(LateLibrary& library, const char* name) noexcept
        : address_(library, name) {}

    template <typename... Further>
    Result operator()(Parameters... parameters, Further... further) {
        return reinterpret_cast<Result (*)(Parameters..., ...)>(address_.find())(parameters...,
                                                                                 further...);
    }

private:
    LateAddress address_;
};

}  // namespace model_counter

/// Declares, in the namespace that calls it, a global C function of a late library under its own
/// name. A macro, since nothing else makes a name, its type and its text of one word.
// NOLINTBEGIN(bugprone-macro-parentheses): a name that is declared takes none
#define MODEL_COUNTER_LATE(library, function) \
    inline constinit LateFunction<decltype(::function)> function { library, #function }
// NOLINTEND(bugprone-macro-parentheses)
