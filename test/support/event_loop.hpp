#pragma once

#include "model_counter/callback.hpp"

#include <chrono>
#include <condition_variable>
#include <coroutine>
#include <deque>
#include <exception>
#include <mutex>
#include <utility>

namespace model_counter::test {

/// A coroutine that starts at once and that nobody waits for; it frees itself at its end. What it
/// throws ends the process: a test's coroutine catches what it expects.
struct Detached {
    struct promise_type {  // NOLINT(readability-identifier-naming)
        Detached get_return_object() noexcept {
            return {std::coroutine_handle<promise_type>::from_promise(*this)};
        }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() noexcept {}
        void unhandled_exception() noexcept { std::terminate(); }
    };

    std::coroutine_handle<> handle;
};

/// The smallest event loop: functions are posted from anywhere and run by one thread.
class EventLoop {
public:
    void post(Callback<void()> function) {
        const std::lock_guard lock(mutex_);
        functions_.push_back(std::move(function));
        changed_.notify_all();
    }

    /// Posts to this loop.
    auto executor() {
        return [this](Callback<void()> function) { post(std::move(function)); };
    }

    /// Runs what is posted until `done` holds. Returns: false when it did not within 20 seconds.
    template <class Condition>
    bool run_until(const Condition& done) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!done()) {
            Callback<void()> function;
            {
                std::unique_lock lock(mutex_);
                if (!changed_.wait_until(lock, end, [this] { return !functions_.empty(); })) {
                    return false;
                }
                function = std::move(functions_.front());
                functions_.pop_front();
            }
            function();
        }
        return true;
    }

    /// Forgets what was posted and not run.
    void drop() {
        std::deque<Callback<void()>> dropped;
        const std::lock_guard lock(mutex_);
        dropped.swap(functions_);
    }

    /// Waits until something is posted. Returns: false when nothing was within 20 seconds.
    bool wait_for_post() {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::seconds(20),
                                 [this] { return !functions_.empty(); });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Callback<void()>> functions_;
};

}  // namespace model_counter::test
