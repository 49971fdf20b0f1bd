#pragma once

#include "model_counter/error.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>

namespace model_counter::buffer {

/// Does something every so often in a thread of its own, with every signal blocked; more slowly
/// while it fails, and once it was done so often that the address space would not last for months.
class FlushThread {
public:
    /// `work` returns whether there was anything to do, and tells of its failures itself.
    FlushThread(std::chrono::milliseconds every, std::function<bool()> work);
    ~FlushThread() { stop(); }
    FlushThread(const FlushThread&) = delete;
    FlushThread& operator=(const FlushThread&) = delete;

    /// Waits until the work was done once more, or has failed, or so much time is over.
    void wait_for_a_round(std::chrono::milliseconds at_most);

    /// Returns when the thread has ended.
    void stop();

private:
    void run();

    const std::chrono::milliseconds every_;
    const std::function<bool()> work_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool is_stopping_ = false;
    bool is_hurried_ = false;
    unsigned rounds_ = 0;
    std::uint64_t done_ = 0;  ///< rounds in which there was something to do
    std::thread thread_;
};

}  // namespace model_counter::buffer
