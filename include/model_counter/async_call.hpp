#pragma once

#include "model_counter/async_result.hpp"
#include "model_counter/callback.hpp"
#include "model_counter/deadline.hpp"

#include <atomic>
#include <concepts>
#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

namespace model_counter {

/// Runs what it is given, once, soon, where you want it: it posts to an event loop.
///
/// Threads: called from any.
using Executor = Callback<void(Callback<void()>)>;

namespace async {

class Pool;

/// Does a call's work, or, given a refusal of its own, only completes it.
using Work = Callback<void(std::exception_ptr refusal)>;

/// Where and until when a call's work is done.
struct Plan {
    std::shared_ptr<Pool> pool;
    Deadline deadline = Deadline::never();
    bool is_sync = false;  ///< takes long: one at a time
    Executor executor = {};
};

/// Queues work. Returns: why not, if it was not queued; `work` was not called then.
[[nodiscard]] std::exception_ptr submit(const Plan& plan, Work work);

/// What a coroutine is told whose completion its executor dropped.
[[nodiscard]] std::exception_ptr dropped() noexcept;

/// Resumes; what comes out of it ends here.
void resume_quietly(std::coroutine_handle<> waiting) noexcept;

/// Runs where the executor says; without one, here.
inline void deliver(const Executor& executor, Callback<void()> function) {
    if (executor) {
        executor(std::move(function));
    } else {
        function();
    }
}

/// What a coroutine and the call it waits for share.
template <class T>
struct Wait {
    Plan plan;
    Callback<T()> work;
    std::coroutine_handle<> waiting;
    std::optional<AsyncResult<T>> result;
    /// Whoever sets it may touch the coroutine: to resume it, or to destroy it.
    std::atomic<bool> taken{false};
};

/// The one right to resume a coroutine: resumes it when told to, or else when it is dropped.
template <class T>
class Resumption {
public:
    explicit Resumption(std::shared_ptr<Wait<T>> wait) : wait_(std::move(wait)) {}
    Resumption(const Resumption&) = delete;
    Resumption& operator=(const Resumption&) = delete;

    ~Resumption() {
        if (!wait_->taken.exchange(true)) {
            wait_->result = AsyncResult<T>(dropped());
            resume_quietly(wait_->waiting);
        }
    }

    void resume() {
        if (!wait_->taken.exchange(true)) {
            wait_->waiting.resume();
        }
    }

private:
    std::shared_ptr<Wait<T>> wait_;
};

/// What `co_await` makes of a call.
template <class T>
class Awaiter {
public:
    Awaiter(Plan&& plan, Callback<T()>&& work) : wait_(std::make_shared<Wait<T>>()) {
        wait_->plan = std::move(plan);
        wait_->work = std::move(work);
    }
    Awaiter(const Awaiter&) = delete;
    Awaiter& operator=(const Awaiter&) = delete;

    /// A coroutine that is destroyed while it waits is not resumed.
    ~Awaiter() { wait_->taken.store(true); }

    [[nodiscard]] bool await_ready() const noexcept { return false; }

    bool await_suspend(std::coroutine_handle<> waiting) {
        // Once it is queued, another thread may resume the coroutine, and this object is gone.
        const std::shared_ptr<Wait<T>> wait = wait_;
        wait->waiting = waiting;
        auto resumption = std::make_shared<Resumption<T>>(wait);
        std::exception_ptr refusal;
        try {
            refusal = submit(wait->plan, [wait, resumption](std::exception_ptr refused) {
                run(*wait, resumption, std::move(refused));
            });
        } catch (...) {
            refusal = std::current_exception();
        }
        if (refusal) {
            wait->taken.store(true);
            wait->result = AsyncResult<T>(std::move(refusal));
            return false;
        }
        return true;
    }

    T await_resume() { return std::move(*wait_->result).value(); }

private:
    static void run(Wait<T>& wait, const std::shared_ptr<Resumption<T>>& resumption,
                    std::exception_ptr&& refusal) {
        if (wait.taken.load()) {
            return;
        }
        wait.result = refusal ? AsyncResult<T>(std::move(refusal)) : AsyncResult<T>::of(wait.work);
        wait.work = nullptr;
        deliver(wait.plan.executor, [resumption] { resumption->resume(); });
    }

    std::shared_ptr<Wait<T>> wait_;
};

}  // namespace async

/// A call to be made in another thread: `co_await` it, or `start` it with a function. Dropped
/// without either, it does nothing.
///
/// A coroutine continues, and the function is called, on the executor: the call's own, else that of
/// its `AsyncCounters`, else in the pool's thread. Exactly once: also when the queue is full
/// (`busy`), the deadline passes in it (`timeout`) or the pool is closed (`unavailable`).
template <class T>
class [[nodiscard]] AsyncCall {
public:
    /// For `AsyncCounters`.
    AsyncCall(async::Plan plan, Callback<T()> work)
        : plan_(std::move(plan)), work_(std::move(work)) {}

    /// Completes there instead.
    AsyncCall on(Executor executor) && {
        plan_.executor = std::move(executor);
        return std::move(*this);
    }

    /// Queues the call; `done` gets its result.
    ///
    /// A call that is refused completes at once, without an executor before this returns.
    /// Threads: any.
    template <class Done>
    requires std::invocable<Done&, AsyncResult<T>>
    void start(Done done) && {
        struct State {
            Callback<T()> work;
            Executor executor;
            Done done;
            std::optional<AsyncResult<T>> result;
        };
        auto state = std::make_shared<State>(
            State{std::move(work_), plan_.executor, std::move(done), std::nullopt});
        const async::Work work = [state](std::exception_ptr refusal) {
            state->result =
                refusal ? AsyncResult<T>(std::move(refusal)) : AsyncResult<T>::of(state->work);
            state->work = nullptr;
            async::deliver(state->executor, [state] { state->done(std::move(*state->result)); });
        };
        if (std::exception_ptr refusal = async::submit(plan_, work)) {
            work(std::move(refusal));
        }
    }

    /// Waits for the call in a coroutine; `co_await` throws what the call throws.
    ///
    /// One that is refused does not suspend. A coroutine that is destroyed while it waits is
    /// forgotten, and its call, if it has not begun, is not made. One whose executor drops what it
    /// was given is resumed right there, with `in_doubt`.
    auto operator co_await() && { return async::Awaiter<T>(std::move(plan_), std::move(work_)); }

private:
    async::Plan plan_;
    Callback<T()> work_;
};

}  // namespace model_counter
