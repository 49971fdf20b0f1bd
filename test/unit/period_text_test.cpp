#include "model/period_text.hpp"

#include "model_counter/encoded_id.hpp"
#include "support/refusal.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>
#include <chrono>

namespace model_counter::test {
namespace {

std::int64_t days(int year, unsigned month, unsigned day) {
    const std::chrono::sys_days date =
        std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
    return date.time_since_epoch().count();
}

TEST(PeriodText, begins_with_its_first_day) {
    EXPECT_EQ(first_day_of_period("day", "2024-12-03"), days(2024, 12, 3));
    EXPECT_EQ(first_day_of_period("week", "2024-W49"), days(2024, 12, 2));
    EXPECT_EQ(first_day_of_period("month", "2024-12"), days(2024, 12, 1));
    EXPECT_EQ(first_day_of_period("quarter", "2024-Q4"), days(2024, 10, 1));
    EXPECT_EQ(first_day_of_period("year", "2024"), days(2024, 1, 1));
    EXPECT_EQ(first_day_of_period("day", "1969-12-31"), -1);
}

TEST(PeriodText, knows_weeks_at_the_turn_of_the_year) {
    EXPECT_EQ(first_day_of_period("week", "2021-W01"), days(2021, 1, 4));
    EXPECT_EQ(first_day_of_period("week", "2020-W53"), days(2020, 12, 28));
    EXPECT_EQ(first_day_of_period("week", "2025-W01"), days(2024, 12, 30));
    EXPECT_EQ(first_day_of_period("week", "2021-W53"), std::nullopt);
    EXPECT_EQ(period_that_begins("week", days(2024, 12, 30)), "2025-W01");
    EXPECT_EQ(period_that_begins("week", days(2020, 12, 28)), "2020-W53");
}

TEST(PeriodText, is_refused_unless_its_text_is_canonical) {
    for (const auto& [interval, period] :
         std::vector<std::pair<const char*, const char*>>{{"day", "2024-2-03"},
                                                          {"day", "2023-02-29"},
                                                          {"day", "2024-13-01"},
                                                          {"day", "0000-01-01"},
                                                          {"day", "2024-12-03 "},
                                                          {"week", "2024-49"},
                                                          {"week", "2024-W00"},
                                                          {"week", "2024-w49"},
                                                          {"month", "2024-1"},
                                                          {"month", "2024-00"},
                                                          {"quarter", "2024-Q5"},
                                                          {"quarter", "2024-4"},
                                                          {"year", "24"},
                                                          {"year", "2024-"},
                                                          {"year", "+024"},
                                                          {"hour", "2024"},
                                                          {"", "2024"},
                                                          {"day", ""}}) {
        EXPECT_EQ(first_day_of_period(interval, period), std::nullopt) << interval << period;
        EXPECT_THAT(refusal([&, interval = interval, period = period] {
                        validate({{"user", 1}, "k", interval, period});
                    }),
                    testing::HasSubstr("is none"));
    }
}

RC_GTEST_PROP(PeriodText, of_every_day_is_found_again_by_its_text, ()) {
    const std::int64_t first = days(1, 1, 1);
    const auto day = *rc::gen::inRange<std::int64_t>(first, days(9999, 12, 31) + 1);
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
    const auto text = period_that_begins("day", day);
    RC_ASSERT(text.has_value());
    RC_ASSERT(days_of_date(*text) == day);
    RC_ASSERT(std::stoi(text->substr(0, 4)) == static_cast<int>(date.year()));
    RC_ASSERT(std::stoul(text->substr(5, 2)) == static_cast<unsigned>(date.month()));
    RC_ASSERT(std::stoul(text->substr(8, 2)) == static_cast<unsigned>(date.day()));
    for (const char* interval : {"week", "month", "quarter", "year"}) {
        const auto period = period_that_begins(interval, day);
        if (period) {
            RC_ASSERT(first_day_of_period(interval, *period) == day);
        }
    }
    const std::chrono::weekday weekday{std::chrono::sys_days(std::chrono::days(day))};
    RC_ASSERT(period_that_begins("week", day).has_value() == (weekday == std::chrono::Monday));
    RC_ASSERT(period_that_begins("month", day).has_value() == (date.day() == std::chrono::day(1)));
}

TEST(PeriodText, is_kept_in_the_row_as_its_first_second) {
    EXPECT_EQ(period_start_seconds({{"user", 1}, "k"}), 0);
    EXPECT_EQ(period_start_seconds({{"user", 1}, "k", "day", "1970-01-02"}), 86'400);
    const StoredPeriod stored = stored_period("quarter", 1'727'740'800);
    EXPECT_EQ(stored.interval + stored.period, "quarter2024-Q4");
    EXPECT_EQ(stored_period("", 0).period, "");
    EXPECT_EQ(stored_period("hour", 1'730'595'600).period, "2024-11-03T01");
    EXPECT_EQ(stored_period("hour", 1'730'595'600 + 1'500).period, "2024-11-03T01-0500");
    for (const auto& [interval, start] :
         std::vector<std::pair<const char*, std::int64_t>>{{"quarter", 1'727'740'801},
                                                           {"year", 1'727'740'800},
                                                           {"", 86'400},
                                                           {"hour", 1},
                                                           {"total", 0},
                                                           {"hour", 3'599},
                                                           {"decade", 0}}) {
        refusal([&, interval = interval, start = start] { (void)stored_period(interval, start); },
                ErrorCode::corrupt);
    }
}

TEST(PeriodText, is_part_of_an_encoded_id) {
    const CounterRef counter{{"user", 1}, "k", "week", "2024-W49"};
    EXPECT_EQ(decode(encode(counter)), counter);
    refusal(
        [&] {
            (void)decode(encode({{"user", 1}, "k", "week", "2024-49"}));
        },
        ErrorCode::corrupt);
}

}  // namespace
}  // namespace model_counter::test
