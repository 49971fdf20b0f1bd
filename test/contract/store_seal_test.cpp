#include "contract/store_contract.hpp"

#include <set>

namespace model_counter::test {
namespace {

class StoreSeal : public StoreContract {};
INSTANTIATE_TEST_SUITE_P(, StoreSeal, testing::ValuesIn(all_store_kinds()), kind_name);

TEST_P(StoreSeal, begins_with_nothing) {
    const ShardState state = store_->state(shard());
    EXPECT_EQ(state.store_id.size(), 32U);
    EXPECT_EQ(state.last_discarded, 0U);
    EXPECT_TRUE(state.waiting.empty());
    EXPECT_GT(state.open_seq, 0U);
    EXPECT_TRUE(state.open_is_empty);
    EXPECT_EQ(store_->seal(shard()), std::nullopt);
    EXPECT_EQ(store_->state(shard()).open_seq, state.open_seq);
}

TEST_P(StoreSeal, makes_the_open_part_a_set_and_begins_a_new_one) {
    store_->add(key("a"), 1);
    store_->set(key("b"), 2);
    store_->remove(key("c"));
    const ShardState before = store_->state(shard());
    EXPECT_FALSE(before.open_is_empty);
    const SetId set = seal();
    EXPECT_EQ(set.seq, before.open_seq);
    EXPECT_NE(set.nonce, 0U);
    const ShardState after = store_->state(shard());
    EXPECT_EQ(after.waiting, std::vector<SetId>{set});
    EXPECT_GT(after.open_seq, set.seq);
    EXPECT_TRUE(after.open_is_empty);
    EXPECT_EQ(contents(set),
              (Changes{{"user:1:a", added(1)}, {"user:1:b", valued(2)}, {"user:1:c", removed()}}));
    store_->add(key("a"), 10);
    EXPECT_EQ(contents(set).at("user:1:a"), added(1));
}

TEST_P(StoreSeal, shows_each_part_with_the_number_it_has_or_will_get) {
    store_->add(key("a"), 1);
    const SetId first = seal();
    store_->set(key("a"), 5);
    const SetId second = seal();
    store_->add(key("a"), 7);
    const std::vector<Part> seen = parts("a");
    ASSERT_EQ(seen.size(), 3U);
    EXPECT_EQ(seen[0].seq, first.seq);
    EXPECT_EQ(seen[0].nonce, first.nonce);
    EXPECT_EQ(seen[0].change, added(1));
    EXPECT_EQ(seen[1].seq, second.seq);
    EXPECT_EQ(seen[1].nonce, second.nonce);
    EXPECT_EQ(seen[1].change, valued(5));
    EXPECT_EQ(seen[2].seq, store_->state(shard()).open_seq);
    EXPECT_EQ(seen[2].nonce, 0U);
    EXPECT_EQ(seen[2].change, added(7));
}

TEST_P(StoreSeal, scans_every_counter_that_is_wanted) {
    store_->add(key("a"), 1);
    store_->add(key("b"), 2);
    seal();
    store_->add(key("a"), 3);
    store_->add(key("c"), 4);
    const ShardScan scan =
        store_->scan(shard(), [](const CounterRef& counter) { return counter.key != "b"; });
    std::map<std::string, std::size_t> parts_of;
    for (const auto& counter : scan.counters) {
        parts_of[canonical_text(decode(counter.encoded))] = counter.parts.size();
    }
    EXPECT_EQ(parts_of, (std::map<std::string, std::size_t>{{"user:1:a", 2}, {"user:1:c", 1}}));
    EXPECT_EQ(scan.state.waiting.size(), 1U);
    EXPECT_FALSE(scan.state.open_is_empty);
}

TEST_P(StoreSeal, drops_sets_in_order) {
    store_->add(key("a"), 1);
    const SetId first = seal();
    store_->add(key("a"), 2);
    const SetId second = seal();
    EXPECT_EQ(code_of([&] { store_->discard(shard(), second); }), ErrorCode::conflict);
    store_->discard(shard(), {first.seq, first.nonce + 1});
    EXPECT_EQ(store_->state(shard()).waiting.size(), 2U);
    store_->discard(shard(), first);
    EXPECT_FALSE(store_->read_set(shard(), first));
    EXPECT_EQ(store_->state(shard()).last_discarded, first.seq);
    EXPECT_EQ(store_->state(shard()).waiting, std::vector<SetId>{second});
    store_->discard(shard(), first);
    EXPECT_EQ(contents(second), (Changes{{"user:1:a", added(2)}}));
    store_->discard(shard(), second);
    EXPECT_EQ(store_->state(shard()).last_discarded, second.seq);
    EXPECT_EQ(pending("a"), std::nullopt);
}

TEST_P(StoreSeal, reads_back_only_the_set_that_was_asked_for) {
    store_->add(key("a"), 1);
    const SetId set = seal();
    EXPECT_FALSE(store_->read_set(shard(), {set.seq, set.nonce ^ 1U}));
    EXPECT_FALSE(store_->read_set(shard(), {set.seq + 1, set.nonce}));
    EXPECT_FALSE(store_->read_set(shard(), {0, set.nonce}));
    EXPECT_TRUE(store_->read_set(shard(), set));
}

TEST_P(StoreSeal, moves_sets_past_a_number_and_keeps_their_order_and_nonces) {
    store_->add(key("a"), 1);
    const SetId first = seal();
    store_->add(key("a"), 2);
    const SetId second = seal();
    store_->add(key("a"), 3);
    store_->renumber(shard(), {first.seq, first.nonce + 1}, 1000);
    EXPECT_EQ(store_->state(shard()).waiting.front(), first);
    store_->renumber(shard(), first, 1000);
    const ShardState state = store_->state(shard());
    ASSERT_EQ(state.waiting.size(), 2U);
    EXPECT_GT(state.waiting[0].seq, 1000U);
    EXPECT_GT(state.waiting[1].seq, state.waiting[0].seq);
    EXPECT_GT(state.open_seq, state.waiting[1].seq);
    EXPECT_EQ(state.waiting[0].nonce, first.nonce);
    EXPECT_EQ(state.waiting[1].nonce, second.nonce);
    EXPECT_EQ(contents(state.waiting[0]), (Changes{{"user:1:a", added(1)}}));
    EXPECT_FALSE(store_->read_set(shard(), first));
    store_->renumber(shard(), first, 2000);
    EXPECT_EQ(store_->state(shard()).waiting, state.waiting);
    EXPECT_EQ(pending("a"), added(6));
    store_->discard(shard(), state.waiting[0]);
    EXPECT_EQ(store_->state(shard()).last_discarded, state.waiting[0].seq);
    EXPECT_EQ(store_->state(shard()).waiting.size(), 1U);
}

TEST_P(StoreSeal, remembers_the_last_discarded_number_over_a_renumbering) {
    store_->add(key("a"), 1);
    const SetId first = seal();
    store_->discard(shard(), first);
    store_->add(key("a"), 2);
    const SetId second = seal();
    store_->renumber(shard(), second, 500);
    EXPECT_EQ(store_->state(shard()).last_discarded, first.seq);
}

TEST_P(StoreSeal, lets_64_sets_wait_and_then_asks_for_a_sync) {
    std::set<std::uint64_t> nonces;
    for (std::size_t i = 0; i < kWaitingSetsMax; ++i) {
        store_->add(key("a"), 1);
        nonces.insert(seal().nonce);
    }
    EXPECT_EQ(nonces.size(), kWaitingSetsMax);
    store_->add(key("a"), 1);
    EXPECT_EQ(code_of([&] { store_->seal(shard()); }), ErrorCode::busy);
    EXPECT_EQ(pending("a"), added(65));
    store_->add(key("a"), 1);
    const ShardState state = store_->state(shard());
    EXPECT_EQ(state.waiting.size(), kWaitingSetsMax);
    store_->discard(shard(), state.waiting.front());
    seal();
    EXPECT_EQ(store_->state(shard()).waiting.size(), kWaitingSetsMax);
}

TEST_P(StoreSeal, keeps_everything_while_it_flushes_and_prepares) {
    store_->add(key("a"), 1);
    store_->flush();
    store_->prepare();
    const SetId set = seal();
    store_->make_durable(shard());
    store_->flush();
    store_->prepare();
    EXPECT_EQ(contents(set), (Changes{{"user:1:a", added(1)}}));
    EXPECT_EQ(pending("a"), added(1));
}

TEST_P(StoreSeal, gives_its_lock_to_one_at_a_time) {
    using std::chrono::milliseconds;
    auto held = store_->lock(shard(), milliseconds(0));
    ASSERT_NE(held, nullptr);
    EXPECT_EQ(store_->lock(shard(), milliseconds(0)), nullptr);
    EXPECT_EQ(store_->lock(shard(), milliseconds(30)), nullptr);
    held.reset();
    EXPECT_NE(store_->lock(shard(), milliseconds(0)), nullptr);
}

TEST_P(StoreSeal, describes_itself) {
    store_->add(key("a"), 1);
    seal();
    store_->add(key("a"), 1);
    const StoreStatus status = store_->status();
    const StoreKind& kind = GetParam();
    EXPECT_TRUE((kind.status_name.empty() ? kind.name : kind.status_name).starts_with(status.kind))
        << status.kind;
    EXPECT_FALSE(status.location.empty());
    EXPECT_EQ(status.waiting_sets, 1U);
    EXPECT_GT(status.bytes, 0U);
}

TEST_P(StoreSeal, is_one_store_however_many_instances_look_at_it) {
    const auto other = fixture_->open();
    if (!other) {
        GTEST_SKIP() << "a store of this kind is its instance";
    }
    EXPECT_EQ(other->state(shard()).store_id, store_->state(shard()).store_id);
    store_->add(key("a"), 1);
    other->add(key("a"), 2);
    EXPECT_EQ(pending("a"), added(3));
    const auto set = other->seal(shard());
    ASSERT_TRUE(set);
    EXPECT_EQ(contents(*set), (Changes{{"user:1:a", added(3)}}));
    store_->add(key("a"), 4);
    store_->discard(shard(), *set);
    EXPECT_FALSE(other->read_set(shard(), *set));
    other->add(key("a"), 5);
    EXPECT_EQ(pending("a"), added(9));
    auto held = store_->lock(shard(), std::chrono::milliseconds(0));
    EXPECT_EQ(other->lock(shard(), std::chrono::milliseconds(0)), nullptr);
    store_->set_owner_id_kind(OwnerIdKind::bigint);
    EXPECT_EQ(code_of([&] {
                  other->add({OwnerRef("user", "ada"), "a"}, 1);
              }),
              ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace model_counter::test
