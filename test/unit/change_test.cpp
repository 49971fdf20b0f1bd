#include "model_counter/change.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>
#include <optional>
#include <vector>

namespace model_counter {
namespace {

__extension__ using Wide = __int128;
using Kind = Change::Kind;

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kGreatest = std::numeric_limits<std::int64_t>::max();

constexpr Change add(std::int64_t amount) { return {Kind::add, amount}; }
constexpr Change set(std::int64_t value) { return {Kind::set, value}; }
constexpr Change kRemove{Kind::remove, 0};

bool fits(Wide value) { return value >= kLeast && value <= kGreatest; }

/// A row of the table: nothing where there is none. It holds sums of any size.
using Row = std::optional<Wide>;

Row after(const Row& before, const Change& change) {
    switch (change.kind) {
        case Kind::add:
            return before.value_or(0) + change.amount;
        case Kind::set:
            return change.amount;
        case Kind::remove:
            return std::nullopt;
    }
    return std::nullopt;
}

rc::Gen<std::int64_t> any_count() {
    return rc::gen::oneOf(
        rc::gen::arbitrary<std::int64_t>(),
        rc::gen::element(kLeast, kLeast + 1, -kAmountMax, std::int64_t{-1}, std::int64_t{0},
                         std::int64_t{1}, kAmountMax, kGreatest - 1, kGreatest));
}

rc::Gen<Change> any_change() {
    return rc::gen::oneOf(rc::gen::map(any_count(), add), rc::gen::map(any_count(), set),
                          rc::gen::just(kRemove));
}

TEST(Change, has_a_greatest_amount_of_2_to_the_62_less_1) {
    EXPECT_EQ(kAmountMax, 4611686018427387903);
}

TEST(Change, adds_up_while_it_is_an_increment) {
    EXPECT_EQ(combine(add(2), add(3)), add(5));
    EXPECT_EQ(combine(add(2), add(-2)), add(0));
    EXPECT_EQ(combine(add(kAmountMax), add(kAmountMax)), add(kGreatest - 1));
}

TEST(Change, to_a_value_hides_what_came_before) {
    for (const Change& earlier : {add(kGreatest), set(kLeast), kRemove}) {
        EXPECT_EQ(combine(earlier, set(7)), set(7));
        EXPECT_EQ(combine(earlier, kRemove), kRemove);
    }
}

TEST(Change, counts_on_from_a_value_and_from_zero_after_a_remove) {
    EXPECT_EQ(combine(set(7), add(3)), set(10));
    EXPECT_EQ(combine(kRemove, add(3)), set(3));
    EXPECT_EQ(combine(kRemove, add(0)), set(0));
}

TEST(Change, is_none_where_the_sum_leaves_int64) {
    EXPECT_EQ(combine(add(kGreatest), add(1)), std::nullopt);
    EXPECT_EQ(combine(add(kLeast), add(-1)), std::nullopt);
    EXPECT_EQ(combine(set(kGreatest), add(1)), std::nullopt);
    EXPECT_EQ(combine(add(kGreatest), add(kLeast)), add(-1));
}

TEST(Apply, gives_the_value_after_a_change) {
    EXPECT_EQ(apply(5, add(-8)), -3);
    EXPECT_EQ(apply(5, set(9)), 9);
    EXPECT_EQ(apply(5, kRemove), 0);
    EXPECT_EQ(apply(kGreatest, add(1)), std::nullopt);
    EXPECT_EQ(apply(kLeast, add(-1)), std::nullopt);
    EXPECT_EQ(apply(kGreatest, set(kLeast)), kLeast);
}

RC_GTEST_PROP(Apply, is_the_sum_of_the_integers_or_nothing, ()) {
    const std::int64_t before = *any_count();
    const Change change = *any_change();
    const Wide expected = after(before, change).value_or(0);
    const auto given = apply(before, change);
    RC_ASSERT(given.has_value() == fits(expected));
    RC_ASSERT(!given || *given == expected);
}

RC_GTEST_PROP(Change, combined_does_to_any_row_what_one_after_the_other_does, ()) {
    const Change earlier = *any_change();
    const Change later = *any_change();
    const auto both = combine(earlier, later);
    RC_PRE(both.has_value());
    for (const Row& row : {Row(), Row(0), Row(1), Row(kLeast), Row(kGreatest)}) {
        RC_ASSERT(after(row, *both) == after(after(row, earlier), later));
    }
}

RC_GTEST_PROP(Change, is_refused_only_where_the_sum_of_both_leaves_int64, ()) {
    const Change earlier = *any_change();
    const Change later = *any_change();
    const bool sums = later.kind == Kind::add && earlier.kind != Kind::remove;
    const bool leaves = sums && !fits(Wide{earlier.amount} + later.amount);
    RC_CLASSIFY(leaves, "leaves int64");
    RC_ASSERT(combine(earlier, later).has_value() == !leaves);
}

RC_GTEST_PROP(Change, can_be_combined_in_any_grouping, ()) {
    const Change a = *any_change();
    const Change b = *any_change();
    const Change c = *any_change();
    const auto first = combine(a, b);
    const auto last = combine(b, c);
    RC_PRE(first.has_value() && last.has_value());
    RC_ASSERT(combine(*first, c) == combine(a, *last));
}

}  // namespace
}  // namespace model_counter
