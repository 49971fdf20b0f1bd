#include "contract/database_contract.hpp"

#include <atomic>
#include <thread>

namespace model_counter::test {
namespace {

using DatabaseConcurrency = DatabaseContract;

INSTANTIATE_TEST_SUITE_P(, DatabaseConcurrency, testing::ValuesIn(database_kinds()), kind_name);

TEST_P(DatabaseConcurrency, lets_exactly_one_of_several_folds_of_a_ledger_win) {
    constexpr int kThreads = 4;
    constexpr int kRounds = 25;
    const Encoded rows({add("u:1:a", 1), add("u:2:a", 2)}, true);
    for (int round = 0; round < kRounds; ++round) {
        const Ledger expected = database_->open_ledger(key_);
        Ledger next = expected;
        ++next.floor;
        std::atomic<int> won = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < kThreads; ++i) {
            threads.emplace_back([&] {
                const auto database = fixture_->open();
                won += database->fold({key_, expected, next, rows.rows}).moved ? 0 : 1;
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        EXPECT_EQ(won, 1);
    }
    EXPECT_EQ(counts(), (Counts{{"u:1:a", kRounds}, {"u:2:a", 2 * kRounds}}));
    EXPECT_EQ(database_->open_ledger(key_).floor, static_cast<std::uint64_t>(kRounds));
}

TEST_P(DatabaseConcurrency, reads_rows_and_ledger_of_one_instant_while_folds_go_on) {
    constexpr std::uint64_t kFolds = 200;
    constexpr int kReads = 20;
    const CounterId a = id("u:1:a");
    const CounterId b = id("u:1:b");
    (void)database_->open_ledger(key_);
    std::atomic<int> reads = 0;
    std::atomic<bool> done = false;
    std::uint64_t folds = 0;
    std::jthread folding([&](const std::stop_token& reader_is_gone) {
        // On until the reader has seen enough of it, however slowly it gets its turns.
        for (; (folds < kFolds || reads < kReads) && !reader_is_gone.stop_requested(); ++folds) {
            fold({add("u:1:a", 1), add("u:1:b", -1)});
        }
        done = true;
    });
    const auto reader = fixture_->open();
    const std::vector<CounterRef> asked{a.ref(), b.ref()};
    bool last = false;
    while (!last) {
        last = done;
        const Baselines found = reader->read(key_, asked);
        const auto floor = static_cast<std::int64_t>(found.ledger.floor);
        ASSERT_EQ(found.counts[0].value_or(0), floor);
        ASSERT_EQ(found.counts[1].value_or(0), -floor);
        const BaselineScan scan = reader->read_owner(key_, {"u", 1});
        for (const BaselineScan::Row& row : scan.rows) {
            ASSERT_EQ(std::abs(row.count), static_cast<std::int64_t>(scan.ledger.floor));
        }
        ++reads;
    }
    folding.join();
    EXPECT_EQ(reader->read(key_, asked).ledger.floor, folds);
    EXPECT_GE(folds, kFolds);
}

TEST_P(DatabaseConcurrency, loses_no_write_of_several_threads_on_one_instance) {
    constexpr int kThreads = 4;
    constexpr int kWrites = 50;
    const Encoded rows({add("u:1:a", 1), add("u:1:a", 1)}, false);
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i) {
        threads.emplace_back([&] {
            for (int n = 0; n < kWrites; ++n) {
                database_->write(rows.rows);
                EXPECT_GT(count("u:1:a").value_or(0), 0);
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(count("u:1:a"), 2 * kThreads * kWrites);
}

TEST_P(DatabaseConcurrency, migrates_from_several_threads_at_once) {
    database_->rollback_migration();
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] { fixture_->open()->migrate(); });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    fold({add("u:1:a", 1)});
    EXPECT_EQ(count("u:1:a"), 1);
}

TEST_P(DatabaseConcurrency, opens_one_ledger_row_from_several_threads) {
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] { EXPECT_EQ(fixture_->open()->open_ledger(key_), Ledger{}); });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_FALSE(fold({}).moved);
}

}  // namespace
}  // namespace model_counter::test
