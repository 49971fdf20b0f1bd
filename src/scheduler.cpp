#include "model_counter/scheduler.hpp"

#include "blocked_signals.hpp"

#include <unistd.h>
#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <utility>

namespace model_counter {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// Longest wait until something that fails is tried again.
constexpr milliseconds kRetryDelayMax{30'000};
constexpr milliseconds kRetryDelayFirst{1'000};

void check(const char* what, milliseconds interval) {
    if (interval < milliseconds(1)) {
        throw Error(ErrorCode::invalid_argument, std::string("Scheduler: ") + what + " is " +
                                                     std::to_string(interval.count()) +
                                                     " ms; at least 1 ms");
    }
}

/// When something is due that happens every so often, and more slowly while it fails.
class Timer {
public:
    explicit Timer(milliseconds every) : every_(every), due_(steady_clock::now() + every) {}

    [[nodiscard]] steady_clock::time_point due() const { return due_; }

    void succeeded() {
        delay_ = milliseconds(0);
        due_ = steady_clock::now() + every_;
    }

    void failed() {
        const auto first = std::min(every_, kRetryDelayFirst);
        delay_ = delay_.count() == 0 ? first : std::min(2 * delay_, kRetryDelayMax);
        // Not all at once when a server comes back.
        due_ = steady_clock::now() + delay_ / 2 +
               milliseconds(
                   std::uniform_int_distribution<std::int64_t>(0, delay_.count() / 2)(random_));
    }

private:
    std::minstd_rand random_{std::random_device{}()};
    milliseconds every_;
    milliseconds delay_{0};
    steady_clock::time_point due_;
};

}  // namespace

class Scheduler::Impl {
public:
    Impl(Counters& counters, SchedulerOptions options)
        : counters_(counters), options_(std::move(options)), process_(getpid()) {
        check("sync_every", options_.sync_every);
        check("flush_every", options_.flush_every);
        options_.sync.deadline = Deadline::never();
        const BlockedSignals blocked;
        thread_ = std::thread([this] { run(); });
    }

    [[nodiscard]] bool in_its_process() const { return process_ == getpid(); }

    /// Returns: false when it was stopped before
    bool stop() {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
            stopping_changed_.notify_all();
        }
        if (thread_.get_id() == std::this_thread::get_id()) {
            return false;  // Called from on_round: the thread ends after this round.
        }
        const std::lock_guard lock(join_mutex_);
        if (!thread_.joinable()) {
            return false;
        }
        thread_.join();
        return true;
    }

    void sync_for_the_last_time() {
        SyncOptions sync = options_.sync;
        sync.skip_when_busy = false;
        round(sync);
    }

private:
    void run() {
        Timer sync(options_.sync_every);
        Timer flush(options_.flush_every);
        while (!wait_until(std::min(sync.due(), flush.due()))) {
            const auto now = steady_clock::now();
            if (flush.due() <= now) {
                advance(flush, "flush", [this] {
                    if (options_.on_flush) {
                        options_.on_flush();
                    }
                    counters_.flush();
                    counters_.prepare();
                });
            }
            if (sync.due() <= now) {
                advance(sync, "sync", [this] {
                    SyncOptions options = options_.sync;
                    options.skip_when_busy = true;
                    round(options);
                });
            }
        }
    }

    /// Returns: true when it is time to stop
    bool wait_until(steady_clock::time_point due) {
        std::unique_lock lock(mutex_);
        return stopping_changed_.wait_until(lock, due, [this] { return stopping_; });
    }

    void round(const SyncOptions& sync) {
        try {
            const SyncReport report = counters_.sync(sync);
            if (options_.on_round) {
                options_.on_round(report, nullptr);
            }
        } catch (const Error& error) {
            if (options_.on_round) {
                options_.on_round({}, &error);
            }
            throw;
        }
    }

    template <class Work>
    void advance(Timer& timer, const char* what, Work work) {
        try {
            work();
            timer.succeeded();
        } catch (const std::exception& error) {
            failed(timer, what, error.what());
        } catch (...) {
            failed(timer, what, "on_round threw what is no std::exception");
        }
    }

    void failed(Timer& timer, const char* what, const char* why) {
        timer.failed();
        counters_.log(LogLevel::error, std::string(what) + " failed, is tried again later: " + why);
    }

    Counters& counters_;
    SchedulerOptions options_;
    pid_t process_;
    std::mutex mutex_;
    std::condition_variable stopping_changed_;
    bool stopping_ = false;
    std::mutex join_mutex_;
    std::thread thread_;
};

Scheduler::Scheduler(Counters& counters, SchedulerOptions options)
    : impl_(std::make_unique<Impl>(counters, std::move(options))) {}

Scheduler::~Scheduler() {
    if (!impl_->in_its_process()) {
        // The thread stayed in the parent, and its locks may look taken for ever: let it all be.
        static_cast<void>(impl_.release());
        return;
    }
    impl_->stop();
}

void Scheduler::stop(bool last_sync) {
    if (impl_->in_its_process() && impl_->stop() && last_sync) {
        impl_->sync_for_the_last_time();
    }
}

}  // namespace model_counter
