#include "buffer/flush_thread.hpp"

#include "blocked_signals.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace model_counter::buffer {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirstPause{50};
constexpr milliseconds kLongestPause{1000};

/// Each round uses up address space for good, half a megabyte at least. After a day of rounds
/// without a pause, 16 million of them, 2^47 bytes last for five months at this pace.
constexpr std::uint64_t kQuickRounds = std::uint64_t{1} << 24U;
constexpr milliseconds kSlowPause{50};

}  // namespace

FlushThread::FlushThread(milliseconds every, std::function<bool()> work)
    : every_(every), work_(std::move(work)) {
    const BlockedSignals blocked;
    thread_ = std::thread([this] { run(); });
}

void FlushThread::run() {
    milliseconds pause = every_;
    bool is_failing = false;
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait_for(lock, pause,
                          [&] { return is_stopping_ || (is_hurried_ && !is_failing); });
        if (is_stopping_) {
            return;
        }
        is_hurried_ = false;
        lock.unlock();
        try {
            done_ += work_() ? 1 : 0;
            pause = done_ < kQuickRounds ? every_ : std::max(every_, kSlowPause);
            is_failing = false;
        } catch (const std::exception&) {
            is_failing = true;
            pause = std::clamp(2 * pause, std::max(kFirstPause, every_),
                               std::max(kLongestPause, every_));
        }
        lock.lock();
        ++rounds_;
        changed_.notify_all();
    }
}

void FlushThread::wait_for_a_round(milliseconds at_most) {
    std::unique_lock lock(mutex_);
    const unsigned rounds = rounds_;
    is_hurried_ = true;
    changed_.notify_all();
    changed_.wait_for(lock, at_most, [&] { return rounds_ != rounds || is_stopping_; });
}

void FlushThread::stop() {
    {
        const std::lock_guard lock(mutex_);
        is_stopping_ = true;
        changed_.notify_all();
    }
    if (thread_.joinable()) {
        thread_.join();
    }
}

}  // namespace model_counter::buffer
