#include "model_counter/period.hpp"

#include "support/refusal.hpp"
#include "support/slow_calendar.hpp"
#include "support/stepped_zone.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>
#include <limits>

namespace model_counter::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::int64_t kHour = 3600;
constexpr std::int64_t kDay = 86'400;

/// A moment, of UTC.
std::int64_t at(int year, unsigned month, unsigned day, std::int64_t hour = 0,
                std::int64_t minute = 0) {
    const std::chrono::sys_days date =
        std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
    return date.time_since_epoch().count() * kDay + hour * kHour + minute * 60;
}

/// New York in the autumn of 2024: put back from 02:00 to 01:00.
SteppedZone new_york() {
    return SteppedZone({{at(2024, 3, 10, 7), -4 * 3600}, {at(2024, 11, 3, 6), -5 * 3600}},
                       -5 * 3600);
}

std::vector<std::string> texts(const std::vector<Period>& periods) {
    std::vector<std::string> texts;
    for (const Period& period : periods) {
        texts.emplace_back(period.text());
    }
    return texts;
}

TEST(Period, is_named_after_what_clocks_show) {
    const std::int64_t moment = at(2024, 12, 3, 14, 59);
    for (const auto& [interval, text] :
         std::vector<std::pair<Interval, const char*>>{{Interval::total, ""},
                                                       {Interval::hour, "2024-12-03T14"},
                                                       {Interval::day, "2024-12-03"},
                                                       {Interval::week, "2024-W49"},
                                                       {Interval::month, "2024-12"},
                                                       {Interval::quarter, "2024-Q4"},
                                                       {Interval::year, "2024"}}) {
        const Period period(interval, moment);
        EXPECT_EQ(period.text(), text);
        EXPECT_EQ(Period::parse(interval, text), period);
    }
    EXPECT_EQ(Period(Interval::day, at(2024, 12, 31, 23, 59)).text(), "2024-12-31");
    EXPECT_EQ(Period(Interval::day, -1).text(), "1969-12-31");
}

TEST(Period, knows_iso_weeks_leap_days_and_ends_of_months) {
    EXPECT_EQ(Period(Interval::week, at(2024, 12, 30)).text(), "2025-W01");
    EXPECT_EQ(Period(Interval::week, at(2021, 1, 3)).text(), "2020-W53");
    EXPECT_EQ(Period(Interval::day, at(2024, 2, 28, 24)).text(), "2024-02-29");
    EXPECT_EQ(Period(Interval::day, at(2023, 2, 28, 24)).text(), "2023-03-01");
    EXPECT_EQ(Period::parse(Interval::day, "2024-03-01").previous().text(), "2024-02-29");
    EXPECT_EQ(Period::parse(Interval::month, "2024-02").end(), at(2024, 3, 1));
    EXPECT_EQ(Period::parse(Interval::quarter, "2024-Q4").next().text(), "2025-Q1");
    EXPECT_EQ(Period::parse(Interval::week, "2020-W53").next().text(), "2021-W01");
    EXPECT_EQ(Period::parse(Interval::year, "2024").start(), at(2024, 1, 1));
}

TEST(Period, of_months_skips_none_when_asked_on_the_last_days_of_one) {
    for (const unsigned day : {29U, 30U, 31U}) {
        const auto months = last_periods(Period(Interval::month, at(2024, 3, day)), 4);
        EXPECT_THAT(texts(months), ElementsAre("2024-03", "2024-02", "2024-01", "2023-12"));
    }
}

TEST(Period, of_an_hour_that_is_shown_twice_carries_its_offset_the_second_time) {
    const SteppedZone zone = new_york();
    const Period first(Interval::hour, at(2024, 11, 3, 5, 30), zone);
    const Period second(Interval::hour, at(2024, 11, 3, 6, 30), zone);
    EXPECT_EQ(first.text(), "2024-11-03T01");
    EXPECT_EQ(second.text(), "2024-11-03T01-0500");
    EXPECT_EQ(first.start(zone), at(2024, 11, 3, 5));
    EXPECT_EQ(first.end(zone), at(2024, 11, 3, 6));
    EXPECT_EQ(second.start(zone), at(2024, 11, 3, 6));
    EXPECT_EQ(second.end(zone), at(2024, 11, 3, 7));
    EXPECT_EQ(first.next(zone), second);
    EXPECT_EQ(second.previous(zone), first);
    EXPECT_EQ(second.next(zone).text(), "2024-11-03T02");
    EXPECT_LT(first, second);
    EXPECT_LT(second, second.next(zone));
    EXPECT_EQ(Period::parse(Interval::hour, "2024-11-03T01-0500"), second);
}

TEST(Period, of_an_hour_that_clocks_pass_over_is_not_among_those_before_and_after) {
    const SteppedZone zone = new_york();
    const Period before(Interval::hour, at(2024, 3, 10, 6, 59), zone);
    EXPECT_EQ(before.text(), "2024-03-10T01");
    EXPECT_EQ(before.next(zone).text(), "2024-03-10T03");
    EXPECT_EQ(before.next(zone).previous(zone), before);
    const Period none = Period::parse(Interval::hour, "2024-03-10T02");
    EXPECT_EQ(none.start(zone), at(2024, 3, 10, 7));
    EXPECT_EQ(none.end(zone), at(2024, 3, 10, 7));
}

TEST(Period, of_a_day_lasts_23_or_25_hours_where_clocks_change) {
    const SteppedZone zone = new_york();
    const Period short_day = Period::parse(Interval::day, "2024-03-10");
    const Period long_day = Period::parse(Interval::day, "2024-11-03");
    EXPECT_EQ(short_day.end(zone) - short_day.start(zone), 23 * kHour);
    EXPECT_EQ(long_day.end(zone) - long_day.start(zone), 25 * kHour);
    EXPECT_EQ(long_day.start(zone), at(2024, 11, 3, 4));
}

TEST(Period, of_a_day_that_clocks_pass_over_is_empty) {
    // Samoa had no 2011-12-30.
    const SteppedZone zone({{at(2011, 12, 30, 10), 14 * 3600}}, -10 * 3600);
    const Period none = Period::parse(Interval::day, "2011-12-30");
    EXPECT_EQ(none.start(zone), at(2011, 12, 30, 10));
    EXPECT_EQ(none.end(zone), none.start(zone));
    EXPECT_EQ(Period(Interval::day, at(2011, 12, 30, 10) - 1, zone).text(), "2011-12-29");
    EXPECT_EQ(Period(Interval::day, at(2011, 12, 30, 10), zone).text(), "2011-12-31");
}

TEST(Period, has_the_same_column_in_every_zone) {
    const SteppedZone zone({}, 13 * 3600);
    const Period day(Interval::day, at(2024, 12, 3, 14), zone);
    EXPECT_EQ(day.text(), "2024-12-04");
    EXPECT_EQ(day.row_start(), at(2024, 12, 4));
    EXPECT_EQ(day.start(zone), at(2024, 12, 3, 11));
}

TEST(Period, is_refused_where_the_text_is_none_of_the_interval) {
    EXPECT_THAT(refusal([] { (void)Period::parse(Interval::day, "2023-02-29"); }),
                HasSubstr("'2023-02-29' is none of the interval day; periods are"));
    for (const char* text :
         {"2024-12-03T24", "2024-12-03T1", "2024-12-03 14", "2024-12-03T14Z", "2024-12-03T14-0000",
          "2024-12-03T14+2400", "2024-12-03T14+0160", "2024-12-03T14-050"}) {
        refusal([&] { (void)Period::parse(Interval::hour, text); });
    }
}

TEST(Period, is_of_the_years_1_to_9999) {
    const std::int64_t first = at(1, 1, 1);
    const std::int64_t last = at(9999, 12, 31, 23, 59);
    for (const Interval interval : {Interval::hour, Interval::day, Interval::week, Interval::month,
                                    Interval::quarter, Interval::year}) {
        refusal([&] { (void)Period(interval, first).previous(); });
        refusal([&] { (void)Period(interval, last).next(); });
        refusal([&] { Period(interval, std::numeric_limits<std::int64_t>::max()); });
        refusal([&] { Period(interval, std::numeric_limits<std::int64_t>::min()); });
    }
}

TEST(Period, of_all_time_has_no_neighbours) {
    refusal([] { (void)Period().next(); });
    refusal([] { (void)Period().previous(); });
    refusal([] { (void)last_periods(Period(), 1); });
    EXPECT_LT(Period().start(), Period().end());
}

TEST(Period, is_listed_from_one_to_another) {
    const auto list = [](Interval interval, const char* first, const char* last) {
        return texts(
            periods_between(Period::parse(interval, first), Period::parse(interval, last), 5));
    };
    EXPECT_THAT(list(Interval::month, "2023-11", "2024-02"),
                ElementsAre("2023-11", "2023-12", "2024-01", "2024-02"));
    EXPECT_THAT(list(Interval::week, "2020-W52", "2021-W01"),
                ElementsAre("2020-W52", "2020-W53", "2021-W01"));
    EXPECT_THAT(list(Interval::day, "2024-03-01", "2024-02-29"), ElementsAre());
    EXPECT_THAT(refusal([&] { list(Interval::day, "2024-01-01", "2024-01-06"); }),
                HasSubstr("more than 5 periods"));
    refusal([&] {
        (void)periods_between(Period::parse(Interval::day, "2024-01-01"),
                              Period::parse(Interval::month, "2024-01"), 5);
    });
}

/// A zone whose clocks are moved a few times within ten days, by anything up to a day.
SteppedZone any_zone() {
    const auto offset = [] { return *rc::gen::inRange(-14 * 4, 14 * 4 + 1) * 900; };
    std::vector<SteppedZone::Change> changes;
    std::int64_t moment = at(2024, 12, 27);
    const int count = *rc::gen::inRange(0, 4);
    for (int i = 0; i < count; ++i) {
        moment += *rc::gen::inRange<std::int64_t>(2 * 96, 5 * 96) * 900;
        changes.push_back({moment, offset()});
    }
    return SteppedZone(changes, offset());
}

RC_GTEST_PROP(Period, is_what_a_slow_calendar_says, ()) {
    const SteppedZone zone = any_zone();
    const std::int64_t moment =
        at(2024, 12, 27) + *rc::gen::inRange<std::int64_t>(0, 20 * 96) * 900;
    for (const Interval interval : {Interval::hour, Interval::day, Interval::week, Interval::month,
                                    Interval::quarter, Interval::year}) {
        const Period period(interval, moment, zone);
        RC_ASSERT(std::string(period.text()) == slow_period(interval, moment, zone));
        RC_ASSERT(Period::parse(interval, period.text()) == period);
    }
}

RC_GTEST_PROP(Period, begins_and_ends_where_a_walk_through_time_says, ()) {
    const SteppedZone zone = any_zone();
    const std::int64_t moment =
        at(2024, 12, 27) + *rc::gen::inRange<std::int64_t>(0, 20 * 96) * 900;
    for (const Interval interval : {Interval::hour, Interval::day, Interval::week}) {
        const Period period(interval, moment, zone);
        const auto [first, last] = slow_span(interval, moment, zone);
        RC_ASSERT(period.start(zone) == first);
        RC_ASSERT(period.end(zone) == last);
    }
}

TEST(Period, lies_in_none_of_a_shorter_interval) {
    EXPECT_THAT(
        refusal([] { (void)Period::parse(Interval::month, "2024-12").within(Interval::day); }),
        testing::HasSubstr("period '2024-12' of the interval month lies in no day"));
}

}  // namespace
}  // namespace model_counter::test
