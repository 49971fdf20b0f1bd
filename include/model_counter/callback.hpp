#pragma once

#include <concepts>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

namespace model_counter {

template <class Signature>
class Callback;

/// A function of yours that this library calls back: anything callable, or nothing.
///
/// It is made from a lambda, a function or a `std::function`, as a `std::function` is; copies share
/// what it was made from. Public headers use it because `<functional>` would cost everybody who
/// includes them a sixth of their compile time.
/// Threads: as the function it holds.
template <class Result, class... Arguments>
class Callback<Result(Arguments...)> {
public:
    /// Holds nothing.
    Callback() noexcept = default;
    /// Holds nothing.
    Callback(std::nullptr_t) noexcept {}  // NOLINT(google-explicit-constructor)

    /// Holds the function; nothing where that is a null pointer or an empty `std::function`.
    template <class Function>
    requires(!std::same_as<Function, Callback> &&
             std::is_invocable_r_v<Result, Function&, Arguments...>)
        Callback(Function function) {  // NOLINT(google-explicit-constructor)
        if constexpr (std::is_constructible_v<Function, std::nullptr_t>) {
            if (function == nullptr) {
                return;
            }
        }
        function_ = std::make_shared<Function>(std::move(function));
        call_ = [](void* held, Arguments... arguments) -> Result {
            if constexpr (std::is_void_v<Result>) {
                (*static_cast<Function*>(held))(std::forward<Arguments>(arguments)...);
            } else {
                return (*static_cast<Function*>(held))(std::forward<Arguments>(arguments)...);
            }
        };
    }

    /// Whether it holds a function.
    explicit operator bool() const noexcept { return call_ != nullptr; }

    /// Calls the function; there must be one.
    Result operator()(Arguments... arguments) const {
        return call_(function_.get(), std::forward<Arguments>(arguments)...);
    }

private:
    std::shared_ptr<void> function_;
    Result (*call_)(void*, Arguments...) = nullptr;
};

}  // namespace model_counter
