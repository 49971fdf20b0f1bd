#pragma once

#include "model_counter/async_call.hpp"

#include <sys/types.h>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <list>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

namespace model_counter::async {

struct PoolOptions {
    std::size_t threads = 1;
    std::size_t waiting_max = 1;
    bool waits_when_full = false;
    /// Told what a completion threw in a thread of the pool.
    Callback<void(std::string_view)> complain = {};
};

/// A few threads and a bounded queue. What it took it calls exactly once: to do the work, or with
/// the reason why it is not done. Its threads share it, so that it outlives a last call of theirs.
///
/// Threads: any.
class Pool {
public:
    explicit Pool(PoolOptions options);

    /// Starts the threads. Errors: unavailable
    static std::shared_ptr<Pool> start(PoolOptions options);

    /// Returns: why it was not queued.
    [[nodiscard]] std::exception_ptr submit(Work work, const Deadline& deadline, bool is_sync);

    [[nodiscard]] std::size_t waiting() const;

    /// Takes nothing more, does or refuses what waits, and waits for the threads, unless this is
    /// one of them.
    void close(bool does_waiting);

    /// Lets the threads end by themselves, where nobody can wait for them.
    void let_go();

    [[nodiscard]] bool is_mine() const noexcept;
    [[nodiscard]] bool in_its_process() const noexcept;

private:
    struct Waiting {
        Work work;
        Deadline deadline;
        bool is_sync = false;
    };
    using Queue = std::list<Waiting>;

    std::exception_ptr wait_for_room(std::unique_lock<std::mutex>& lock, const Deadline& deadline);
    void work();
    void watch();
    Queue::iterator next();
    Queue take_expired();
    void perform(const Work& work, std::exception_ptr refusal) noexcept;

    PoolOptions options_;
    pid_t process_;
    mutable std::mutex mutex_;
    std::condition_variable work_changed_;
    std::condition_variable room_changed_;
    std::condition_variable watch_changed_;
    Queue queue_;
    Deadline watched_ = Deadline::never();  ///< when the watching thread wakes up
    bool sync_runs_ = false;
    bool closing_ = false;
    std::mutex join_mutex_;
    std::vector<std::thread> threads_;
};

}  // namespace model_counter::async
