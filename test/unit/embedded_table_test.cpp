#include "store/embedded/memory_backing.hpp"
#include "store/embedded/table.hpp"
#include "support/tiny_database.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace model_counter::embedded {
namespace {

/// Fails where it is told to, as a process that is killed there; every other step passes.
struct KillingProbe {
    struct Killed {};
    static constexpr int claim_patience = 4;

    static void step(TableStep) {
        if (left > 0 && --left == 0) {
            throw Killed{};
        }
    }
    static constexpr bool planted(Plant) { return false; }

    static inline int left = 0;  ///< steps until the kill; 0: none
};

class EmbeddedTable : public testing::Test {
protected:
    static CounterRef counter(int i) { return {OwnerRef("user", i), "a"}; }

    template <class AnyTable>
    static void sync(AnyTable& table, test::TinyDatabase& database) {
        static_cast<void>(table.seal());
        for (const SetId& set : table.state().waiting) {
            const auto copy = table.read_set(set);
            ASSERT_TRUE(copy);
            EXPECT_EQ(copy->damaged, 0U);
            database.apply(*copy);
            table.discard(set);
        }
    }
};

TEST_F(EmbeddedTable, grows_to_a_million_counters_by_early_seals) {
    MemoryBacking backing;
    Table<NoProbe> table(backing);
    constexpr int kCounters = 1'000'000;
    for (int i = 0; i < kCounters; ++i) {
        table.add(counter(i), i + 1);
    }
    const ShardState state = table.state();
    EXPECT_GE(state.waiting.size(), 4U);
    EXPECT_LE(state.waiting.size(), 10U);
    test::TinyDatabase database;
    for (int i = 0; i < kCounters; i += 997) {
        const CounterRef one = counter(i);
        ASSERT_EQ(database.value(one, table.read({&one, 1}).counters.at(0)), i + 1);
    }
    // What came in one generation fits into the next one whole.
    const auto set = table.seal();
    ASSERT_TRUE(set);
    const auto copy = table.read_set(*set);
    ASSERT_TRUE(copy);
    for (const SealedSet::Entry& entry : copy->entries) {
        table.add(decode(entry.encoded), 1);
    }
    EXPECT_EQ(table.state().waiting.size(), state.waiting.size() + 1);
}

TEST_F(EmbeddedTable, asks_for_a_sync_when_it_is_full_and_64_sets_wait) {
    const TableOptions tiny{.least_shape = {16, 4096}, .slots_max = 16, .arena_bytes_max = 4096};
    MemoryBacking backing({.first_shape = tiny.least_shape});
    Table<NoProbe> table(backing, tiny);
    int counted = 0;
    try {
        for (; counted < 100'000; ++counted) {
            table.add(counter(counted), 1);
        }
        FAIL() << "it took everything";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorCode::busy);
        EXPECT_TRUE(error.retryable());
    }
    EXPECT_EQ(table.state().waiting.size(), kWaitingSetsMax);
    // What has its place goes on.
    table.add(counter(counted - 1), 1);
    EXPECT_EQ(table.scan([](const CounterRef&) { return true; }).counters.size(),
              static_cast<std::size_t>(counted));
    test::TinyDatabase database;
    for (const SetId& set : table.state().waiting) {
        table.discard(set);
    }
    table.add(counter(counted), 1);
}

TEST_F(EmbeddedTable, seals_early_when_wide_values_fill_the_arena) {
    const TableOptions small{.least_shape = {16, 4096}};
    MemoryBacking backing({.first_shape = small.least_shape});
    Table<NoProbe> table(backing, small);
    test::TinyDatabase database;
    const CounterRef one = counter(1);
    table.set(one, std::int64_t{1} << 61);
    for (int i = 0; i < 2000; ++i) {
        table.add(one, 1);
    }
    EXPECT_EQ(database.value(one, table.read({&one, 1}).counters.at(0)),
              (std::int64_t{1} << 61) + 2000);
    EXPECT_GE(table.state().waiting.size(), 1U);
}

TEST_F(EmbeddedTable, makes_the_next_generation_ahead_of_need) {
    const TableOptions small{.least_shape = {64, 8192}};
    MemoryBacking backing({.first_shape = small.least_shape});
    Table<NoProbe> table(backing, small);
    table.prepare();
    EXPECT_EQ(backing.open(2), nullptr);
    for (int i = 0; i < 25; ++i) {
        table.add(counter(i), 1);
    }
    table.prepare();
    ASSERT_NE(backing.open(2), nullptr);
    EXPECT_EQ(shape_of(*backing.open(2)).slots, 128U);
    EXPECT_TRUE(table.state().waiting.empty());
    for (int i = 25; i < 35; ++i) {
        table.add(counter(i), 1);
    }
    table.prepare();
    EXPECT_EQ(table.state().waiting.size(), 1U);
}

TEST_F(EmbeddedTable, comes_to_rest_in_one_generation_when_the_same_counters_come_again) {
    const TableOptions small{.least_shape = {64, 8192}};
    MemoryBacking backing({.first_shape = small.least_shape});
    Table<NoProbe> table(backing, small);
    const auto count_and_seal = [&] {
        for (int i = 0; i < 100; ++i) {
            table.add(counter(i), 1);
        }
        table.seal();
        const std::size_t sets = table.state().waiting.size();
        for (const SetId& set : table.state().waiting) {
            table.discard(set);
        }
        return sets;
    };
    count_and_seal();
    count_and_seal();
    for (int round = 0; round < 5; ++round) {
        EXPECT_EQ(count_and_seal(), 1U);
    }
}

TEST_F(EmbeddedTable, follows_activity_down_again) {
    MemoryBacking backing;
    Table<NoProbe> table(backing);
    test::TinyDatabase database;
    for (int i = 0; i < 50'000; ++i) {
        table.add(counter(i), 1);
    }
    sync(table, database);
    for (int round = 0; round < 2; ++round) {
        table.add(counter(1), 1);
        sync(table, database);
    }
    StoreStatus status;
    table.figures(status);
    EXPECT_LT(status.bytes, 1'000'000U);
}

TEST_F(EmbeddedTable, is_whole_after_a_kill_at_any_step_of_any_operation) {
    // Each process that is killed is another table over the same memory.
    const TableOptions small{.least_shape = {8, 4096}};
    const std::vector<std::function<void(Table<KillingProbe>&, test::TinyDatabase&)>> operations{
        [](auto& table, auto&) { table.add(counter(1), 1); },
        [](auto& table, auto&) { table.add(counter(5), 1); },
        [](auto& table, auto&) { table.set(counter(2), 7); },
        [](auto& table, auto&) { table.remove(counter(3)); },
        [](auto& table, auto&) { static_cast<void>(table.seal()); },
        [](auto& table, auto& database) { sync(table, database); },
        [](auto& table, auto&) { table.prepare(); }};
    for (std::size_t operation = 0; operation < operations.size(); ++operation) {
        bool killed = true;
        for (int steps = 1; killed; ++steps) {
            MemoryBacking backing({.unmap_at_end = true, .first_shape = small.least_shape});
            test::TinyDatabase database;
            Table<KillingProbe> before(backing, small);
            for (int i = 1; i <= 4; ++i) {
                before.add(counter(i), 10);
            }
            KillingProbe::left = steps;
            killed = false;
            try {
                Table<KillingProbe> victim(backing, small);
                operations[operation](victim, database);
            } catch (const KillingProbe::Killed&) {
                killed = true;
            }
            KillingProbe::left = 0;
            Table<KillingProbe> after(backing, small);
            for (int i = 1; i <= 5; ++i) {
                after.add(counter(i), 100);
            }
            // A killed operation counts or does not: nothing else.
            const auto value = [&](int i) {
                const CounterRef one = counter(i);
                return database.value(one, after.read({&one, 1}).counters.at(0));
            };
            for (int round = 0; round < 2; ++round) {
                EXPECT_TRUE(value(1) == 110 || (operation == 0 && value(1) == 111));
                EXPECT_TRUE(value(2) == 110 || (operation == 2 && value(2) == 107));
                EXPECT_TRUE(value(3) == 110 || (operation == 3 && value(3) == 100));
                EXPECT_EQ(value(4), 110);
                EXPECT_TRUE(value(5) == 100 || (operation == 1 && value(5) == 101));
                sync(after, database);
            }
        }
    }
}

TEST_F(EmbeddedTable, starts_empty_and_under_another_name_in_the_child_of_a_fork) {
    MemoryBacking backing;
    Table<NoProbe> table(backing);
    table.add(counter(1), 1);
    CellRef cell = table.resolve(counter(1));
    const std::string id = table.state().store_id;
    EXPECT_EXIT(
        {
            bool good = !model_counter::try_add(cell, 1) && table.state().open_is_empty &&
                        table.state().store_id != id;
            table.add(counter(1), 5);
            const CounterRef one = counter(1);
            const auto parts = table.read({&one, 1}).counters.at(0);
            good = good && parts.size() == 1 && parts[0].change.amount == 5;
            good = good && table.seal().has_value();
            std::exit(good ? 0 : 1);
        },
        testing::ExitedWithCode(0), "");
    EXPECT_EQ(table.state().store_id, id);
    EXPECT_TRUE(model_counter::try_add(cell, 1));
}

}  // namespace
}  // namespace model_counter::embedded
