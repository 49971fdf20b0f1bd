#include "contract/database_contract.hpp"

#include <gmock/gmock.h>

namespace model_counter::test {
namespace {

using testing::HasSubstr;

using DatabaseFold = DatabaseContract;

INSTANTIATE_TEST_SUITE_P(, DatabaseFold, testing::ValuesIn(database_kinds()), kind_name);

TEST_P(DatabaseFold, moves_rows_and_ledger_together) {
    const Ledger before = database_->open_ledger(key_);
    Ledger next;
    next.floor = 7;
    next.marks = {{Pattern("user:*"), 9}};
    next.under_way = {Pattern("page"), 11, encode(id("page:a%3Ab:views").ref())};
    next.nonces = {1, 0xffff'ffff'ffff'ffffU};
    const auto result = fold({add("user:1:downloads", 3), add("user:1:views", -4)}, before, next);
    EXPECT_FALSE(result.moved);
    EXPECT_TRUE(result.rejects.empty());
    EXPECT_EQ(counts(), (Counts{{"user:1:downloads", 3}, {"user:1:views", -4}}));
    EXPECT_EQ(fixture_->open()->open_ledger(key_), next);
}

TEST_P(DatabaseFold, does_nothing_when_the_ledger_is_not_as_expected) {
    fold({add("user:1:downloads", 3)});
    const Ledger current = database_->open_ledger(key_);
    std::vector<Ledger> others(4, current);
    others[0].floor = 0;
    others[1].nonces = {1};
    others[2].marks = {{Pattern("user"), 5}};
    others[3].under_way = UnderWay{Pattern("user"), 5, {}};
    for (const Ledger& other : others) {
        Ledger next = other;
        next.floor += 10;
        EXPECT_TRUE(fold({add("user:1:downloads", 1)}, other, next).moved);
    }
    EXPECT_EQ(database_->open_ledger(key_), current);
    EXPECT_EQ(count("user:1:downloads"), 3);
}

TEST_P(DatabaseFold, does_nothing_when_the_ledger_row_is_missing) {
    Ledger next;
    next.floor = 1;
    EXPECT_TRUE(fold({add("user:1:downloads", 1)}, Ledger{}, next).moved);
    EXPECT_EQ(count("user:1:downloads"), std::nullopt);
}

TEST_P(DatabaseFold, applies_each_kind_of_change_to_new_and_existing_rows) {
    fold({add("u:1:added", 5), add("u:1:set", 5), add("u:1:removed", 5), add("u:1:left", 5)});
    fold({add("u:1:added", -7), set("u:1:set", 2), remove("u:1:removed"), add("u:2:added", 1),
          set("u:2:set", 0), remove("u:2:removed")});
    EXPECT_EQ(
        counts(),
        (Counts{
            {"u:1:added", -2}, {"u:1:left", 5}, {"u:1:set", 2}, {"u:2:added", 1}, {"u:2:set", 0}}));
}

TEST_P(DatabaseFold, stamps_rows_when_made_and_when_changed) {
    const auto start = fixture_->clock.system_now().time_since_epoch();
    const auto made = std::chrono::duration_cast<std::chrono::seconds>(start).count();
    fold({add("u:1:a", 1), add("u:1:b", 1), add("u:1:c", 1)});
    fixture_->clock.sleep_for(std::chrono::seconds(60));
    fold({add("u:1:a", 1), set("u:1:b", 1)});
    const auto rows = fixture_->rows();
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].created_at, made);
    EXPECT_EQ(rows[0].updated_at, made + 60);
    EXPECT_EQ(rows[1].created_at, made);
    EXPECT_EQ(rows[1].updated_at, made + 60);
    EXPECT_EQ(rows[2].updated_at, made);
    EXPECT_EQ(database_->status().last_applied_at, made + 60);
}

TEST_P(DatabaseFold, moves_the_ledger_without_any_row) {
    EXPECT_FALSE(fold({}).moved);
    EXPECT_EQ(database_->open_ledger(key_).floor, 1U);
    EXPECT_TRUE(counts().empty());
}

TEST_P(DatabaseFold, takes_values_to_the_ends_of_int64) {
    fold({set("u:1:least", kLeast), set("u:1:greatest", kGreatest), add("u:1:up", kLeast),
          add("u:1:down", kGreatest)});
    const auto result = fold({add("u:1:up", kGreatest), add("u:1:down", kLeast),
                              add("u:1:least", kGreatest), add("u:1:greatest", kLeast)});
    EXPECT_TRUE(result.rejects.empty());
    for (const char* key : {"u:1:least", "u:1:greatest", "u:1:up", "u:1:down"}) {
        EXPECT_EQ(count(key), -1) << key;
    }
}

TEST_P(DatabaseFold, sets_aside_a_row_that_leaves_int64_and_takes_the_rest) {
    fold({set("u:1:a", kGreatest), set("u:1:b", kLeast), add("u:1:c", 1)});
    const auto result = fold({add("u:1:a", 1), add("u:1:b", -1), add("u:1:c", 1)});
    EXPECT_FALSE(result.moved);
    ASSERT_EQ(result.rejects.size(), 2U);
    EXPECT_EQ(result.rejects[0].encoded, encode(id("u:1:a").ref()));
    EXPECT_EQ(result.rejects[0].change, (Change{Change::Kind::add, 1}));
    EXPECT_THAT(result.rejects[0].reason, HasSubstr("u:1:a"));
    EXPECT_THAT(result.rejects[0].reason, HasSubstr("9223372036854775807 + 1"));
    EXPECT_EQ(counts(), (Counts{{"u:1:a", kGreatest}, {"u:1:b", kLeast}, {"u:1:c", 2}}));
    EXPECT_EQ(database_->open_ledger(key_).floor, 2U);
    EXPECT_EQ(database_->status().rejects, 2U);
}

TEST_P(DatabaseFold, keeps_what_it_set_aside_and_why) {
    fold({set("u:\xC3\xA9%3A1:a", kGreatest)});
    const auto result = fold({add("u:\xC3\xA9%3A1:a", 2)});
    ASSERT_EQ(result.rejects.size(), 1U);
    const auto rejects = fixture_->rejects();
    ASSERT_EQ(rejects.size(), 1U);
    EXPECT_EQ(rejects[0].key, key_);
    EXPECT_EQ(rejects[0].reject.encoded, encode(id("u:\xC3\xA9%3A1:a").ref()));
    EXPECT_EQ(rejects[0].reject.change, (Change{Change::Kind::add, 2}));
    EXPECT_EQ(rejects[0].reject.reason, result.rejects[0].reason);
    EXPECT_GE(rejects[0].rejected_at, 1'700'000'000);
}

TEST_P(DatabaseFold, finds_every_poison_row_wherever_it_lies_in_the_chunk) {
    Rows base;
    Rows more;
    std::vector<std::string> poisoned;
    for (int i = 0; i < 300; ++i) {
        const std::string text = "u:" + std::to_string(i) + ":k";
        const bool poison = i == 0 || i == 7 || i == 8 || i == 150 || i == 299;
        base.push_back(set(text, poison ? kGreatest - 1 : i));
        more.push_back(i % 50 == 20 ? set(text, 2 * i) : add(text, poison ? 2 : i));
        if (poison) {
            poisoned.push_back(encode(base.back().counter.ref()));
        }
    }
    fold(base);
    const auto result = fold(more);
    std::vector<std::string> rejected;
    for (const Reject& reject : result.rejects) {
        rejected.push_back(reject.encoded);
    }
    EXPECT_EQ(rejected, poisoned);
    const auto after = counts();
    ASSERT_EQ(after.size(), 300U);
    for (int i = 0; i < 300; ++i) {
        const bool poison = i == 0 || i == 7 || i == 8 || i == 150 || i == 299;
        EXPECT_EQ(after.at("u:" + std::to_string(i) + ":k"), poison ? kGreatest - 1 : 2 * i) << i;
    }
}

TEST_P(DatabaseFold, takes_a_chunk_in_which_every_row_is_poison) {
    Rows base;
    Rows more;
    for (int i = 0; i < 20; ++i) {
        base.push_back(set("u:" + std::to_string(i) + ":k", kLeast));
        more.push_back(add("u:" + std::to_string(i) + ":k", -1));
    }
    fold(base);
    EXPECT_EQ(fold(more).rejects.size(), 20U);
    EXPECT_EQ(fixture_->rejects().size(), 20U);
    EXPECT_EQ(database_->open_ledger(key_).floor, 2U);
}

TEST_P(DatabaseFold, keeps_the_ledgers_of_two_stores_and_two_shards_apart) {
    const LedgerKey other_store{"ffffffffffffffffffffffffffffffff", 0};
    const LedgerKey other_shard{key_.store_id, 1};
    fold({add("u:1:a", 1)});
    fold({add("u:1:a", 1)});
    for (const LedgerKey& other : {other_store, other_shard}) {
        const Ledger start = database_->open_ledger(other);
        EXPECT_EQ(start, Ledger{});
        Ledger next;
        next.floor = 40 + other.shard;
        const Encoded rows({add("u:1:a", 5)}, true);
        EXPECT_FALSE(database_->fold({other, start, next, rows.rows}).moved);
        EXPECT_EQ(database_->open_ledger(other), next);
    }
    EXPECT_EQ(database_->open_ledger(key_).floor, 2U);
    EXPECT_EQ(count("u:1:a"), 12);
}

TEST_P(DatabaseFold, opens_a_ledger_row_once_and_keeps_it) {
    EXPECT_EQ(database_->open_ledger(key_), Ledger{});
    fold({});
    EXPECT_EQ(fixture_->open()->open_ledger(key_).floor, 1U);
}

}  // namespace
}  // namespace model_counter::test
