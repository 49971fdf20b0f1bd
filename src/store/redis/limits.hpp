#pragma once

#include "store/redis/per_process.hpp"
#include "store/redis/session.hpp"

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace model_counter::redis {

/// Checks limits in a shard's open part: one script for each check, from what is known to be
/// settled.
///
/// Threads: any.
class Limits {
public:
    /// `make_room` seals a shard.
    Limits(Session& session, std::function<void(std::uint32_t)> make_room)
        : session_(session), make_room_(std::move(make_room)) {}

    void remember(const CounterRef& counter, const Settled& settled);

    /// What was remembered last; the caller looks whether it still holds.
    [[nodiscard]] std::optional<Settled> find(const CounterRef& counter);

    BoundedAdd add_within(const CounterRef& counter, std::int64_t amount, const Bounds& bounds,
                          const Settled* given);

private:
    [[nodiscard]] BoundedAdd read_reply(const CounterRef& counter, std::int64_t settled,
                                        const Reply& reply, std::uint32_t shard) const;

    Session& session_;
    std::function<void(std::uint32_t)> make_room_;
    struct Remembered {
        std::mutex mutex;
        std::unordered_map<std::string, Settled> settled;  ///< by field
    };
    PerProcess<Remembered> remembered_;
};

}  // namespace model_counter::redis
