#include "contract/store_contract.hpp"
#include "support/tiny_database.hpp"

#include <atomic>
#include <thread>

namespace model_counter::test {
namespace {

class StoreConcurrent : public StoreContract {
protected:
    /// Settles what waits, then what is open, as any number of synchronizers may do at once.
    void sync(Store& store) {
        static_cast<void>(store.seal(shard()));
        store.make_durable(shard());
        for (const SetId& set : store.state(shard()).waiting) {
            const auto copy = store.read_set(shard(), set);
            if (!copy) {
                continue;
            }
            database_.apply(*copy);
            try {
                store.discard(shard(), set);
            } catch (const Error& error) {
                // Another one was still busy with the set below.
                EXPECT_EQ(error.kind(), ErrorCode::conflict);
            }
        }
    }

    std::int64_t value(Store& store, const CounterRef& counter) {
        return database_.value(counter, store.read(shard(), {&counter, 1}).counters.at(0));
    }

    TinyDatabase database_;
};

INSTANTIATE_TEST_SUITE_P(, StoreConcurrent, testing::ValuesIn(all_store_kinds()), kind_name);

TEST_P(StoreConcurrent, reads_values_that_never_dip_while_everything_moves) {
    const auto other = fixture_->open();
    Store& second = other ? *other : *store_;
    constexpr int kIncrements = 4000;
    std::atomic<int> running{2};
    std::atomic<std::int64_t> begun{0};
    std::atomic<std::int64_t> done{0};
    const auto count = [&](Store& store) {
        for (int i = 0; i < kIncrements; ++i) {
            begun.fetch_add(1);
            store.add(key("a"), 1);
            done.fetch_add(1);
            if (i % 16 == 0) {
                store.add(key("b" + std::to_string(i)), 1);
            }
        }
        running.fetch_sub(1);
    };
    std::vector<std::thread> threads;
    threads.emplace_back(count, std::ref(*store_));
    threads.emplace_back(count, std::ref(second));
    threads.emplace_back([&] {
        while (running.load() > 0) {
            sync(second);
        }
    });
    threads.emplace_back([&] {
        std::int64_t last = 0;
        while (running.load() > 0) {
            const std::int64_t least = done.load();
            const std::int64_t seen = value(*store_, key("a"));
            EXPECT_GE(seen, std::max(least, last));
            EXPECT_LE(seen, begun.load());
            last = seen;
        }
    });
    for (std::thread& thread : threads) {
        thread.join();
    }
    sync(*store_);
    EXPECT_EQ(value(second, key("a")), done.load());
    EXPECT_TRUE(store_->state(shard()).open_is_empty);
}

TEST_P(StoreConcurrent, seals_and_discards_each_set_once_however_many_work) {
    const auto other = fixture_->open();
    Store& second = other ? *other : *store_;
    std::atomic<std::int64_t> counted{0};
    std::vector<std::thread> threads;
    for (Store* store : {store_.get(), &second}) {
        threads.emplace_back([&, store] {
            for (int i = 0; i < 60; ++i) {
                store->add(key("a"), 1);
                counted.fetch_add(1);
                sync(*store);
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    sync(second);
    EXPECT_EQ(value(*store_, key("a")), counted.load());
    EXPECT_TRUE(store_->state(shard()).waiting.empty());
}

}  // namespace
}  // namespace model_counter::test
