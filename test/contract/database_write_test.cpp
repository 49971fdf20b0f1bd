#include "contract/database_contract.hpp"

#include <gmock/gmock.h>

namespace model_counter::test {
namespace {

using testing::HasSubstr;

using DatabaseWrite = DatabaseContract;

INSTANTIATE_TEST_SUITE_P(, DatabaseWrite, testing::ValuesIn(database_kinds()), kind_name);

TEST_P(DatabaseWrite, applies_changes_in_the_order_given) {
    write({add("u:1:b", 4), add("u:1:a", 1), set("u:1:a", 10), add("u:1:a", 5), remove("u:1:b"),
           add("u:1:b", 3), add("u:1:c", 1), remove("u:1:c")});
    EXPECT_EQ(counts(), (Counts{{"u:1:a", 15}, {"u:1:b", 3}}));
    write({add("u:1:a", 1), add("u:1:a", 1)});
    EXPECT_EQ(count("u:1:a"), 17);
}

TEST_P(DatabaseWrite, moves_no_ledger) {
    fold({});
    write({add("u:1:a", 1)});
    EXPECT_EQ(database_->open_ledger(key_).floor, 1U);
}

TEST_P(DatabaseWrite, writes_nothing_when_a_count_would_leave_int64) {
    write({set("u:1:b", kGreatest)});
    EXPECT_EQ(code_of([&] {
                  write({add("u:1:a", 1), add("u:1:b", 1), add("u:1:c", 1)});
              }),
              ErrorCode::out_of_range);
    EXPECT_THAT(message_, HasSubstr("u:1:b"));
    EXPECT_THAT(message_, HasSubstr("9223372036854775807 + 1"));
    EXPECT_EQ(counts(), (Counts{{"u:1:b", kGreatest}}));
    EXPECT_TRUE(fixture_->rejects().empty());
    write({add("u:1:b", -1)});
    EXPECT_EQ(count("u:1:b"), kGreatest - 1);
}

TEST_P(DatabaseWrite, refuses_a_step_that_leaves_int64_though_a_later_one_would_return) {
    write({set("u:1:a", kLeast)});
    EXPECT_EQ(code_of([&] {
                  write({add("u:1:a", -1), add("u:1:a", 1)});
              }),
              ErrorCode::out_of_range);
    EXPECT_EQ(count("u:1:a"), kLeast);
}

TEST_P(DatabaseWrite, accepts_no_rows) {
    write({});
    EXPECT_TRUE(counts().empty());
}

}  // namespace
}  // namespace model_counter::test
