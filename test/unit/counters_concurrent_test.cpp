#include "model_counter/has_counters.hpp"
#include "model_counter/memory_database.hpp"
#include "model_counter/memory_store.hpp"

#include <gtest/gtest.h>
#include <atomic>
#include <thread>
#include <vector>

namespace model_counter::test {
namespace {

struct Page {
    static constexpr std::string_view counter_owner_type = "page";
    [[nodiscard]] int counter_owner_id() const { return 7; }
};

TEST(DefaultInstance, serves_threads_while_it_is_closed) {
    Counters::install_default({make_memory_store(), make_memory_database()});
    std::atomic<bool> closed{false};
    std::vector<std::thread> threads;
    for (int i = 0; i < 2; ++i) {
        threads.emplace_back([&] {
            for (;;) {
                const bool was_closed = closed.load();
                try {
                    increment(Page(), "views");
                    EXPECT_FALSE(was_closed);
                } catch (const Error& error) {
                    EXPECT_TRUE(error.kind() == ErrorCode::unavailable ||
                                error.kind() == ErrorCode::not_found);
                    return;
                }
            }
        });
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    Counters::close_default();
    closed.store(true);
    for (std::thread& thread : threads) {
        thread.join();
    }
}

TEST(Counters, counts_in_threads_while_others_read_and_sync) {
    constexpr int kThreads = 3;
    constexpr std::int64_t kEach = 20'000;
    Counters counters(make_memory_store(), make_memory_database());
    std::atomic<bool> done{false};
    std::vector<std::thread> counting;
    for (int i = 0; i < kThreads; ++i) {
        counting.emplace_back([&] {
            CounterHandle handle = counters.handle(Page(), "views");
            for (std::int64_t n = 0; n < kEach; ++n) {
                handle.increment();
                counters.increment(Page(), "views");
            }
        });
    }
    std::thread syncing([&] {
        while (!done.load()) {
            counters.sync();
        }
    });
    std::int64_t last = 0;
    while (last < 2 * kThreads * kEach) {
        const std::int64_t now = counters.get(Page(), "views");
        ASSERT_GE(now, last);
        last = now;
    }
    for (std::thread& thread : counting) {
        thread.join();
    }
    done.store(true);
    syncing.join();
    EXPECT_EQ(counters.get(Page(), "views"), 2 * kThreads * kEach);
}

}  // namespace
}  // namespace model_counter::test
