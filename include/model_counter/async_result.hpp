#pragma once

#include "model_counter/error.hpp"

#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace model_counter {

/// What a call that ran in another thread came to: its value, or what it threw.
///
/// Threads: a value.
template <class T>
class AsyncResult {
    struct Nothing {};
    using Kept = std::conditional_t<std::is_void_v<T>, Nothing, T>;

public:
    /// A failure: what was thrown, not null.
    explicit AsyncResult(std::exception_ptr failure) noexcept : failure_(std::move(failure)) {}

    /// Calls `work` and keeps what it returns or throws.
    template <class Work>
    [[nodiscard]] static AsyncResult of(const Work& work) noexcept {
        try {
            if constexpr (std::is_void_v<T>) {
                work();
                return AsyncResult(Kept{});
            } else {
                return AsyncResult(Kept(work()));
            }
        } catch (...) {
            return AsyncResult(std::current_exception());
        }
    }

    /// Whether the call did what was asked.
    [[nodiscard]] bool has_value() const noexcept { return kept_.has_value(); }

    /// The value, moved out.
    ///
    /// Errors: what the call threw
    T value() && {
        if (!kept_) {
            std::rethrow_exception(failure_);
        }
        if constexpr (!std::is_void_v<T>) {
            return std::move(*kept_);
        }
    }

    /// What the call threw; null when it has a value.
    [[nodiscard]] const std::exception_ptr& failure() const noexcept { return failure_; }

    /// The same as an `Error`; null when it has a value, or when it was no `Error` that was thrown.
    /// Valid as long as this object.
    [[nodiscard]] const Error* error() const noexcept { return error_in(failure_); }

private:
    explicit AsyncResult(Kept kept) : kept_(std::move(kept)) {}

    std::optional<Kept> kept_;
    std::exception_ptr failure_;
};

}  // namespace model_counter
