#include "sync/consistent_read.hpp"

#include "model_counter/encoded_id.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

namespace model_counter {
namespace {

using Verdict = ReadRule::Verdict;
using Kind = Change::Kind;

const CounterRef kCounter{OwnerRef("user", 1), "downloads"};

ShardState state(std::vector<SetId> waiting, std::uint64_t open_seq, std::uint64_t last_discarded) {
    return {std::string(32, 'a'), last_discarded, std::move(waiting), open_seq, false};
}

Part part(std::uint64_t seq, std::uint64_t nonce, std::int64_t amount) {
    return {seq, nonce, {Kind::add, amount}};
}

ReadValue value(const ReadRule& rule, std::optional<std::int64_t> baseline,
                const std::vector<Part>& parts) {
    return value_of(baseline, parts, rule, kCounter, encode(kCounter));
}

TEST(ReadRule, counts_the_parts_that_the_ledger_does_not_have) {
    ReadRule rule;
    ASSERT_EQ(rule.looked(state({{5, 55}, {6, 66}}, 7, 4), {5, {}, {}, {55}}), Verdict::good);
    EXPECT_EQ(value(rule, 100, {part(5, 55, 1), part(6, 66, 10), part(7, 0, 1000)}).value, 1110);
}

TEST(ReadRule, counts_nothing_twice_while_a_chunk_is_in_and_its_set_still_waits) {
    ReadRule rule;
    const Ledger half{4, {}, UnderWay{Pattern(), 5, encode(kCounter)}, {55}};
    ASSERT_EQ(rule.looked(state({{5, 55}}, 6, 4), half), Verdict::good);
    EXPECT_EQ(value(rule, 1, {part(5, 55, 1)}).value, 1);
}

TEST(ReadRule, looks_again_when_the_open_part_was_sealed_and_applied_meanwhile) {
    ReadRule rule;
    EXPECT_EQ(rule.looked(state({}, 5, 4), {5, {}, {}, {55}}), Verdict::look_again);
    EXPECT_EQ(rule.looked(state({{5, 55}}, 6, 4), {5, {}, {}, {55}}), Verdict::good);
    EXPECT_EQ(value(rule, 7, {part(5, 55, 3), part(6, 0, 1)}).value, 8);
}

TEST(ReadRule, counts_every_part_of_a_store_that_went_back) {
    ReadRule rule;
    const Ledger ledger{9, {}, {}, {99}};
    EXPECT_EQ(rule.looked(state({{5, 123}}, 6, 4), ledger), Verdict::look_again);
    ASSERT_EQ(rule.looked(state({{5, 123}}, 6, 4), ledger), Verdict::store_went_back);
    EXPECT_EQ(value(rule, 7, {part(5, 123, 3), part(6, 0, 1)}).value, 11);
}

TEST(ReadRule, does_not_count_a_known_set_of_a_store_that_went_back) {
    ReadRule rule;
    const Ledger ledger{9, {}, {}, {55, 99}};
    rule.looked(state({{5, 55}}, 6, 4), ledger);
    ASSERT_EQ(rule.looked(state({{5, 55}}, 6, 4), ledger), Verdict::store_went_back);
    EXPECT_EQ(value(rule, 7, {part(5, 55, 3), part(6, 0, 1)}).value, 8);
}

TEST(ReadRule, reports_a_database_that_stays_older_than_what_was_handed_over) {
    ReadRule rule;
    EXPECT_EQ(rule.looked(state({}, 9, 8), {4, {}, {}, {}}), Verdict::look_again);
    EXPECT_EQ(rule.looked(state({}, 9, 8), {4, {}, {}, {}}), Verdict::look_again);
    EXPECT_EQ(rule.looked(state({}, 9, 8), {4, {}, {}, {}}), Verdict::database_went_back);
    EXPECT_EQ(value(rule, 7, {part(9, 0, 1)}).value, 8);
}

TEST(ReadRule, hides_what_lies_below_an_absolute_value) {
    ReadRule rule;
    ASSERT_EQ(rule.looked(state({{1, 11}}, 2, 0), {}), Verdict::good);
    const std::vector<Part> parts{{1, 11, {Kind::set, 40}}, part(2, 0, 2)};
    EXPECT_EQ(value(rule, 7, parts).value, 42);
}

TEST(ReadRule, reads_a_removed_counter_as_zero_and_missing) {
    ReadRule rule;
    ASSERT_EQ(rule.looked(state({}, 2, 0), {}), Verdict::good);
    const auto removed = value(rule, 7, {{2, 0, {Kind::remove, 0}}});
    EXPECT_FALSE(removed.exists);
    EXPECT_EQ(removed.value, 0);
}

TEST(ReadRule, says_when_a_value_leaves_the_range_and_allows_parts_that_come_back) {
    const std::int64_t most = std::numeric_limits<std::int64_t>::max();
    ReadRule rule;
    ASSERT_EQ(rule.looked(state({{1, 11}}, 2, 0), {}), Verdict::good);
    EXPECT_EQ(value(rule, most, {part(1, 11, 1)}).value, std::nullopt);
    EXPECT_EQ(value(rule, most, {part(1, 11, 1), part(2, 0, -1)}).value, most);
}

}  // namespace
}  // namespace model_counter
