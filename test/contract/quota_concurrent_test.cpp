#include "contract/quota_contract.hpp"

#include <atomic>
#include <random>
#include <thread>

namespace model_counter::test {
namespace {

/// Threads at one limit, while others sync and read.
class QuotaConcurrent : public QuotaContract {
protected:
    static constexpr int kThreads = 3;
    static constexpr std::int64_t kLimit = 60;

    /// Counts within the limit, gives back now and then, and tells of every value it was told.
    std::int64_t work(Counters& counters, unsigned seed, int rounds) {
        std::mt19937 random(seed);
        std::int64_t held = 0;
        for (int round = 0; round < rounds; ++round) {
            const auto amount = static_cast<std::int64_t>(random() % 5);
            try {
                if (random() % 3 == 0 && held >= amount) {
                    EXPECT_GE(counters.decrement_within(user_, "seats", amount, 0), 0);
                    held -= amount;
                } else {
                    EXPECT_LE(counters.increment_within(user_, "seats", amount, kLimit), kLimit);
                    held += amount;
                }
            } catch (const QuotaExceeded& exceeded) {
                EXPECT_LE(exceeded.value(), kLimit);
                EXPECT_GE(exceeded.value(), 0);
                ++refused_;
            }
        }
        return held;
    }

    void run(bool sole_writer, int rounds) {
        Options options;
        options.sole_writer = sole_writer;
        Counters& all = counters(std::move(options));
        std::atomic<bool> stop{false};
        std::thread syncs([&] {
            while (!stop) {
                all.sync();
                const std::int64_t value = all.get(user_, "seats");
                EXPECT_GE(value, 0);
                EXPECT_LE(value, kLimit);
            }
        });
        std::atomic<std::int64_t> held{0};
        std::vector<std::thread> threads;
        for (unsigned i = 0; i < kThreads; ++i) {
            threads.emplace_back([&, i] { held += work(all, i, rounds); });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        stop = true;
        syncs.join();
        EXPECT_EQ(all.get(user_, "seats"), held);
        all.sync();
        EXPECT_EQ(rows()["user:1:seats"], held);
        EXPECT_GT(refused_, 0);
    }

    std::atomic<int> refused_{0};
};

std::vector<CountersKind> concurrent_kinds() {
    std::vector<CountersKind> kinds = quota_kinds();
    std::erase_if(kinds, [](const CountersKind& kind) { return kind.database.name != "memory"; });
    return kinds;
}

INSTANTIATE_TEST_SUITE_P(, QuotaConcurrent, testing::ValuesIn(concurrent_kinds()),
                         counters_kind_name);

TEST_P(QuotaConcurrent, never_passes_a_limit_and_loses_no_unit) { run(false, 700); }

TEST_P(QuotaConcurrent, never_passes_a_limit_with_what_it_remembers) { run(true, 3000); }

}  // namespace
}  // namespace model_counter::test
