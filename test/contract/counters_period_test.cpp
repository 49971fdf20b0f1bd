#include "contract/counters_contract.hpp"
#include "model_counter/period.hpp"
#include "support/manual_clock.hpp"
#include "support/refusal.hpp"
#include "support/stepped_zone.hpp"

namespace model_counter::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::chrono::hours kDay{24};

/// Counters whose clock stands at 2023-11-14 22:13:20 UTC, a Tuesday.
class CountersPeriod : public CountersContract {
protected:
    Counters& counting() {
        Options options;
        options.clock = &clock_;
        return counters(std::move(options));
    }
    std::vector<std::int64_t> values(Interval interval, std::size_t periods,
                                     const std::optional<Moment>& from = std::nullopt) {
        std::vector<std::int64_t> values;
        for (const PeriodValue& value :
             counting().history(user_, "views", interval, periods, from)) {
            values.push_back(value.value);
        }
        return values;
    }
    Moment now() { return clock_.system_now(); }

    ManualClock clock_;
};

INSTANTIATE_TEST_SUITE_P(, CountersPeriod, testing::ValuesIn(counters_kinds()), counters_kind_name);

TEST_P(CountersPeriod, counts_into_any_mixture_of_intervals_in_one_call) {
    counting().increment(user_, "views", 5, Interval::total | Interval::hour | Interval::week);
    counting().increment(user_, "views", 2, Interval::day | Interval::month);
    counting().increment(user_, "views", 1, Interval::quarter | Interval::year);
    counting().decrement(user_, "views", 3, Interval::day);
    EXPECT_EQ(counting().get(user_, "views"), 5);
    EXPECT_EQ(counting().get(user_, "views", Interval::day), -1);
    EXPECT_EQ(counting().get(user_, "views", counting().period(Interval::hour)), 5);
    counting().sync();
    EXPECT_EQ(rows(), (Rows{{"user:1:views", 5},
                            {"user:1:views:hour:2023-11-14T22", 5},
                            {"user:1:views:day:2023-11-14", -1},
                            {"user:1:views:week:2023-W46", 5},
                            {"user:1:views:month:2023-11", 2},
                            {"user:1:views:quarter:2023-Q4", 1},
                            {"user:1:views:year:2023", 1}}));
    EXPECT_EQ(counting().get(user_, "views", Interval::week), 5);
}

TEST_P(CountersPeriod, counts_at_a_time_that_is_given) {
    counting().increment(user_, "views", 1, Interval::day, now() - kDay);
    counting().increment(user_, "views", 2, Interval::day);
    counting().increment(user_, "views", 4, Interval::day, now() + kDay);
    EXPECT_THAT(values(Interval::day, 3, now() + kDay), ElementsAre(4, 2, 1));
}

TEST_P(CountersPeriod, counts_in_the_time_zone_it_was_given) {
    Options options;
    options.clock = &clock_;
    options.time_zone = std::make_shared<SteppedZone>(std::vector<SteppedZone::Change>{}, 7'200);
    Counters& counters = this->counters(std::move(options));
    counters.increment(user_, "views", 1, Interval::hour | Interval::day);
    counters.sync();
    EXPECT_EQ(rows(),
              (Rows{{"user:1:views:hour:2023-11-15T00", 1}, {"user:1:views:day:2023-11-15", 1}}));
}

TEST_P(CountersPeriod, keeps_both_hours_of_one_name_apart) {
    Options options;
    options.clock = &clock_;
    const std::int64_t put_back = 1'699'999'200;  // 2023-11-14 22:00 UTC
    options.time_zone =
        std::make_shared<SteppedZone>(std::vector<SteppedZone::Change>{{put_back, 0}}, 3'600);
    Counters& counters = this->counters(std::move(options));
    counters.increment(user_, "views", 2, Interval::hour);
    counters.increment(user_, "views", 1, Interval::hour, now() - std::chrono::hours(1));
    counters.sync();
    EXPECT_EQ(rows(), (Rows{{"user:1:views:hour:2023-11-14T22", 1},
                            {"user:1:views:hour:2023-11-14T22+0000", 2}}));
    EXPECT_THAT(values(Interval::hour, 3), ElementsAre(2, 1, 0));
}

TEST_P(CountersPeriod, shows_what_waits_in_the_store_in_every_period_it_is_asked_for) {
    counting().increment(user_, "views", 10, Interval::day, now() - kDay);
    counting().sync();
    counting().increment(user_, "views", 1, Interval::day, now() - kDay);
    counting().increment(user_, "views", 2, Interval::day, now() - 3 * kDay);
    counting().increment(user_, "views", 4, Interval::day);
    EXPECT_THAT(values(Interval::day, 5), ElementsAre(4, 11, 0, 2, 0));
    EXPECT_EQ(counting().sum(user_, "views", Interval::day, now() - 3 * kDay, now()), 17);
    EXPECT_EQ(counting().sum(user_, "views", Interval::day, now() - 2 * kDay, now() - kDay), 11);
    EXPECT_EQ(counting().sum_last(user_, "views", Interval::day, 2), 15);
    counting().sync();
    EXPECT_THAT(values(Interval::day, 5), ElementsAre(4, 11, 0, 2, 0));
}

TEST_P(CountersPeriod, lists_history_newest_first_with_its_periods) {
    counting().increment(user_, "views", 3, Interval::month);
    const auto history = counting().history(user_, "views", Interval::month, 3);
    ASSERT_EQ(history.size(), 3U);
    EXPECT_EQ(history[0], (PeriodValue{Period::parse(Interval::month, "2023-11"), 3}));
    EXPECT_EQ(history[2], (PeriodValue{Period::parse(Interval::month, "2023-09"), 0}));
}

TEST_P(CountersPeriod, slides_a_window_of_24_hours) {
    for (int hour = 0; hour < 30; ++hour) {
        counting().increment(user_, "views", 1, Interval::hour, now() - std::chrono::hours(hour));
    }
    EXPECT_EQ(counting().sum_last(user_, "views", Interval::hour, 24), 24);
    clock_.sleep_for(std::chrono::hours(2));
    EXPECT_EQ(counting().sum_last(user_, "views", Interval::hour, 24), 22);
}

TEST_P(CountersPeriod, sets_resets_and_removes_one_period_alone) {
    counting().increment(user_, "views", 5, Interval::total | Interval::day | Interval::month);
    counting().sync();
    const Period day = counting().period(Interval::day);
    counting().set(user_, "views", 7, day);
    counting().increment(user_, "views", 1, Interval::day);
    counting().reset(user_, "views", counting().period(Interval::month));
    EXPECT_EQ(counting().get(user_, "views", day), 8);
    counting().sync();
    EXPECT_EQ(rows(), (Rows{{"user:1:views", 5},
                            {"user:1:views:day:2023-11-14", 8},
                            {"user:1:views:month:2023-11", 0}}));
    counting().remove(user_, "views", day);
    EXPECT_EQ(counting().get(user_, "views", day), 0);
    counting().sync();
    EXPECT_EQ(rows(), (Rows{{"user:1:views", 5}, {"user:1:views:month:2023-11", 0}}));
}

TEST_P(CountersPeriod, knows_a_gauges_latest_value) {
    EXPECT_EQ(counting().latest(user_, "storage", Interval::day), std::nullopt);
    counting().snapshot(user_, "storage", 100, Interval::day, now() - 3 * kDay);
    counting().sync();
    counting().snapshot(user_, "storage", 90, Interval::day, now() - 2 * kDay);
    counting().snapshot(user_, "storage", 95, Interval::day, now() - 2 * kDay);
    const PeriodValue latest{Period::parse(Interval::day, "2023-11-12"), 95};
    EXPECT_EQ(counting().latest(user_, "storage", Interval::day), latest);
    counting().sync();
    EXPECT_EQ(counting().latest(user_, "storage", Interval::day), latest);
    EXPECT_EQ(counting().latest(user_, "storage", Interval::day, 2), std::nullopt);
    counting().snapshot(user_, "storage", 0, Interval::day);
    EXPECT_EQ(counting().latest(user_, "storage", Interval::day)->value, 0);
}

TEST_P(CountersPeriod, reads_counters_of_several_owners_and_periods_in_one_call) {
    const Owner other("team", "red");
    const Period day = counting().period(Interval::day);
    counting().increment(user_, "views", 1, Interval::total | Interval::day);
    counting().increment(other, "views", 2, Interval::day);
    counting().sync();
    counting().increment(other, "views", 4, Interval::day);
    const std::vector<CounterRef> asked{day.of(other.ref(), "views"),
                                        {user_.ref(), "views"},
                                        {other.ref(), "views"},
                                        day.of(user_.ref(), "views")};
    EXPECT_THAT(counting().get(asked), ElementsAre(6, 1, 0, 1));
}

TEST_P(CountersPeriod, sets_many_and_the_last_value_of_a_counter_wins) {
    const Period day = counting().period(Interval::day);
    counting().increment(user_, "b", 3);
    counting().increment(user_, "c", 4);
    const std::vector<Assignment> rows_given{{{user_.ref(), "a"}, 1},
                                             {day.of(user_.ref(), "a"), 2},
                                             {{user_.ref(), "a"}, 5},
                                             {{user_.ref(), "b"}, 0}};
    EXPECT_EQ(counting().set_many(rows_given, Zeros::removed).done, 4U);
    counting().sync();
    EXPECT_EQ(rows(), (Rows{{"user:1:a", 5}, {"user:1:a:day:2023-11-14", 2}, {"user:1:c", 4}}));
    EXPECT_EQ(counting().set_many(std::span(rows_given).last(1)).done, 1U);
    counting().sync();
    EXPECT_EQ(rows().at("user:1:b"), 0);
}

TEST_P(CountersPeriod, says_how_far_setting_many_came) {
    const std::vector<Assignment> rows_given{
        {{user_.ref(), "a"}, 1}, {{user_.ref(), ""}, 2}, {{user_.ref(), "c"}, 3}};
    const BulkResult result = counting().set_many(rows_given);
    EXPECT_EQ(result.done, 1U);
    ASSERT_TRUE(result.error.has_value());
    EXPECT_EQ(result.error->kind(), ErrorCode::invalid_argument);
    EXPECT_EQ(counting().get(user_, "c"), 0);
}

TEST_P(CountersPeriod, refuses_what_is_no_interval_and_too_many_periods) {
    EXPECT_THAT(refusal([&] { counting().increment(user_, "views", 1, Intervals()); }),
                HasSubstr("names no interval"));
    refusal([&] { (void)counting().history(user_, "views", Interval::total, 1); });
    EXPECT_THAT(
        refusal([&] { (void)counting().history(user_, "views", Interval::day, kPeriodsMax + 1); }),
        HasSubstr("more than 10000"));
    refusal([&] { counting().increment(user_, "", 1, Interval::day | Interval::total); });
    refusal([&] { counting().increment(user_, "k", kAmountMax + 1, Interval::day); });
    refusal([&] { counting().decrement(user_, "k", kLeast, Interval::day); });
    counting().sync();
    EXPECT_EQ(rows(), Rows{});
}

TEST_P(CountersPeriod, names_what_was_counted_although_a_part_was_refused) {
    counting().set(user_, "views", kGreatest, counting().period(Interval::day));
    const std::string message =
        refusal([&] { counting().increment(user_, "views", 1, Interval::total | Interval::day); },
                ErrorCode::out_of_range);
    EXPECT_THAT(message, HasSubstr("counted nevertheless: total"));
    EXPECT_EQ(counting().get(user_, "views"), 1);
}

TEST_P(CountersPeriod, says_when_a_sum_leaves_64_bits) {
    const Period day = counting().period(Interval::day);
    counting().set(user_, "views", kGreatest, day);
    counting().set(user_, "views", 1, day.previous());
    counting().set(user_, "views", -5, day.previous().previous());
    refusal([&] { (void)counting().sum(user_, "views", day.previous(), day); },
            ErrorCode::out_of_range);
    EXPECT_EQ(counting().sum(user_, "views", day.previous().previous(), day), kGreatest - 4);
}

TEST_P(CountersPeriod, reads_a_thousand_periods) {
    counting().increment(user_, "views", 1, Interval::day, now() - 999 * kDay);
    counting().increment(user_, "views", 2, Interval::day);
    counting().sync();
    EXPECT_EQ(counting().sum_last(user_, "views", Interval::day, 1000), 3);
    EXPECT_EQ(counting().sum_last(user_, "views", Interval::day, 999), 2);
}

}  // namespace
}  // namespace model_counter::test
