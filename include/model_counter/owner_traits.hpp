#pragma once

#include "model_counter/owner.hpp"

#include <concepts>
#include <string_view>
#include <type_traits>
#include <utility>

namespace model_counter {

/// An owner by its members: a static `counter_owner_type`, and `counter_owner_id()` that returns an
/// integer or a text.
template <class T>
concept OwnerByMembers = requires(const T& owner) {
    { T::counter_owner_type } -> std::convertible_to<std::string_view>;
    OwnerRef(T::counter_owner_type, owner.counter_owner_id());
};

/// An owner by a function beside its type, found by argument-dependent lookup:
/// `counter_owner(const T&)` returns an `Owner` or an `OwnerRef`. So models of any ORM fit without
/// being touched.
template <class T>
concept OwnerByFunction = requires(const T& owner) {
    requires std::same_as<std::remove_cvref_t<decltype(counter_owner(owner))>, Owner> ||
        std::same_as<std::remove_cvref_t<decltype(counter_owner(owner))>, OwnerRef>;
};

/// Anything that can own counters.
template <class T>
concept OwnerLike =
    std::same_as<T, Owner> || std::same_as<T, OwnerRef> || OwnerByFunction<T> || OwnerByMembers<T>;

/// Calls `use` with the owner as an `OwnerRef`, valid during the call.
template <OwnerLike T, class Use>
decltype(auto) with_owner(const T& owner, Use&& use) {
    if constexpr (std::same_as<T, OwnerRef>) {
        return std::forward<Use>(use)(owner);
    } else if constexpr (std::same_as<T, Owner>) {
        return std::forward<Use>(use)(owner.ref());
    } else if constexpr (OwnerByFunction<T>) {
        const auto& named = counter_owner(owner);
        return with_owner(named, std::forward<Use>(use));
    } else {
        const auto& id = owner.counter_owner_id();
        return std::forward<Use>(use)(OwnerRef(T::counter_owner_type, id));
    }
}

/// A counter's key: a text, or an enumerator whose name `counter_key(E)` returns, found by
/// argument-dependent lookup.
template <class T>
concept KeyByFunction = std::is_enum_v<T> && requires(T key) {
    { counter_key(key) } -> std::convertible_to<std::string_view>;
};

/// A key, borrowed, from a text or an enumerator.
class KeyRef {
public:
    /// From anything that is a text.
    template <class T>
    requires std::convertible_to<const T&, std::string_view> KeyRef(const T& text)
    noexcept : text_(text) {}  // NOLINT(google-explicit-constructor)

    /// From an enumerator, by its `counter_key`.
    template <KeyByFunction T>
    KeyRef(T key) noexcept : text_(counter_key(key)) {}  // NOLINT(google-explicit-constructor)

    /// The key as text.
    [[nodiscard]] std::string_view text() const noexcept { return text_; }

private:
    std::string_view text_;
};

}  // namespace model_counter
