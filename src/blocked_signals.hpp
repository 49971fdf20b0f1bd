#pragma once

#include <csignal>

namespace model_counter {

/// Blocks every signal in this thread for as long as it lives; a thread started meanwhile keeps
/// them blocked, so that the application's handlers never run in a thread of ours.
class BlockedSignals {
public:
    BlockedSignals() noexcept {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    ~BlockedSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    BlockedSignals(const BlockedSignals&) = delete;
    BlockedSignals& operator=(const BlockedSignals&) = delete;

private:
    sigset_t before_;
};

}  // namespace model_counter
