#pragma once

#include "model_counter/callback.hpp"
#include "model_counter/counters.hpp"
#include "model_counter/durations.hpp"

#include <memory>

namespace model_counter {

/// How a `Scheduler` works.
struct SchedulerOptions {
    std::chrono::milliseconds sync_every{60'000};
    std::chrono::milliseconds flush_every{1'000};  ///< bounds what a power loss can take
    /// How each round goes. `skip_when_busy` is on, but in the last sync; `deadline` plays no part:
    /// rounds are many, and `transaction_timeout` ends one whose database does not answer.
    SyncOptions sync = {};
    /// Told after each round, in the scheduler's thread; the error is null after a good one.
    Callback<void(const SyncReport&, const Error*)> on_round = {};
    /// Told before each flush, in the scheduler's thread: a sign of life.
    Callback<void()> on_flush = {};
};

/// Syncs and flushes in a thread of its own, with every signal blocked, until stopped.
///
/// A failed round is logged and tried again, after 0.5 to 1 s at first, at last every 15 to 30 s.
/// The instance must outlive it, at the same address. After a fork it runs in the parent only.
class Scheduler {
public:
    /// Errors: invalid_argument  an interval below 1 ms
    explicit Scheduler(Counters& counters, SchedulerOptions options = {});
    Scheduler(const Scheduler&) = delete;
    Scheduler& operator=(const Scheduler&) = delete;

    /// Stops without a last sync. Waits for a round that is going on.
    ~Scheduler();

    /// Stops; with a last sync unless told otherwise. Stopping again is not an error. From
    /// `on_round` it only asks to stop after this round.
    ///
    /// Errors: those of the last sync
    void stop(bool last_sync = true);

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace model_counter
