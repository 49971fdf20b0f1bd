#pragma once

#include "store/redis/session.hpp"

#include <functional>
#include <span>

namespace model_counter::redis {

/// Increments, values and removals: what changes a shard's open part.
///
/// Threads: any.
class Counting {
public:
    /// `make_room` seals a shard: what a counter has then begins at zero again.
    Counting(Session& session, std::function<void(std::uint32_t)> make_room)
        : session_(session), make_room_(std::move(make_room)) {}

    void add(const CounterRef& counter, std::int64_t amount);
    [[nodiscard]] Counted add_once(const CounterRef& counter, std::int64_t amount,
                                   const Token& token);
    [[nodiscard]] BulkResult add_many(std::span<const Increment> increments);
    void set(const CounterRef& counter, std::int64_t value);
    void remove(const CounterRef& counter);

    /// Checks a counter against the limits and the kind of owner ids.
    void check(const CounterRef& counter);
    void check(const CounterRef& counter, std::int64_t amount);

private:
    BulkResult add_batch(std::span<const Increment> increments);
    void settle(const Increment& increment, const Reply& reply);
    void make_it_fit(const CounterRef& counter, std::int64_t amount, std::uint32_t shard);
    void make_room(const CounterRef& counter, std::int64_t amount, std::uint32_t shard);
    [[nodiscard]] std::string what(const char* action, const CounterRef& counter) const;

    Session& session_;
    std::function<void(std::uint32_t)> make_room_;
};

}  // namespace model_counter::redis
