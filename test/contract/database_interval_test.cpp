#include "contract/database_contract.hpp"

#include <gmock/gmock.h>

namespace model_counter::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

/// Rows of intervals, which are written and read by their ids.
class DatabaseInterval : public DatabaseContract {
protected:
    static CounterRef counter(std::string_view interval, std::string_view period,
                              std::string_view key = "k") {
        return {{"user", 1}, key, interval, period};
    }

    FoldResult change(const CounterRef& counter, Change::Kind kind, std::int64_t amount) {
        const std::string encoded = encode(counter);
        const std::vector<FoldRow> rows{{encoded, {kind, amount}}};
        const Ledger expected = database_->open_ledger(key_);
        Ledger next = expected;
        ++next.floor;
        return database_->fold({key_, expected, next, rows});
    }
    void add(const CounterRef& counter, std::int64_t amount) {
        EXPECT_TRUE(change(counter, Change::Kind::add, amount).rejects.empty());
    }

    std::optional<std::int64_t> count(const CounterRef& counter) {
        return database_->read(key_, std::vector<CounterRef>{counter}).counts.at(0);
    }
};

INSTANTIATE_TEST_SUITE_P(, DatabaseInterval, testing::ValuesIn(database_kinds()), kind_name);

TEST_P(DatabaseInterval, keeps_totals_and_periods_apart) {
    const std::vector<CounterRef> counters{counter("", ""),
                                           counter("day", "2024-10-01"),
                                           counter("month", "2024-10"),
                                           counter("day", "1969-12-31"),
                                           counter("quarter", "2024-Q4"),
                                           counter("week", "2024-W40"),
                                           counter("year", "2024"),
                                           counter("year", "1970")};
    std::int64_t amount = 0;
    for (const CounterRef& counter : counters) {
        add(counter, ++amount);
        add(counter, 10);
    }
    amount = 0;
    for (const CounterRef& counter : counters) {
        EXPECT_EQ(count(counter), ++amount + 10) << canonical_text(counter);
    }
    EXPECT_EQ(count(counter("day", "2024-10-02")), std::nullopt);
    EXPECT_THAT(database_->read(key_, counters).counts,
                ElementsAre(11, 12, 13, 14, 15, 16, 17, 18));
}

TEST_P(DatabaseInterval, sets_and_removes_one_period_alone) {
    add(counter("", ""), 1);
    add(counter("day", "2024-10-01"), 2);
    add(counter("month", "2024-10"), 3);
    change(counter("day", "2024-10-01"), Change::Kind::set, 7);
    change(counter("month", "2024-10"), Change::Kind::remove, 0);
    EXPECT_EQ(count(counter("", "")), 1);
    EXPECT_EQ(count(counter("day", "2024-10-01")), 7);
    EXPECT_EQ(count(counter("month", "2024-10")), std::nullopt);
}

TEST_P(DatabaseInterval, rejects_what_leaves_int64) {
    add(counter("day", "2024-10-01"), kGreatest);
    const FoldResult result = change(counter("day", "2024-10-01"), Change::Kind::add, 1);
    ASSERT_EQ(result.rejects.size(), 1U);
    EXPECT_EQ(result.rejects[0].encoded, encode(counter("day", "2024-10-01")));
    EXPECT_THAT(result.rejects[0].reason, HasSubstr("user:1:k:day:2024-10-01"));
    EXPECT_EQ(count(counter("day", "2024-10-01")), kGreatest);
}

TEST_P(DatabaseInterval, sums_up_the_table) {
    EXPECT_TRUE(database_->totals().empty());
    for (const std::int64_t id : {1, 2, 3}) {
        add({{"user", id}, "k"}, kGreatest);
        add({{"user", id}, "k", "day", "2024-10-01"}, kLeast);
    }
    add({{"user", 1}, "k", "day", "2024-10-02"}, 1);
    add({{"post", "x"}, "k"}, -5);
    EXPECT_THAT(
        database_->totals(),
        UnorderedElementsAre(CounterTotals{"post", "k", "", 1, "-5"},
                             CounterTotals{"user", "k", "", 3, "27670116110564327421"},
                             CounterTotals{"user", "k", "day", 4, "-27670116110564327423"}));
}

}  // namespace
}  // namespace model_counter::test
