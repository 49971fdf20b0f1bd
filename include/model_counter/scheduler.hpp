#pragma once

#include "model_counter/counters.hpp"

#include <chrono>
#include <functional>
#include <memory>

namespace model_counter {

/// How a `Scheduler` works.
struct SchedulerOptions {
    std::chrono::milliseconds sync_every{60'000};
    std::chrono::milliseconds flush_every{1'000};  ///< bounds what a power loss can take
    SyncOptions sync;                              ///< `skip_when_busy` is on in every round
    /// Told after each round; the error is null after a good one.
    std::function<void(const SyncReport&, const Error*)> on_round;
};

/// Syncs and flushes in a thread of its own, with every signal blocked, until stopped.
///
/// A failed round is logged and tried again at the next one. The instance must outlive it. After a
/// fork it runs in the parent only.
class Scheduler {
public:
    explicit Scheduler(Counters& counters, SchedulerOptions options = {});
    Scheduler(const Scheduler&) = delete;
    Scheduler& operator=(const Scheduler&) = delete;

    /// Stops without a last sync.
    ~Scheduler();

    /// Stops; with a last sync unless told otherwise.
    ///
    /// Errors: those of the last sync
    void stop(bool last_sync = true);

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace model_counter
