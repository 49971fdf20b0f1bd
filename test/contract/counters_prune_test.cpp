#include "contract/counters_contract.hpp"
#include "model_counter/period.hpp"
#include "support/manual_clock.hpp"
#include "support/refusal.hpp"

namespace model_counter::test {
namespace {

constexpr std::chrono::hours kDay{24};

/// Counters whose clock stands at 2023-11-14 22:13:20 UTC, a Tuesday.
class CountersPrune : public CountersContract {
protected:
    Counters& counting() {
        Options options;
        options.clock = &clock_;
        return counters(std::move(options));
    }
    void count(Interval interval, std::chrono::hours ago) {
        counting().increment(user_, "views", 1, interval, clock_.system_now() - ago);
    }
    static std::uint64_t rows_of(const std::vector<PruneReport>& reports) {
        std::uint64_t rows = 0;
        for (const PruneReport& report : reports) {
            rows += report.rows;
        }
        return rows;
    }

    ManualClock clock_;
};

INSTANTIATE_TEST_SUITE_P(, CountersPrune, testing::ValuesIn(counters_kinds()), counters_kind_name);

TEST_P(CountersPrune, removes_hours_days_and_weeks_that_are_kept_no_longer) {
    for (const Interval interval : {Interval::hour, Interval::day, Interval::week, Interval::month,
                                    Interval::quarter, Interval::year}) {
        for (const int days : {0, 13, 15, 89, 92, 364, 380, 4'000}) {
            count(interval, days * kDay);
        }
    }
    counting().increment(user_, "views", 7);
    counting().sync();
    const std::size_t before = rows().size();
    const auto reports = counting().prune();
    ASSERT_EQ(reports.size(), 3U);
    EXPECT_EQ(reports[0].before, "2023-10-31T22");
    EXPECT_EQ(reports[0].rows, 6U);
    EXPECT_EQ(reports[1].before, "2023-08-16");
    EXPECT_EQ(reports[1].rows, 4U);
    EXPECT_EQ(reports[2].before, "2022-W46");
    EXPECT_EQ(reports[2].rows, 2U);
    EXPECT_EQ(rows().size(), before - 12);
    EXPECT_EQ(counting().get(user_, "views"), 7);
    EXPECT_EQ(rows().count("user:1:views:day:2023-08-17"), 1U);
    EXPECT_EQ(rows().count("user:1:views:year:2012"), 1U);
    EXPECT_EQ(rows_of(counting().prune()), 0U);
}

TEST_P(CountersPrune, keeps_the_period_that_was_under_way_then) {
    count(Interval::day, 10 * kDay);
    count(Interval::day, 11 * kDay);
    counting().sync();
    PruneOptions options;
    options.retentions = {{Interval::day, 10 * kDay}};
    EXPECT_EQ(rows_of(counting().prune(options)), 1U);
    EXPECT_EQ(rows(), (Rows{{"user:1:views:day:2023-11-04", 1}}));
}

TEST_P(CountersPrune, changes_nothing_when_it_is_a_dry_run) {
    count(Interval::day, 100 * kDay);
    count(Interval::day, 0 * kDay);
    counting().sync();
    PruneOptions options;
    options.dry_run = true;
    EXPECT_EQ(rows_of(counting().prune(options)), 1U);
    EXPECT_EQ(rows().size(), 2U);
}

TEST_P(CountersPrune, ends_where_the_store_still_holds_counts_of_an_old_period) {
    for (const int days : {200, 150, 100}) {
        count(Interval::day, days * kDay);
    }
    counting().sync();
    count(Interval::day, 150 * kDay);
    const auto reports = counting().prune();
    EXPECT_EQ(reports[1].store_has_older, !is_direct());
    EXPECT_EQ(reports[1].rows, is_direct() ? 3U : 1U);
    counting().sync();
    EXPECT_EQ(rows().count("user:1:views:day:2023-06-17"), is_direct() ? 0U : 1U);
    if (!is_direct()) {
        EXPECT_EQ(rows().at("user:1:views:day:2023-06-17"), 2);
        EXPECT_EQ(rows_of(counting().prune()), 2U);
    }
    EXPECT_EQ(rows(), Rows{});
}

TEST_P(CountersPrune, removes_what_comes_late_the_next_time) {
    count(Interval::day, 100 * kDay);
    counting().sync();
    EXPECT_EQ(rows_of(counting().prune()), 1U);
    count(Interval::day, 100 * kDay);
    counting().sync();
    EXPECT_EQ(rows().size(), 1U);
    EXPECT_EQ(rows_of(counting().prune()), 1U);
    EXPECT_EQ(rows(), Rows{});
}

TEST_P(CountersPrune, removes_more_than_one_transaction_takes) {
    std::vector<Increment> many;
    const Period day(Interval::day, 0);
    std::vector<Owner> owners;
    for (int id = 0; id < 5'003; ++id) {
        owners.emplace_back("user", id);
    }
    for (const Owner& owner : owners) {
        many.push_back({day.of(owner.ref(), "views"), 1});
    }
    EXPECT_EQ(counting().increment_many(many).done, many.size());
    counting().sync();
    EXPECT_EQ(rows_of(counting().prune()), 5'003U);
    EXPECT_EQ(rows(), Rows{});
}

TEST_P(CountersPrune, refuses_totals_and_ages_below_zero) {
    PruneOptions options;
    options.retentions = {{Interval::total, kDay}};
    refusal([&] { counting().prune(options); });
    options.retentions = {{Interval::day, -kDay}};
    refusal([&] { counting().prune(options); });
}

}  // namespace
}  // namespace model_counter::test
