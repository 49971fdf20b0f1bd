#include "model_counter/async.hpp"
#include "model_counter/memory_database.hpp"
#include "model_counter/memory_store.hpp"
#include "support/event_loop.hpp"

#include <gtest/gtest.h>
#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

namespace model_counter::test {
namespace {

using std::chrono::milliseconds;

/// What became of many calls.
struct Outcomes {
    std::atomic<int> done{0};
    std::atomic<int> refused{0};

    void note(const Error* error) {
        if (error == nullptr) {
            ++done;
        } else if (error->retryable()) {
            ++refused;
        }
    }
    [[nodiscard]] int all() const { return done.load() + refused.load(); }
};

Detached count(AsyncCounters& async, const Owner& owner, const Deadline& deadline,
               Outcomes& outcomes) {
    try {
        co_await async.increment(owner, "calls", 1, deadline);
        outcomes.note(nullptr);
    } catch (const Error& error) {
        outcomes.note(&error);
    }
}

/// Starts calls in turn by callback and by coroutine; some have no time.
void start_calls(AsyncCounters& async, const Owner& owner, int calls, Outcomes& outcomes) {
    for (int i = 0; i < calls; ++i) {
        const auto time = milliseconds(i % 7 == 0 ? 0 : 20'000);
        const Deadline deadline = Deadline::after(time);
        if (i % 2 == 0) {
            count(async, owner, deadline, outcomes);
        } else {
            async.increment(owner, "calls", 1, deadline)
                .start([&](const AsyncResult<void>& result) { outcomes.note(result.error()); });
        }
        if (i % 50 == 0) {
            std::this_thread::sleep_for(std::chrono::microseconds(200));
        }
    }
}

TEST(AsyncConcurrent, completes_every_call_of_many_threads_exactly_once) {
    constexpr int kThreads = 4;
    constexpr int kCalls = 1000;
    const Owner owner("user", 1);
    Counters counters(make_memory_store(), make_memory_database());
    Outcomes outcomes;
    {
        EventLoop loop;
        AsyncOptions options;
        options.executor = loop.executor();
        options.threads = 3;
        options.waiting_max = 64;
        AsyncCounters async(counters, options);
        std::vector<std::thread> threads;
        for (int i = 0; i < kThreads; ++i) {
            threads.emplace_back([&] { start_calls(async, owner, kCalls, outcomes); });
        }
        async.sync().start([](const AsyncResult<SyncReport>&) {});
        EXPECT_TRUE(loop.run_until([&] { return outcomes.all() >= kThreads * kCalls; }));
        for (std::thread& thread : threads) {
            thread.join();
        }
        async.close();
        loop.drop();
    }
    EXPECT_EQ(outcomes.all(), kThreads * kCalls);
    EXPECT_GT(outcomes.done.load(), 0);
    EXPECT_EQ(counters.get(owner, "calls"), outcomes.done.load());
}

TEST(AsyncConcurrent, completes_every_call_when_it_goes_in_the_middle) {
    constexpr int kRounds = 30;
    constexpr int kCalls = 60;
    const Owner owner("user", 1);
    Counters counters(make_memory_store(), make_memory_database());
    Outcomes outcomes;
    for (int round = 0; round < kRounds; ++round) {
        AsyncOptions options;
        options.threads = 2;
        AsyncCounters async(counters, options);
        start_calls(async, owner, kCalls, outcomes);
        std::thread closes([&] { async.close(round % 2 == 0); });
        start_calls(async, owner, kCalls, outcomes);
        closes.join();
    }
    EXPECT_EQ(outcomes.all(), kRounds * 2 * kCalls);
    EXPECT_EQ(counters.get(owner, "calls"), outcomes.done.load());
}

}  // namespace
}  // namespace model_counter::test
