#include "contract/store_contract.hpp"

namespace model_counter::test {
namespace {

/// What a store remembers of its counters, and when it forgets.
class StoreSettled : public StoreContract {
protected:
    /// What is settled of a counter now, if its row holds `baseline`.
    Settled settled(std::string_view name, std::int64_t baseline) {
        const std::vector<CounterRef> asked{key(name)};
        const ShardView view = store_->read(shard(), asked);
        std::int64_t value = baseline;
        for (const Part& part : view.counters[0]) {
            if (part.nonce != 0) {
                value = apply(value, part.change).value_or(0);
            }
        }
        const ShardState& state = view.state;
        return {state.store_id, state.open_seq, state.last_discarded, state.epoch, value};
    }
};

INSTANTIATE_TEST_SUITE_P(, StoreSettled, testing::ValuesIn(store_kinds()), kind_name);

TEST_P(StoreSettled, adds_the_open_part_to_what_it_remembers) {
    EXPECT_EQ(store_->recall(key("a")), std::nullopt);
    store_->remember(key("a"), settled("a", 40));
    EXPECT_EQ(store_->recall(key("a")), 40);
    store_->add(key("a"), 2);
    EXPECT_EQ(store_->recall(key("a")), 42);
    store_->set(key("a"), 7);
    store_->add(key("a"), 1);
    EXPECT_EQ(store_->recall(key("a")), 8);
    store_->remove(key("a"));
    EXPECT_EQ(store_->recall(key("a")), 0);
    EXPECT_EQ(store_->recall(key("b")), std::nullopt);
}

TEST_P(StoreSettled, forgets_at_a_seal) {
    store_->remember(key("a"), settled("a", 40));
    store_->add(key("a"), 2);
    seal();
    EXPECT_EQ(store_->recall(key("a")), std::nullopt);
    const Settled now = settled("a", 40);
    EXPECT_EQ(now.value, 42);
    store_->remember(key("a"), now);
    EXPECT_EQ(store_->recall(key("a")), 42);
}

TEST_P(StoreSettled, forgets_at_a_discard) {
    store_->add(key("a"), 2);
    const SetId set = seal();
    const Settled before = settled("a", 40);
    store_->remember(key("a"), before);
    EXPECT_EQ(store_->recall(key("a")), 42);
    store_->discard(shard(), set);
    EXPECT_EQ(store_->recall(key("a")), std::nullopt);
    EXPECT_EQ(store_->add_within(key("a"), 1, {}, &before).outcome, BoundedAdd::Outcome::unsettled);
    store_->remember(key("a"), settled("a", 42));
    EXPECT_EQ(store_->recall(key("a")), 42);
}

TEST_P(StoreSettled, forgets_in_every_process_when_the_epoch_is_raised) {
    const auto other = fixture_->open();
    Store& second = other ? *other : *store_;
    const Settled before = settled("a", 40);
    second.remember(key("a"), before);
    EXPECT_EQ(second.recall(key("a")), 40);
    store_->raise_epoch();
    EXPECT_EQ(second.recall(key("a")), std::nullopt);
    EXPECT_EQ(second.add_within(key("a"), 1, {}, &before).outcome, BoundedAdd::Outcome::unsettled);
    EXPECT_EQ(parts("a").size(), 0U);
}

TEST_P(StoreSettled, counts_nothing_where_nothing_is_settled) {
    EXPECT_EQ(store_->add_within(key("a"), 1, {}, nullptr).outcome, BoundedAdd::Outcome::unsettled);
    EXPECT_EQ(parts("a").size(), 0U);
}

TEST_P(StoreSettled, adds_within_bounds_or_not_at_all) {
    const Settled forty = settled("a", 40);
    const BoundedAdd done = store_->add_within(key("a"), 2, {.greatest = 42}, &forty);
    EXPECT_EQ(done.outcome, BoundedAdd::Outcome::done);
    EXPECT_EQ(done.value, 42);
    const BoundedAdd refused = store_->add_within(key("a"), 1, {.greatest = 42}, &forty);
    EXPECT_EQ(refused.outcome, BoundedAdd::Outcome::refused);
    EXPECT_EQ(refused.value, 42);
    EXPECT_EQ(pending("a"), added(2));
    const BoundedAdd low = store_->add_within(key("b"), -41, {.least = 0}, &forty);
    EXPECT_EQ(low.outcome, BoundedAdd::Outcome::refused);
    EXPECT_EQ(pending("b"), std::nullopt);
}

TEST_P(StoreSettled, begins_a_new_set_where_a_sum_leaves_64_bits) {
    const Settled low = settled("a", kLeastValue);
    constexpr std::int64_t kMost = (std::int64_t{1} << 62) - 1;
    store_->add(key("a"), kMost);
    store_->add(key("a"), kMost);
    EXPECT_EQ(store_->add_within(key("a"), kMost, {}, &low).outcome,
              BoundedAdd::Outcome::unsettled);
    EXPECT_EQ(store_->state(shard()).waiting.size(), 1U);
    const Settled higher = settled("a", kLeastValue);
    EXPECT_EQ(higher.value, kLeastValue + 2 * kMost);
    const BoundedAdd done = store_->add_within(key("a"), kMost, {}, &higher);
    EXPECT_EQ(done.outcome, BoundedAdd::Outcome::done);
    EXPECT_EQ(done.value, kLeastValue + 2 * kMost + kMost);
}

}  // namespace
}  // namespace model_counter::test
