#include "contract/transaction_contract.hpp"

#include <atomic>
#include <random>
#include <thread>
#include <vector>

namespace model_counter::test {
namespace {

using CallersTransactionUnderLoad = TransactionContract;

INSTANTIATE_TEST_SUITE_P(, CallersTransactionUnderLoad, testing::ValuesIn(caller_kinds()),
                         caller_kind_name);

TEST_P(CallersTransactionUnderLoad, adds_up_with_syncs_that_fold_the_same_counter) {
    constexpr int kTransactions = 150;
    constexpr int kCallers = 2;
    Counters counters = buffered();
    std::atomic<int> working{kCallers + 1};
    std::atomic<std::int64_t> expected{0};
    std::vector<std::thread> threads;
    for (int which = 0; which < kCallers; ++which) {
        threads.emplace_back([&, which] {
            const auto caller = fixture_->connect();
            std::minstd_rand random(static_cast<unsigned>(which) + 1);
            for (int i = 0; i < kTransactions; ++i) {
                const auto amount = static_cast<std::int64_t>(random() % 100) - 30;
                caller->run(GetParam().name == "sqlite" ? "BEGIN IMMEDIATE" : "BEGIN");
                caller->increment_in(counters, shop_, "orders", amount);
                caller->run("INSERT INTO orders VALUES (1)");
                if (random() % 4 == 0) {
                    caller->run("ROLLBACK");
                } else {
                    caller->run("COMMIT");
                    expected += amount;
                }
            }
            --working;
        });
    }
    threads.emplace_back([&] {
        for (int i = 0; i < 20'000; ++i) {
            counters.increment(shop_, "orders", 1);
            ++expected;
        }
        --working;
    });
    threads.emplace_back([&] {
        while (working > 0) {
            counters.sync();
        }
    });
    for (std::thread& thread : threads) {
        thread.join();
    }
    counters.sync();
    EXPECT_EQ(counters.get(shop_, "orders"), expected.load());
}

}  // namespace
}  // namespace model_counter::test
