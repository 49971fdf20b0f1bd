#include "sync/shard_sync.hpp"

#include "model_counter/encoded_id.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace model_counter {
namespace {

using Kind = Change::Kind;

std::string encoded(std::string_view key) { return encode({OwnerRef("user", 1), key}); }

SealedSet set_of(SetId id, const std::map<std::string, Change>& changes) {
    SealedSet set;
    set.id = id;
    for (const auto& [key, change] : changes) {
        const std::string bytes = encoded(key);
        auto copy = std::make_unique<std::byte[]>(bytes.size());
        std::memcpy(copy.get(), bytes.data(), bytes.size());
        set.entries.push_back({{reinterpret_cast<const char*>(copy.get()), bytes.size()}, change});
        set.bytes.push_back(std::move(copy));
    }
    return set;
}

Change add(std::int64_t amount) { return {Kind::add, amount}; }

std::vector<std::optional<SealedSet>> one(SealedSet set) {
    std::vector<std::optional<SealedSet>> sets;
    sets.push_back(std::move(set));
    return sets;
}

ShardState state(std::vector<SetId> waiting, std::uint64_t open_seq, bool open_is_empty) {
    return {std::string(32, 'a'), waiting.empty() ? open_seq - 1 : waiting.front().seq - 1,
            std::move(waiting), open_seq, open_is_empty};
}

template <class Expected>
Expected expect(ShardSync& machine) {
    ShardSync::Action action = machine.next();
    EXPECT_TRUE(std::holds_alternative<Expected>(action)) << "action " << action.index();
    return std::holds_alternative<Expected>(action) ? std::get<Expected>(action) : Expected{};
}

/// As expect, for a fold: it has references, hence no default.
ShardSync::Fold expect_fold(ShardSync& machine) {
    return std::get<ShardSync::Fold>(machine.next());
}

/// For an action that another test looks at.
void pass_over(ShardSync& machine) {
    const ShardSync::Action action = machine.next();
    EXPECT_FALSE(std::holds_alternative<ShardSync::Done>(action));
}

TEST(ShardSync, looks_seals_reads_back_folds_and_discards) {
    ShardSync machine(Pattern(), 10);
    expect<ShardSync::Look>(machine);
    machine.looked(state({}, 1, false), {});
    expect<ShardSync::Seal>(machine);
    machine.sealed(SetId{1, 11});
    const auto reads = expect<ShardSync::ReadBack>(machine);
    ASSERT_EQ(reads.sets, (std::vector<SetId>{{1, 11}}));
    machine.read_back(one(set_of({1, 11}, {{"b", add(2)}, {"a", add(1)}})));
    const auto fold = expect_fold(machine);
    ASSERT_EQ(fold.rows.size(), 2U);
    EXPECT_EQ(fold.rows[0].encoded, encoded("a"));
    EXPECT_EQ(fold.rows[1].encoded, encoded("b"));
    EXPECT_EQ(fold.expected, Ledger{});
    EXPECT_EQ(fold.next.floor, 1U);
    EXPECT_FALSE(fold.next.under_way);
    EXPECT_EQ(fold.next.nonces, (std::vector<std::uint64_t>{11}));
    machine.folded({});
    EXPECT_EQ(expect<ShardSync::Discard>(machine).set, (SetId{1, 11}));
    machine.discarded();
    expect<ShardSync::Done>(machine);
    EXPECT_EQ(machine.report().rows, 2U);
    EXPECT_EQ(machine.report().amount, 3);
    EXPECT_EQ(machine.report().sets, 1U);
}

TEST(ShardSync, is_done_at_once_when_nothing_was_counted) {
    ShardSync machine(Pattern(), 10);
    machine.looked(state({}, 1, true), {});
    expect<ShardSync::Done>(machine);
}

TEST(ShardSync, moves_the_cursor_in_the_transaction_of_each_chunk) {
    ShardSync machine(Pattern(), 1);
    machine.looked(state({}, 1, false), {});
    machine.sealed(SetId{1, 11});
    pass_over(machine);
    machine.read_back(one(set_of({1, 11}, {{"a", add(1)}, {"b", add(2)}})));
    const auto first = expect_fold(machine);
    ASSERT_EQ(first.rows.size(), 1U);
    ASSERT_TRUE(first.next.under_way);
    EXPECT_EQ(first.next.under_way->cursor, encoded("a"));
    EXPECT_EQ(first.next.floor, 0U);
    EXPECT_EQ(first.next.nonces, (std::vector<std::uint64_t>{11}));
    machine.folded({});
    const auto second = expect_fold(machine);
    ASSERT_EQ(second.rows.size(), 1U);
    EXPECT_EQ(second.rows[0].encoded, encoded("b"));
    EXPECT_EQ(second.expected, first.next);
    EXPECT_EQ(second.next.floor, 1U);
    EXPECT_FALSE(second.next.under_way);
}

TEST(ShardSync, goes_on_behind_the_cursor_that_a_killed_run_left) {
    ShardSync machine(Pattern(), 10);
    const Ledger left{0, {}, UnderWay{Pattern(), 1, encoded("a")}, {11}};
    machine.looked(state({{1, 11}}, 2, true), left);
    pass_over(machine);
    machine.read_back(one(set_of({1, 11}, {{"a", add(1)}, {"b", add(2)}})));
    const auto fold = expect_fold(machine);
    ASSERT_EQ(fold.rows.size(), 1U);
    EXPECT_EQ(fold.rows[0].encoded, encoded("b"));
    EXPECT_EQ(fold.next.floor, 1U);
}

TEST(ShardSync, finishes_what_another_pattern_began_before_its_own) {
    ShardSync machine(Pattern(), 10);
    const Ledger left{0, {}, UnderWay{Pattern("user:1:a"), 1, {}}, {11}};
    machine.looked(state({{1, 11}}, 2, true), left);
    pass_over(machine);
    machine.read_back(one(set_of({1, 11}, {{"a", add(1)}, {"b", add(2)}})));
    const auto theirs = expect_fold(machine);
    ASSERT_EQ(theirs.rows.size(), 1U);
    EXPECT_EQ(theirs.next.marks, (std::vector<Mark>{{Pattern("user:1:a"), 1}}));
    EXPECT_EQ(theirs.next.floor, 0U);
    machine.folded({});
    const auto ours = expect_fold(machine);
    ASSERT_EQ(ours.rows.size(), 1U);
    EXPECT_EQ(ours.rows[0].encoded, encoded("b"));
    EXPECT_EQ(ours.next.floor, 1U);
    EXPECT_TRUE(ours.next.marks.empty());
}

TEST(ShardSync, leaves_a_set_waiting_after_a_partial_run) {
    ShardSync machine(Pattern("user:1:a"), 10);
    machine.looked(state({}, 1, false), {});
    machine.sealed(SetId{1, 11});
    pass_over(machine);
    machine.read_back(one(set_of({1, 11}, {{"a", add(1)}, {"b", add(2)}})));
    EXPECT_EQ(expect_fold(machine).next.marks, (std::vector<Mark>{{Pattern("user:1:a"), 1}}));
    machine.folded({});
    expect<ShardSync::Done>(machine);
    EXPECT_EQ(machine.report().sets, 0U);
}

TEST(ShardSync, discards_a_passed_set_whose_nonce_the_ledger_knows) {
    ShardSync machine(Pattern(), 10);
    machine.looked(state({{1, 11}}, 2, true), {1, {}, {}, {11}});
    EXPECT_EQ(expect<ShardSync::Discard>(machine).set, (SetId{1, 11}));
    machine.discarded();
    expect<ShardSync::Done>(machine);
    EXPECT_FALSE(machine.report().store_went_back);
}

TEST(ShardSync, renumbers_a_passed_set_whose_nonce_nobody_knows) {
    ShardSync machine(Pattern(), 10);
    machine.looked(state({{1, 99}}, 2, true), {7, {{Pattern("a"), 9}}, {}, {11}});
    const auto action = expect<ShardSync::Renumber>(machine);
    EXPECT_EQ(action.first, (SetId{1, 99}));
    EXPECT_EQ(action.past, 9U);
    machine.renumbered();
    expect<ShardSync::Look>(machine);
    machine.looked(state({{10, 99}}, 11, true), {7, {{Pattern("a"), 9}}, {}, {11}});
    pass_over(machine);
    machine.read_back(one(set_of({10, 99}, {{"a", add(1)}})));
    EXPECT_EQ(expect_fold(machine).next.floor, 10U);
    EXPECT_TRUE(machine.report().store_went_back);
}

TEST(ShardSync, discards_the_known_sets_before_it_renumbers_a_foreign_one_behind_them) {
    ShardSync machine(Pattern(), 10);
    machine.looked(state({{5, 55}, {6, 999}}, 7, true), {9, {}, {}, {55, 66, 77, 88, 99}});
    EXPECT_EQ(expect<ShardSync::Discard>(machine).set, (SetId{5, 55}));
    machine.discarded();
    EXPECT_EQ(expect<ShardSync::Renumber>(machine).first, (SetId{6, 999}));
}

TEST(ShardSync, finishes_a_run_without_a_foreign_set_that_has_the_number_of_one_of_its_own) {
    ShardSync machine(Pattern(), 10);
    const Ledger begun{4, {}, UnderWay{Pattern(), 6, encoded("a")}, {55, 66}};
    machine.looked(state({{5, 55}, {6, 999}}, 7, true), begun);
    expect<ShardSync::Look>(machine);
    machine.looked(state({{5, 55}, {6, 999}}, 7, true), begun);
    EXPECT_EQ(expect<ShardSync::ReadBack>(machine).sets, (std::vector<SetId>{{5, 55}}));
    machine.read_back(one(set_of({5, 55}, {{"a", add(1)}, {"b", add(2)}})));
    const auto fold = expect_fold(machine);
    ASSERT_EQ(fold.rows.size(), 1U);
    EXPECT_EQ(fold.rows[0].change, add(2));
    EXPECT_EQ(fold.next.floor, 6U);
    machine.folded({});
    EXPECT_EQ(expect<ShardSync::Discard>(machine).set, (SetId{5, 55}));
    machine.discarded();
    EXPECT_EQ(expect<ShardSync::Renumber>(machine).first, (SetId{6, 999}));
    EXPECT_TRUE(machine.report().store_went_back);
}

TEST(ShardSync, looks_again_where_a_run_is_of_a_set_that_came_after_a_store_went_back) {
    ShardSync machine(Pattern(), 10);
    // After this look at the store it lost set 6; another one sealed a new 6 and began a run.
    const Ledger begun{4, {}, UnderWay{Pattern(), 6, encoded("a")}, {55, 66}};
    machine.looked(state({{5, 55}, {6, 999}}, 7, true), begun);
    expect<ShardSync::Look>(machine);
    machine.looked(state({{5, 55}, {6, 66}}, 7, true), begun);
    EXPECT_EQ(expect<ShardSync::ReadBack>(machine).sets, (std::vector<SetId>{{5, 55}, {6, 66}}));
    std::vector<std::optional<SealedSet>> sets = one(set_of({5, 55}, {{"a", add(1)}}));
    sets.push_back(set_of({6, 66}, {{"b", add(2)}}));
    machine.read_back(std::move(sets));
    const auto fold = expect_fold(machine);
    ASSERT_EQ(fold.rows.size(), 1U);
    EXPECT_EQ(fold.rows[0].change, add(2));
    EXPECT_FALSE(machine.report().store_went_back);
}

TEST(ShardSync, takes_in_whole_what_lies_before_a_foreign_set_that_a_mark_covers) {
    ShardSync machine(Pattern("user:2"), 10);
    machine.looked(state({{5, 55}, {6, 999}}, 7, true),
                   {4, {{Pattern("user:1:a"), 6}}, {}, {55, 66}});
    EXPECT_EQ(expect<ShardSync::ReadBack>(machine).sets, (std::vector<SetId>{{5, 55}}));
    machine.read_back(one(set_of({5, 55}, {{"a", add(1)}, {"b", add(2)}})));
    const auto fold = expect_fold(machine);
    ASSERT_EQ(fold.rows.size(), 1U);
    EXPECT_EQ(fold.rows[0].encoded, encoded("b"));
    EXPECT_EQ(fold.next.floor, 5U);
    machine.folded({});
    expect<ShardSync::Discard>(machine);
    machine.discarded();
    EXPECT_EQ(expect<ShardSync::Renumber>(machine).past, 6U);
}

TEST(ShardSync, renumbers_an_open_part_that_came_back_under_a_used_number) {
    ShardSync machine(Pattern(), 10);
    const Ledger ledger{7, {}, {}, {11}};
    machine.looked(state({}, 3, false), ledger);
    expect<ShardSync::Seal>(machine);
    machine.sealed(SetId{3, 33});
    EXPECT_EQ(expect<ShardSync::Renumber>(machine).past, 7U);
}

TEST(ShardSync, looks_twice_before_it_believes_that_a_run_is_of_sets_the_store_never_gave) {
    ShardSync machine(Pattern(), 10);
    const Ledger begun{0, {}, UnderWay{Pattern(), 5, {}}, {55}};
    machine.looked(state({}, 3, true), begun);
    expect<ShardSync::Look>(machine);
    machine.looked(state({}, 3, true), begun);
    const auto fold = expect_fold(machine);
    EXPECT_TRUE(fold.rows.empty());
    EXPECT_EQ(fold.next.floor, 5U);
    EXPECT_TRUE(machine.report().store_went_back);
}

TEST(ShardSync, takes_no_other_synchronizer_for_a_store_that_went_back) {
    ShardSync machine(Pattern(), 10);
    const Ledger begun{0, {}, UnderWay{Pattern(), 3, {}}, {33}};
    machine.looked(state({}, 3, true), begun);
    expect<ShardSync::Look>(machine);
    machine.looked(state({{3, 33}}, 4, true), begun);
    expect<ShardSync::ReadBack>(machine);
    EXPECT_FALSE(machine.report().store_went_back);
}

TEST(ShardSync, looks_again_when_the_ledger_was_moved_by_another) {
    ShardSync machine(Pattern(), 10);
    machine.looked(state({{1, 11}}, 2, true), {});
    pass_over(machine);
    machine.read_back(one(set_of({1, 11}, {{"a", add(1)}})));
    pass_over(machine);
    machine.folded({.moved = true, .rejects = {}});
    expect<ShardSync::Look>(machine);
    machine.looked(state({{1, 11}}, 2, true), {1, {}, {}, {11}});
    expect<ShardSync::Discard>(machine);
    EXPECT_EQ(machine.report().rows, 0U);
    EXPECT_EQ(machine.report().retries, 1U);
}

TEST(ShardSync, sums_a_counter_over_all_waiting_sets) {
    ShardSync machine(Pattern(), 10);
    machine.looked(state({{1, 11}, {2, 22}}, 3, true), {});
    ASSERT_EQ(expect<ShardSync::ReadBack>(machine).sets.size(), 2U);
    std::vector<std::optional<SealedSet>> sets;
    sets.emplace_back(set_of({1, 11}, {{"a", add(1)}, {"b", add(5)}}));
    sets.emplace_back(set_of({2, 22}, {{"a", {Kind::set, 40}}, {"b", add(2)}}));
    machine.read_back(std::move(sets));
    const auto fold = expect_fold(machine);
    ASSERT_EQ(fold.rows.size(), 2U);
    EXPECT_EQ(fold.rows[0].change, (Change{Kind::set, 40}));
    EXPECT_EQ(fold.rows[1].change, add(7));
    EXPECT_EQ(fold.next.floor, 2U);
    machine.folded({});
    EXPECT_EQ(machine.report().taken, 4U);
    EXPECT_EQ(machine.report().replaced, 2U);
    EXPECT_EQ(machine.report().rows, 2U);
}

TEST(ShardSync, reports_what_was_applied_without_what_was_set_aside) {
    ShardSync machine(Pattern(), 10);
    machine.looked(state({{1, 11}}, 2, true), {});
    pass_over(machine);
    machine.read_back(one(set_of({1, 11}, {{"a", add(6)}, {"b", add(5)}})));
    pass_over(machine);
    machine.folded({.moved = false, .rejects = {{encoded("b"), add(5), "too much"}}});
    EXPECT_EQ(machine.report().amount, 6);
    EXPECT_EQ(machine.report().rows, 1U);
    EXPECT_EQ(machine.report().rejected, 1U);
}

TEST(ShardSync, takes_fewer_sets_where_all_of_them_leave_int64) {
    const std::int64_t most = std::numeric_limits<std::int64_t>::max();
    ShardSync machine(Pattern(), 10);
    machine.looked(state({{1, 11}, {2, 22}}, 3, true), {});
    pass_over(machine);
    std::vector<std::optional<SealedSet>> sets;
    sets.emplace_back(set_of({1, 11}, {{"a", add(most)}}));
    sets.emplace_back(set_of({2, 22}, {{"a", add(1)}}));
    machine.read_back(std::move(sets));
    const auto first = expect_fold(machine);
    EXPECT_EQ(first.next.floor, 1U);
    EXPECT_EQ(first.rows[0].change, add(most));
    machine.folded({});
    expect<ShardSync::Discard>(machine);
    machine.discarded();
    const auto second = expect_fold(machine);
    EXPECT_EQ(second.next.floor, 2U);
    EXPECT_EQ(second.rows[0].change, add(1));
}

TEST(ShardSync, takes_in_what_waits_before_it_seals_when_every_place_is_taken) {
    std::vector<SetId> waiting;
    for (std::uint64_t i = 1; i <= kWaitingSetsMax; ++i) {
        waiting.push_back({i, i + 1000});
    }
    ShardSync machine(Pattern("user"), 10);
    machine.looked(state(waiting, kWaitingSetsMax + 1, false), {});
    ASSERT_EQ(expect<ShardSync::ReadBack>(machine).sets.size(), kWaitingSetsMax);
    std::vector<std::optional<SealedSet>> sets;
    for (const SetId& set : waiting) {
        sets.emplace_back(set_of(set, {{"a", add(1)}}));
    }
    machine.read_back(std::move(sets));
    const auto fold = expect_fold(machine);
    EXPECT_EQ(fold.next.floor, kWaitingSetsMax);
    EXPECT_EQ(fold.next.nonces.size(), kNoncesMax);
    machine.folded({});
    for (std::size_t i = 0; i < kWaitingSetsMax; ++i) {
        expect<ShardSync::Discard>(machine);
        machine.discarded();
    }
    expect<ShardSync::Seal>(machine);
}

TEST(ShardSync, becomes_a_full_sync_when_the_marks_are_full) {
    Ledger ledger;
    for (std::size_t i = 0; i < kMarksMax; ++i) {
        ledger.marks.push_back({Pattern("type" + std::to_string(i)), 1});
    }
    ledger.nonces = {11};
    ShardSync machine(Pattern("user"), 10);
    machine.looked(state({{1, 11}, {2, 22}}, 3, true), ledger);
    pass_over(machine);
    std::vector<std::optional<SealedSet>> sets;
    sets.emplace_back(set_of({1, 11}, {{"a", add(1)}}));
    sets.emplace_back(set_of({2, 22}, {{"a", add(1)}}));
    machine.read_back(std::move(sets));
    const auto fold = expect_fold(machine);
    EXPECT_EQ(fold.next.floor, 2U);
    EXPECT_TRUE(fold.next.marks.empty());
}

TEST(ShardSync, reports_a_database_that_lacks_what_was_handed_over) {
    ShardSync machine(Pattern(), 10);
    machine.looked(state({}, 9, true), {4, {}, {}, {44}});
    expect<ShardSync::Done>(machine);
    EXPECT_TRUE(machine.report().database_went_back);
}

TEST(ShardSync, looks_again_when_a_set_is_gone_while_it_reads) {
    ShardSync machine(Pattern(), 10);
    machine.looked(state({{1, 11}}, 2, true), {});
    pass_over(machine);
    machine.read_back(std::vector<std::optional<SealedSet>>(1));
    expect<ShardSync::Look>(machine);
}

TEST(ShardSync, does_not_take_a_set_for_done_because_its_old_number_is_passed) {
    ShardSync machine(Pattern(), 10);
    machine.looked(state({}, 1, false), {});
    machine.sealed(SetId{1, 11});
    pass_over(machine);
    machine.read_back(one(set_of({1, 11}, {{"a", add(1)}})));
    pass_over(machine);
    machine.folded({.moved = true, .rejects = {}});
    machine.looked(state({{8, 11}}, 9, true), {7, {}, {}, {77}});
    EXPECT_EQ(expect_fold(machine).next.floor, 8U);
}

}  // namespace
}  // namespace model_counter
