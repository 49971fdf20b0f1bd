#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace model_counter::test {

/// Holds up whoever passes it until it is opened; gives up after 20 seconds.
class Gate {
public:
    void pass() {
        std::unique_lock lock(mutex_);
        ++passing_;
        changed_.notify_all();
        changed_.wait_for(lock, std::chrono::seconds(20), [this] { return open_; });
    }

    /// Waits until so many stand before it, or passed it. Returns: whether they came.
    bool wait_for(int passing) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::seconds(20),
                                 [&] { return passing_ >= passing; });
    }

    void open() {
        const std::lock_guard lock(mutex_);
        open_ = true;
        changed_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int passing_ = 0;
    bool open_ = false;
};

}  // namespace model_counter::test
