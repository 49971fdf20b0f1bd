#pragma once

#include "model_counter/counter_id.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>

// What the processes of the real ring share: a page that survives whoever is killed.
namespace model_counter::crash {

/// The named steps at which a process may be told to kill itself.
inline constexpr std::array<const char*, 22> kSteps{
    "seal:next-created", "seal:linked",   "seal:published",     "close:half",
    "close:done",        "flush:done",    "discard:recorded",   "discard:unlinked",
    "read-back:done",    "apply:begun",   "apply:rows-written", "apply:ledger-written",
    "commit:before",     "commit:after",  "seal:begun",         "discard:begun",
    "discard:done",      "script:before", "script:after",       "buffer:sealed",
    "take-in:begun",     "take-in:done",
};
/// The first of those that every script of a Redis store comes to; counted from 0.
inline constexpr std::size_t kFirstScriptStep = 17;
/// The first of those of a buffer; counted from 0.
inline constexpr std::size_t kFirstBufferStep = 19;

/// Where the processes of a ring count: a buffer in files goes in front of Redis.
enum class CountedIn : std::uint8_t { embedded, redis, buffer };

/// Whether who counts there comes to a step; counted from 0.
[[nodiscard]] constexpr bool is_step_of(CountedIn where, std::size_t step) {
    constexpr std::size_t kOfBoth = 8;
    constexpr std::size_t kOfRedis = 14;
    constexpr std::size_t kSealPublished = 2;
    const bool is_of_database = step >= kOfBoth && step < kOfRedis;
    if (where == CountedIn::buffer) {
        return true;
    }
    if (where == CountedIn::redis) {
        return is_of_database || step == kSealPublished ||
               (step >= kOfRedis && step < kFirstBufferStep);
    }
    return step < kOfRedis;
}

enum class Role : std::uint8_t { writer, synchronizer, reader };

inline constexpr std::array kRoles{Role::writer,       Role::writer,       Role::writer,
                                   Role::synchronizer, Role::synchronizer, Role::reader};
inline constexpr std::size_t kPlaces = kRoles.size();
inline constexpr std::size_t kWriters = 3;

/// Counters that every writer adds to, positive amounts only.
inline constexpr std::size_t kGrowing = 160;
/// Counters that every writer adds to, both ways.
inline constexpr std::size_t kMixed = 64;
/// Counters that every writer adds to, all at once and seldom: more than a generation has room for.
inline constexpr std::size_t kMany = 9'000;
/// Counters whose sums leave int64: every writer adds `kWideUnit` or takes it away.
inline constexpr std::size_t kWide = 4;
inline constexpr std::int64_t kWideUnit = std::int64_t{1} << 61;
/// Counters that one writer alone adds to, sets and removes.
inline constexpr std::size_t kOwn = 16;
/// Counters that every writer adds to with tokens, again and again until it is acknowledged.
inline constexpr std::size_t kOnce = 8;
/// Growing counters of one owner.
inline constexpr std::size_t kGrowingPerOwner = 16;

/// Sums: an amount is added to `asked` before it is counted, to `acknowledged` after it. Whoever is
/// killed in between leaves them apart for ever.
struct Sums {
    std::atomic<std::int64_t> asked{0};
    std::atomic<std::int64_t> acknowledged{0};
};

/// What a counter of one writer's own may hold, and what is being done to it.
struct OwnState {
    enum class Pending : std::uint8_t { nothing, add, set, remove };

    static constexpr std::size_t kValuesMax = 8;

    std::array<std::int64_t, kValuesMax> values{};
    std::size_t count = 1;
    Pending pending = Pending::nothing;
    std::int64_t amount = 0;

    /// What it may hold once nothing is pending: who was killed may have done it, or not.
    [[nodiscard]] OwnState settled(bool surely_done) const;
    [[nodiscard]] bool may_be(std::int64_t value) const;
};

/// Two states of which one is valid: a change is written beside it, then it changes in one step.
struct OwnCounter {
    std::array<OwnState, 2> states;
    std::atomic<std::size_t> valid{0};

    [[nodiscard]] const OwnState& state() const { return states[valid.load()]; }
    void replace(const OwnState& state) {
        const std::size_t other = 1 - valid.load();
        states[other] = state;
        valid.store(other);
    }
};

struct WriterJournal {
    std::array<Sums, kGrowing> growing;
    std::array<Sums, kMixed> up;
    std::array<Sums, kMixed> down;
    std::array<Sums, kMany> many;
    std::array<Sums, kWide> wide_up;    ///< in units
    std::array<Sums, kWide> wide_down;  ///< in units
    std::array<OwnCounter, kOwn> own;
    std::atomic<std::uint64_t> once{0};     ///< increments with a token that were acknowledged
    std::atomic<std::uint64_t> checked{0};  ///< of these, before the last checkpoint
    std::atomic<std::uint64_t> operations{0};
    std::atomic<std::uint64_t> refused{0};
};

struct Place {
    std::atomic<std::uint32_t> rounds{0};  ///< how often the present process went round
    std::atomic<std::uint32_t> step{0};    ///< the step at which it killed itself, counted from 1
};

struct RingPage {
    std::atomic<bool> stop{false};

    // What takes the database long is rationed, or a slow machine would do more and more of it.
    std::atomic<int> bursts_left{0};  ///< increments of all of `kMany`
    std::atomic<int> wide_left{0};    ///< increments of `kWide`
    std::atomic<int> once_left{0};    ///< increments with a token: a sync enters each again

    std::array<Place, kPlaces> places;
    std::array<WriterJournal, kWriters> writers;

    // Written at checkpoints only.
    std::array<std::atomic<std::int64_t>, kGrowing> growing_base;
    std::array<std::atomic<std::int64_t>, kMixed> mixed_base;
    std::array<std::atomic<std::int64_t>, kMany> many_base;
    std::array<std::atomic<std::int64_t>, kWide> wide_base;  ///< in units
    std::array<std::atomic<std::int64_t>, kOnce> once_base;
    std::uint64_t rejected = 0;

    // The readers'.
    std::array<std::atomic<std::int64_t>, kGrowing> seen;
    std::atomic<std::uint64_t> reads{0};
    std::atomic<std::uint64_t> syncs{0};
    std::atomic<std::uint64_t> early_seals{0};  ///< by writers who found no room

    // Calls that could not reach the database, and COMMITs that it did not answer.
    std::atomic<std::uint64_t> unavailable{0};
    std::atomic<std::uint64_t> in_doubt{0};
    std::array<char, 400> last_unavailable{};

    std::atomic<bool> failed{false};
    std::array<char, 400> failure{};

    /// Takes a share of what is rationed.
    ///
    /// Returns: false when nothing is left
    static bool take(std::atomic<int>& left);

    /// Notes the first failure.
    void fail(const std::string& what);
    /// Notes why the database could not be reached.
    void note(const char* what);

    [[nodiscard]] std::int64_t growing_acknowledged(std::size_t counter) const;
    [[nodiscard]] std::int64_t growing_asked(std::size_t counter) const;
};

/// Maps the page in file `path`; `create` makes it.
///
/// Errors: std::runtime_error
[[nodiscard]] RingPage& map_ring_page(const std::string& path, bool create);

[[nodiscard]] CounterId growing_counter(std::size_t index);
[[nodiscard]] CounterId mixed_counter(std::size_t index);
[[nodiscard]] CounterId many_counter(std::size_t index);
/// Each has an owner type of its own.
[[nodiscard]] CounterId wide_counter(std::size_t index);
[[nodiscard]] CounterId own_counter(std::size_t writer, std::size_t index);
[[nodiscard]] CounterId once_counter(std::size_t index);

/// A writer's increment with a token, by its number.
struct OnceIncrement {
    std::size_t counter = 0;  ///< of `once_counter`
    std::int64_t amount = 0;
    std::string token;
};
[[nodiscard]] OnceIncrement once_increment(std::size_t writer, std::uint64_t number);

}  // namespace model_counter::crash
