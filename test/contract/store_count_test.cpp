#include "contract/store_contract.hpp"

namespace model_counter::test {
namespace {

class StoreCount : public StoreContract {};
INSTANTIATE_TEST_SUITE_P(, StoreCount, testing::ValuesIn(all_store_kinds()), kind_name);

TEST_P(StoreCount, adds_up) {
    store_->add(key("downloads"), 1);
    store_->add(key("downloads"), 41);
    store_->add(key("views"), -5);
    EXPECT_EQ(pending("downloads"), added(42));
    EXPECT_EQ(pending("views"), added(-5));
    EXPECT_EQ(pending("likes"), std::nullopt);
}

TEST_P(StoreCount, tells_owners_keys_and_kinds_of_ids_apart) {
    const std::vector<CounterRef> counters{
        {OwnerRef("user", 1), "a"},   {OwnerRef("user", 2), "a"},  {OwnerRef("user", "01"), "a"},
        {OwnerRef("use", "r1"), "a"}, {OwnerRef("user", -1), "a"}, {OwnerRef("user", 1), "b"}};
    std::int64_t amount = 1;
    for (const CounterRef& counter : counters) {
        store_->add(counter, amount);
        amount *= 10;
    }
    amount = 1;
    for (const CounterRef& counter : counters) {
        const auto view = store_->read(store_->shard_of(counter.owner), {&counter, 1});
        ASSERT_EQ(view.counters.at(0).size(), 1U) << canonical_text(counter);
        EXPECT_EQ(view.counters.at(0).at(0).change, added(amount)) << canonical_text(counter);
        amount *= 10;
    }
}

TEST_P(StoreCount, takes_an_integer_id_and_its_text_for_one_owner) {
    store_->add({OwnerRef("user", 1), "a"}, 1);
    store_->add({OwnerRef("user", "1"), "a"}, 1);
    EXPECT_EQ(pending("a"), added(2));
}

TEST_P(StoreCount, gives_a_counter_a_value_in_order_with_its_increments) {
    store_->add(key("a"), 5);
    store_->set(key("a"), 100);
    EXPECT_EQ(pending("a"), valued(100));
    store_->add(key("a"), 7);
    EXPECT_EQ(pending("a"), valued(107));
    store_->set(key("a"), 0);
    store_->add(key("a"), -1);
    EXPECT_EQ(pending("a"), valued(-1));
}

TEST_P(StoreCount, removes_a_counter_and_starts_it_from_zero_again) {
    store_->add(key("a"), 5);
    store_->remove(key("a"));
    EXPECT_EQ(pending("a"), removed());
    store_->add(key("a"), 2);
    EXPECT_EQ(pending("a"), valued(2));
    store_->remove(key("b"));
    EXPECT_EQ(pending("b"), removed());
    store_->set(key("b"), 9);
    EXPECT_EQ(pending("b"), valued(9));
}

TEST_P(StoreCount, keeps_values_over_the_whole_64_bit_range) {
    store_->set(key("most"), kGreatestValue);
    store_->set(key("least"), kLeastValue);
    EXPECT_EQ(pending("most"), valued(kGreatestValue));
    EXPECT_EQ(pending("least"), valued(kLeastValue));
    store_->add(key("most"), -kAmountMax);
    store_->add(key("most"), -kAmountMax);
    store_->add(key("most"), -1);
    EXPECT_EQ(pending("most"), valued(0));
    store_->add(key("least"), 1);
    EXPECT_EQ(pending("least"), valued(kLeastValue + 1));
}

TEST_P(StoreCount, keeps_amounts_that_need_every_bit) {
    for (std::int64_t amount : {std::int64_t{1} << 59, (std::int64_t{1} << 60) - 1,
                                std::int64_t{1} << 60, (std::int64_t{1} << 61) + 3, kAmountMax}) {
        const std::string up = "up" + std::to_string(amount);
        const std::string down = "down" + std::to_string(amount);
        store_->add(key(up), amount);
        store_->add(key(down), -amount);
        EXPECT_EQ(pending(up), added(amount));
        EXPECT_EQ(pending(down), added(-amount));
        store_->add(key(up), -1);
        store_->add(key(down), 1);
        EXPECT_EQ(pending(up), added(amount - 1));
        EXPECT_EQ(pending(down), added(-amount + 1));
        store_->add(key(up), -amount);
        EXPECT_EQ(pending(up), added(-1));
    }
}

TEST_P(StoreCount, refuses_a_sum_that_leaves_the_range_of_a_value_and_counts_nothing) {
    if (!GetParam().checks_sums) {
        GTEST_SKIP() << "this store leaves that to the sync, which rejects it";
    }
    store_->set(key("a"), kGreatestValue);
    EXPECT_EQ(code_of([&] { store_->add(key("a"), 1); }), ErrorCode::out_of_range);
    EXPECT_NE(message_.find("user:1:a"), std::string::npos) << message_;
    EXPECT_EQ(pending("a"), valued(kGreatestValue));
    store_->set(key("b"), kLeastValue);
    EXPECT_EQ(code_of([&] { store_->add(key("b"), -1); }), ErrorCode::out_of_range);
    EXPECT_EQ(pending("b"), valued(kLeastValue));
}

TEST_P(StoreCount, loses_nothing_of_amounts_whose_sum_leaves_the_range) {
    for (int i = 0; i < 4; ++i) {
        store_->add(key("a"), kAmountMax);
    }
    __extension__ using Wide = __int128;
    Wide sum = 0;
    for (const Part& part : parts("a")) {
        EXPECT_EQ(part.change.kind, Change::Kind::add);
        sum += part.change.amount;
    }
    EXPECT_TRUE(sum == static_cast<Wide>(kAmountMax) * 4);
}

TEST_P(StoreCount, refuses_amounts_beyond_the_limit_and_counts_nothing) {
    for (std::int64_t amount : {kAmountMax + 1, -kAmountMax - 1, kGreatestValue, kLeastValue}) {
        EXPECT_EQ(code_of([&] { store_->add(key("a"), amount); }), ErrorCode::invalid_argument);
        EXPECT_NE(message_.find("user:1:a"), std::string::npos) << message_;
    }
    EXPECT_EQ(pending("a"), std::nullopt);
}

TEST_P(StoreCount, refuses_what_is_not_a_counter) {
    const std::string long_type(256, 't');
    const std::string long_id(256, 'i');
    const std::string long_key(101, 'k');
    const std::vector<CounterRef> bad{
        {OwnerRef("", 1), "a"},           {OwnerRef("a:b", 1), "a"},
        {OwnerRef("user", ""), "a"},      {OwnerRef("user", "\n"), "a"},
        {OwnerRef("user", 1), ""},        {OwnerRef("user", 1), "a:b"},
        {OwnerRef("user", 1), "\xff"},    {OwnerRef(long_type, 1), "a"},
        {OwnerRef("user", long_id), "a"}, {OwnerRef("user", 1), long_key}};
    for (const CounterRef& counter : bad) {
        EXPECT_EQ(code_of([&] { store_->add(counter, 1); }), ErrorCode::invalid_argument);
        EXPECT_EQ(code_of([&] { store_->set(counter, 1); }), ErrorCode::invalid_argument);
        EXPECT_EQ(code_of([&] { store_->remove(counter); }), ErrorCode::invalid_argument);
    }
    EXPECT_EQ(store_->seal(shard()), std::nullopt);
}

TEST_P(StoreCount, takes_counters_at_every_limit) {
    const std::string type(kOwnerTypeBytesMax, 't');
    const std::string id(kOwnerIdBytesMax, 'i');
    const std::string name(kKeyBytesMax, 'k');
    const CounterRef counter{OwnerRef(type, id), name};
    store_->add(counter, 3);
    const std::uint32_t its_shard = store_->shard_of(counter.owner);
    const auto set = store_->seal(its_shard);
    ASSERT_TRUE(set);
    const auto copy = store_->read_set(its_shard, *set);
    ASSERT_TRUE(copy);
    ASSERT_EQ(copy->entries.size(), 1U);
    EXPECT_EQ(decode(copy->entries[0].encoded), counter);
}

TEST_P(StoreCount, counts_many_at_once_in_order) {
    std::vector<std::string> names;
    for (int i = 0; i < 50; ++i) {
        names.push_back("k" + std::to_string(i % 37));
    }
    std::vector<Increment> increments;
    for (const std::string& name : names) {
        increments.push_back({key(name), 2});
    }
    const BulkResult result = store_->add_many(increments);
    EXPECT_EQ(result.done, 50U);
    EXPECT_FALSE(result.error);
    EXPECT_EQ(pending("k0"), added(4));
    EXPECT_EQ(pending("k36"), added(2));
}

TEST_P(StoreCount, tells_how_far_a_bulk_call_came) {
    const std::string long_key(300, 'k');
    for (const std::string_view bad : {std::string_view("x:y"), std::string_view(long_key)}) {
        std::vector<Increment> increments;
        for (int i = 0; i < 40; ++i) {
            increments.push_back({key(i == 23 ? bad : std::string_view("a")), 1});
        }
        const BulkResult result = store_->add_many(increments);
        EXPECT_EQ(result.done, 23U);
        ASSERT_TRUE(result.error);
        EXPECT_EQ(result.error->kind(), ErrorCode::invalid_argument);
    }
    EXPECT_EQ(pending("a"), added(46));
    EXPECT_EQ(store_->add_many({}).done, 0U);
}

TEST_P(StoreCount, refuses_owner_ids_that_the_database_cannot_take) {
    const CounterRef text{OwnerRef("user", "ada"), "a"};
    const CounterRef number{OwnerRef("user", 7), "a"};
    store_->add(text, 1);
    store_->set_owner_id_kind(OwnerIdKind::bigint);
    EXPECT_EQ(code_of([&] { store_->add(text, 1); }), ErrorCode::invalid_argument);
    EXPECT_NE(message_.find("migrate --owner-id string"), std::string::npos) << message_;
    EXPECT_EQ(code_of([&] {
                  store_->add({OwnerRef("user", "bob"), "a"}, 1);
              }),
              ErrorCode::invalid_argument);
    store_->add(number, 1);
    store_->set_owner_id_kind(OwnerIdKind::string);
    store_->add(text, 1);
    store_->add(number, 1);
}

TEST_P(StoreCount, counts_through_a_cell_until_it_is_sealed) {
    if (!GetParam().has_cells) {
        GTEST_SKIP() << "this store has no cells";
    }
    CellRef cell = store_->resolve(key("a"));
    ASSERT_NE(cell.cell, nullptr);
    EXPECT_TRUE(try_add(cell, 3));
    store_->add(key("a"), 4);
    EXPECT_EQ(pending("a"), added(7));
    store_->set(key("a"), 10);
    EXPECT_TRUE(try_add(cell, 1));
    EXPECT_EQ(pending("a"), valued(11));
    const SetId set = seal();
    EXPECT_FALSE(try_add(cell, 1));
    EXPECT_EQ(contents(set), (Changes{{"user:1:a", valued(11)}}));
    CellRef next = store_->resolve(key("a"));
    EXPECT_TRUE(try_add(next, 1));
    store_->discard(shard(), set);
    EXPECT_FALSE(try_add(cell, 1));
    EXPECT_EQ(pending("a"), added(1));
}

TEST_P(StoreCount, leaves_to_the_store_what_a_cell_cannot_hold) {
    if (!GetParam().has_cells) {
        GTEST_SKIP() << "this store has no cells";
    }
    CellRef cell = store_->resolve(key("a"));
    EXPECT_FALSE(try_add(cell, kAmountMax));
    EXPECT_TRUE(try_add(cell, (std::int64_t{1} << 60) - 1));
    EXPECT_FALSE(try_add(cell, 1));
    store_->add(key("a"), 1);
    EXPECT_FALSE(try_add(cell, 1));
    EXPECT_EQ(pending("a"), added(std::int64_t{1} << 60));
}

TEST_P(StoreCount, keeps_cells_readable_when_the_store_is_gone) {
    if (!GetParam().has_cells) {
        GTEST_SKIP() << "this store has no cells";
    }
    CellRef cell = store_->resolve(key("a"));
    EXPECT_TRUE(try_add(cell, 1));
    store_->close();
    EXPECT_FALSE(try_add(cell, 1));
    store_.reset();
    EXPECT_FALSE(try_add(cell, 1));
}

TEST_P(StoreCount, refuses_everything_after_close) {
    store_->add(key("a"), 1);
    const SetId set = seal();
    store_->close();
    const CounterRef counter = key("a");
    const std::vector<std::function<void()>> calls{
        [&] { store_->add(counter, 1); },
        [&] { store_->set(counter, 1); },
        [&] { store_->remove(counter); },
        [&] { static_cast<void>(store_->resolve(counter)); },
        [&] {
            static_cast<void>(store_->read(0, {&counter, 1}));
        },
        [&] { static_cast<void>(store_->scan(0, [](const CounterRef&) { return true; })); },
        [&] { static_cast<void>(store_->state(0)); },
        [&] { store_->seal(0); },
        [&] { store_->make_durable(0); },
        [&] { store_->read_set(0, set); },
        [&] { store_->discard(0, set); },
        [&] { store_->renumber(0, set, 9); },
        [&] { store_->flush(); },
        [&] { store_->prepare(); },
        [&] { store_->set_owner_id_kind(OwnerIdKind::string); }};
    for (std::size_t i = 0; i < calls.size(); ++i) {
        EXPECT_EQ(code_of(calls[i]), ErrorCode::unavailable) << "call " << i;
    }
    store_->close();
}

}  // namespace
}  // namespace model_counter::test
