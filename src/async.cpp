#include "model_counter/async.hpp"

#include "async_pool.hpp"

#include <string>
#include <utility>

namespace model_counter {
namespace {

void check_limits(const AsyncOptions& options) {
    const auto refuse = [](const std::string& what) {
        throw Error(ErrorCode::invalid_argument, "AsyncOptions: " + what);
    };
    if (options.threads < 1 || options.threads > kAsyncThreadsMax) {
        refuse(std::to_string(options.threads) + " threads; 1 to " +
               std::to_string(kAsyncThreadsMax));
    }
    if (options.waiting_max < 1) {
        refuse("waiting_max is 0; at least 1");
    }
    if (options.timeout < std::chrono::milliseconds(1)) {
        refuse("timeout is " + std::to_string(options.timeout.count()) + " ms; at least 1 ms");
    }
}

}  // namespace

namespace async {

std::exception_ptr submit(const Plan& plan, Work work) {
    return plan.pool->submit(std::move(work), plan.deadline, plan.is_sync);
}

std::exception_ptr dropped() noexcept {
    return std::make_exception_ptr(
        Error(ErrorCode::in_doubt,
              "the executor dropped the completion of a call; whether the call was made is not "
              "known: close the asynchronous counters before their executor ends"));
}

void resume_quietly(std::coroutine_handle<> waiting) noexcept {
    try {
        waiting.resume();
    } catch (...) {
        // The coroutine has ended, and there is nobody left to tell.
    }
}

}  // namespace async

AsyncCounters::AsyncCounters(Counters& counters, AsyncOptions options)
    : counters_(counters), options_(std::move(options)) {
    check_limits(options_);
    async::PoolOptions pool;
    pool.threads = options_.threads;
    pool.waiting_max = options_.waiting_max;
    pool.waits_when_full = options_.waits_when_full;
    pool.complain = [&counters](std::string_view what) {
        counters.log(LogLevel::error, "the completion of a call threw: " + std::string(what));
    };
    pool_ = async::Pool::start(std::move(pool));
}

AsyncCounters::~AsyncCounters() {
    if (!pool_->in_its_process()) {
        return;  // Its threads and what they hold stayed in the parent.
    }
    pool_->close(false);
    if (pool_->is_mine()) {
        pool_->let_go();
    }
}

async::Plan AsyncCounters::plan(const std::optional<Deadline>& deadline) const {
    return {pool_, deadline ? *deadline : Deadline::after(options_.timeout), false,
            options_.executor};
}

AsyncCall<std::vector<CounterValue>> AsyncCounters::get_several(
    Owner owner, std::vector<std::string> keys, const std::optional<Deadline>& deadline) {
    return call<std::vector<CounterValue>>(
        deadline, [owner = std::move(owner), keys = std::move(keys)](Counters& counters,
                                                                     const Deadline& until) {
            const std::vector<std::string_view> views(keys.begin(), keys.end());
            return counters.get(owner, std::span<const std::string_view>(views), until);
        });
}

AsyncCall<CountersStatus> AsyncCounters::status(const std::optional<Deadline>& deadline) {
    return call<CountersStatus>(
        deadline, [](Counters& counters, const Deadline& until) { return counters.status(until); });
}

AsyncCall<SyncReport> AsyncCounters::sync(const SyncOptions& options) {
    async::Plan how = plan(options.deadline);
    how.is_sync = true;
    return call<SyncReport>(std::move(how), [options](Counters& counters, const Deadline&) {
        return counters.sync(options);
    });
}

AsyncCall<SyncReport> AsyncCounters::sync() { return sync(SyncOptions()); }

AsyncCall<std::vector<SyncPreview>> AsyncCounters::preview_sync() {
    return preview_sync(Pattern());
}

AsyncCall<std::vector<SyncPreview>> AsyncCounters::preview_sync(
    const Pattern& pattern, const std::optional<Deadline>& deadline) {
    return call<std::vector<SyncPreview>>(deadline,
                                          [pattern](Counters& counters, const Deadline& until) {
                                              return counters.preview_sync(pattern, until);
                                          });
}

AsyncCall<void> AsyncCounters::flush(const std::optional<Deadline>& deadline) {
    return call<void>(deadline, [](Counters& counters, const Deadline&) { counters.flush(); });
}

std::size_t AsyncCounters::waiting() const { return pool_->waiting(); }

void AsyncCounters::close(bool makes_waiting_calls) {
    if (pool_->in_its_process()) {
        pool_->close(makes_waiting_calls);
    }
}

}  // namespace model_counter
