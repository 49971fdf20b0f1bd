#pragma once

#include "model_counter/counters.hpp"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <vector>

namespace model_counter {

/// The instance that free functions and the mixin use for an owner: what `counters_of(owner)`,
/// found by argument-dependent lookup, returns, or the default instance.
template <OwnerLike T>
[[nodiscard]] Counters& instance_for(const T& owner) {
    if constexpr (requires { static_cast<Counters&>(counters_of(owner)); }) {
        return counters_of(owner);
    } else {
        return Counters::default_instance();
    }
}

/// As `Counters::increment`, on the owner's instance; so are all verbs of `Counters`.
template <OwnerLike T>
void increment(const T& owner, KeyRef key, std::int64_t amount = 1) {
    instance_for(owner).increment(owner, key, amount);
}
/// As `Counters::increment` of several intervals.
template <OwnerLike T>
void increment(const T& owner, KeyRef key, std::int64_t amount, Intervals intervals,
               const std::optional<Moment>& at = std::nullopt) {
    instance_for(owner).increment(owner, key, amount, intervals, at);
}
/// As `Counters::history`.
template <OwnerLike T>
[[nodiscard]] std::vector<PeriodValue> history(
    const T& owner, KeyRef key, Interval interval, std::size_t periods,
    const std::optional<Moment>& from = std::nullopt,
    const std::optional<Deadline>& deadline = std::nullopt) {
    return instance_for(owner).history(owner, key, interval, periods, from, deadline);
}
/// As `Counters::decrement`.
template <OwnerLike T>
void decrement(const T& owner, KeyRef key, std::int64_t amount = 1) {
    instance_for(owner).decrement(owner, key, amount);
}
/// As `Counters::get`.
template <OwnerLike T>
[[nodiscard]] std::int64_t get(const T& owner, KeyRef key,
                               const std::optional<Deadline>& deadline = std::nullopt) {
    return instance_for(owner).get(owner, key, deadline);
}
/// As `Counters::get` of several.
template <OwnerLike T>
[[nodiscard]] std::vector<CounterValue> get(
    const T& owner, std::initializer_list<KeyRef> keys,
    const std::optional<Deadline>& deadline = std::nullopt) {
    return instance_for(owner).get(owner, keys, deadline);
}
/// As `Counters::all`.
template <OwnerLike T>
[[nodiscard]] std::vector<CounterValue> all(
    const T& owner, const std::optional<Deadline>& deadline = std::nullopt) {
    return instance_for(owner).all(owner, deadline);
}
/// As `Counters::set`.
template <OwnerLike T>
void set(const T& owner, KeyRef key, std::int64_t value) {
    instance_for(owner).set(owner, key, value);
}
/// As `Counters::reset`.
template <OwnerLike T>
void reset(const T& owner, KeyRef key) {
    instance_for(owner).reset(owner, key);
}
/// As `Counters::remove`.
template <OwnerLike T>
void remove(const T& owner, KeyRef key) {
    instance_for(owner).remove(owner, key);
}
/// As `Counters::remove_all`.
template <OwnerLike T>
std::size_t remove_all(const T& owner, const std::optional<Deadline>& deadline = std::nullopt) {
    return instance_for(owner).remove_all(owner, deadline);
}
/// As `Counters::handle`.
template <OwnerLike T>
[[nodiscard]] CounterHandle handle(const T& owner, KeyRef key) {
    return instance_for(owner).handle(owner, key);
}

/// Gives a class of yours counters: `struct User : HasCounters<User>`.
///
/// The class names itself with a static `counter_owner_type` and a `counter_owner_id()`.
template <class Derived>
struct HasCounters {
    /// As `Counters::increment`.
    void increment_counter(KeyRef key, std::int64_t amount = 1) const {
        model_counter::increment(self(), key, amount);
    }
    /// As `Counters::increment` of several intervals.
    void increment_counter(KeyRef key, std::int64_t amount, Intervals intervals,
                           const std::optional<Moment>& at = std::nullopt) const {
        model_counter::increment(self(), key, amount, intervals, at);
    }
    /// As `Counters::history`.
    [[nodiscard]] std::vector<PeriodValue> counter_history(
        KeyRef key, Interval interval, std::size_t periods,
        const std::optional<Moment>& from = std::nullopt,
        const std::optional<Deadline>& deadline = std::nullopt) const {
        return model_counter::history(self(), key, interval, periods, from, deadline);
    }
    /// As `Counters::decrement`.
    void decrement_counter(KeyRef key, std::int64_t amount = 1) const {
        model_counter::decrement(self(), key, amount);
    }
    /// As `Counters::get`.
    [[nodiscard]] std::int64_t counter(
        KeyRef key, const std::optional<Deadline>& deadline = std::nullopt) const {
        return model_counter::get(self(), key, deadline);
    }
    /// As `Counters::get` of several.
    [[nodiscard]] std::vector<CounterValue> counters(
        std::initializer_list<KeyRef> keys,
        const std::optional<Deadline>& deadline = std::nullopt) const {
        return model_counter::get(self(), keys, deadline);
    }
    /// As `Counters::all`.
    [[nodiscard]] std::vector<CounterValue> all_counters(
        const std::optional<Deadline>& deadline = std::nullopt) const {
        return model_counter::all(self(), deadline);
    }
    /// As `Counters::set`.
    void set_counter(KeyRef key, std::int64_t value) const {
        model_counter::set(self(), key, value);
    }
    /// As `Counters::reset`.
    void reset_counter(KeyRef key) const { model_counter::reset(self(), key); }
    /// As `Counters::remove`.
    void remove_counter(KeyRef key) const { model_counter::remove(self(), key); }

private:
    const Derived& self() const noexcept { return static_cast<const Derived&>(*this); }
};

}  // namespace model_counter
