#include "async_pool.hpp"

#include "blocked_signals.hpp"

#include <unistd.h>
#include <algorithm>
#include <string>
#include <system_error>
#include <utility>

namespace model_counter::async {
namespace {

/// The pool that this thread belongs to.
thread_local const Pool* pool_of_this_thread = nullptr;

std::exception_ptr failure(ErrorCode code, const std::string& message) {
    return std::make_exception_ptr(Error(code, message));
}

std::exception_ptr closed() {
    return failure(ErrorCode::unavailable, "the asynchronous counters are closed");
}

std::exception_ptr expired(std::size_t threads) {
    return failure(ErrorCode::timeout, "the deadline passed while the call waited for one of the " +
                                           std::to_string(threads) +
                                           " threads of the asynchronous counters; give it more "
                                           "time, or them more threads");
}

}  // namespace

Pool::Pool(PoolOptions options) : options_(std::move(options)), process_(getpid()) {}

std::shared_ptr<Pool> Pool::start(PoolOptions options) {
    auto pool = std::make_shared<Pool>(std::move(options));
    try {
        const BlockedSignals blocked;
        for (std::size_t i = 0; i < pool->options_.threads; ++i) {
            pool->threads_.emplace_back([pool] { pool->work(); });
        }
        pool->threads_.emplace_back([pool] { pool->watch(); });
    } catch (const std::system_error& error) {
        pool->close(false);
        throw Error(ErrorCode::unavailable, "cannot start " +
                                                std::to_string(pool->options_.threads + 1) +
                                                " threads: " + error.what() + "; ask for fewer");
    }
    return pool;
}

bool Pool::is_mine() const noexcept { return pool_of_this_thread == this; }

bool Pool::in_its_process() const noexcept { return process_ == getpid(); }

std::exception_ptr Pool::submit(Work work, const Deadline& deadline, bool is_sync) {
    if (!in_its_process()) {
        return failure(ErrorCode::unavailable,
                       "the threads of the asynchronous counters stayed in the parent process; "
                       "make new ones after a fork");
    }
    std::unique_lock lock(mutex_);
    if (auto refusal = wait_for_room(lock, deadline)) {
        return refusal;
    }
    queue_.push_back({std::move(work), deadline, is_sync});
    work_changed_.notify_one();
    if (deadline < watched_) {
        watched_ = deadline;
        watch_changed_.notify_one();
    }
    return nullptr;
}

std::exception_ptr Pool::wait_for_room(std::unique_lock<std::mutex>& lock,
                                       const Deadline& deadline) {
    const auto may_go_on = [this] { return closing_ || queue_.size() < options_.waiting_max; };
    if (options_.waits_when_full && !is_mine()) {
        if (deadline.is_never()) {
            room_changed_.wait(lock, may_go_on);
        } else if (!room_changed_.wait_until(lock, deadline.moment(), may_go_on)) {
            return expired(options_.threads);
        }
    }
    if (closing_) {
        return closed();
    }
    if (queue_.size() >= options_.waiting_max) {
        return failure(ErrorCode::busy,
                       std::to_string(queue_.size()) +
                           " calls of the asynchronous counters wait already; call again later");
    }
    return nullptr;
}

std::size_t Pool::waiting() const {
    const std::lock_guard lock(mutex_);
    return queue_.size();
}

Pool::Queue::iterator Pool::next() {
    return std::find_if(queue_.begin(), queue_.end(),
                        [this](const Waiting& waiting) { return !waiting.is_sync || !sync_runs_; });
}

void Pool::work() {
    pool_of_this_thread = this;
    std::unique_lock lock(mutex_);
    for (;;) {
        work_changed_.wait(
            lock, [this] { return next() != queue_.end() || (closing_ && queue_.empty()); });
        const auto found = next();
        if (found == queue_.end()) {
            return;
        }
        Queue call;
        call.splice(call.begin(), queue_, found);
        const bool is_sync = call.front().is_sync;
        sync_runs_ = sync_runs_ || is_sync;
        lock.unlock();
        room_changed_.notify_one();
        const bool is_late = call.front().deadline.expired();
        perform(call.front().work, is_late ? expired(options_.threads) : nullptr);
        call.clear();
        lock.lock();
        if (is_sync) {
            sync_runs_ = false;
            work_changed_.notify_all();
        }
        if (closing_) {
            work_changed_.notify_all();
            watch_changed_.notify_all();
        }
    }
}

void Pool::watch() {
    pool_of_this_thread = this;
    std::unique_lock lock(mutex_);
    while (!closing_ || !queue_.empty()) {
        const Deadline wake = watched_;
        if (wake.is_never()) {
            watch_changed_.wait(lock);
        } else {
            watch_changed_.wait_until(lock, wake.moment());
        }
        Queue late = take_expired();
        if (!late.empty()) {
            lock.unlock();
            room_changed_.notify_all();
            for (const Waiting& call : late) {
                perform(call.work, expired(options_.threads));
            }
            late.clear();
            lock.lock();
        }
    }
}

Pool::Queue Pool::take_expired() {
    Queue late;
    watched_ = Deadline::never();
    for (auto waiting = queue_.begin(); waiting != queue_.end();) {
        const auto at = waiting++;
        if (at->deadline.expired()) {
            late.splice(late.end(), queue_, at);
        } else {
            watched_ = std::min(watched_, at->deadline);
        }
    }
    if (closing_ && queue_.empty()) {
        work_changed_.notify_all();
    }
    return late;
}

void Pool::perform(const Work& work, std::exception_ptr refusal) noexcept {
    try {
        work(std::move(refusal));
    } catch (const std::exception& error) {
        options_.complain(error.what());
    } catch (...) {
        options_.complain("what is no std::exception");
    }
}

void Pool::close(bool does_waiting) {
    Queue refused;
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
        if (!does_waiting) {
            refused.swap(queue_);
        }
        work_changed_.notify_all();
        room_changed_.notify_all();
        watch_changed_.notify_all();
    }
    for (const Waiting& call : refused) {
        perform(call.work, closed());
    }
    refused.clear();
    if (is_mine()) {
        return;
    }
    const std::lock_guard lock(join_mutex_);
    for (std::thread& thread : threads_) {
        if (thread.joinable()) {
            thread.join();
        }
    }
}

void Pool::let_go() {
    const std::lock_guard lock(join_mutex_);
    for (std::thread& thread : threads_) {
        if (thread.joinable()) {
            thread.detach();
        }
    }
}

}  // namespace model_counter::async
