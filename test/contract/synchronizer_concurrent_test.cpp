#include "contract/synchronizer_fixture.hpp"

#include <atomic>
#include <chrono>
#include <thread>

namespace model_counter::test {
namespace {

class SynchronizerUnderLoad : public SynchronizerTest {};

TEST_P(SynchronizerUnderLoad, loses_and_doubles_nothing_with_two_synchronizers_and_no_lock) {
    constexpr std::int64_t kIncrements = 200'000;
    constexpr std::int64_t kUsers = 5;
    std::atomic<int> writers{2};
    std::vector<std::thread> threads;
    for (int writer = 0; writer < 2; ++writer) {
        threads.emplace_back([&] {
            for (std::int64_t i = 0; i < kIncrements; ++i) {
                store_->add(counter("downloads", i % kUsers), 1);
            }
            --writers;
        });
    }
    for (int synchronizer = 0; synchronizer < 2; ++synchronizer) {
        threads.emplace_back([&] {
            const auto database = database_fixture_->open();
            SyncOptions options;
            options.batch_rows_max = 2;
            options.lock_wait = std::chrono::milliseconds(0);
            while (writers > 0) {
                synchronize(*store_, *database, system_clock(), {}, options);
            }
        });
    }
    threads.emplace_back([&] {
        const auto database = database_fixture_->open();
        Reader reader(*store_, *database, {});
        const CounterRef wanted = counter("downloads", 3);
        for (std::int64_t last = 0; writers > 0;) {
            const std::int64_t now = reader.read({&wanted, 1}).front();
            EXPECT_GE(now, last);
            last = now;
        }
    });
    for (std::thread& thread : threads) {
        thread.join();
    }
    sync();
    const auto rows = database_fixture_->rows();
    ASSERT_EQ(rows.size(), static_cast<std::size_t>(kUsers));
    for (const auto& row : rows) {
        EXPECT_EQ(row.count, 2 * kIncrements / kUsers);
    }
}

INSTANTIATE_TEST_SUITE_P(, SynchronizerUnderLoad, every_store_with_every_database(), name_of_pair);

}  // namespace
}  // namespace model_counter::test
