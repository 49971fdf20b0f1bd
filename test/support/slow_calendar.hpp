#pragma once

#include "model_counter/interval.hpp"
#include "model_counter/time_zone.hpp"

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>
#include <utility>

namespace model_counter::test {

/// Steps of the slow calendar: clocks are moved at multiples of them only.
inline constexpr std::int64_t kSlowStep = 900;

/// The text of a date's period, by the standard library's calendar and by counting weeks.
inline std::string slow_period_of_date(Interval interval, std::chrono::sys_days day) {
    using namespace std::chrono;
    const year_month_day date(day);
    const int year = static_cast<int>(date.year());
    const unsigned month = static_cast<unsigned>(date.month());
    char text[32] = "";
    switch (interval) {
        case Interval::day:
            std::snprintf(text, sizeof text, "%04d-%02u-%02u", year, month,
                          static_cast<unsigned>(date.day()));
            break;
        case Interval::week: {
            // Weeks are counted from the Monday of the week that has the year's first Thursday.
            sys_days thursday = day;
            while (weekday(thursday) != Thursday) {
                thursday += days(weekday(day).iso_encoding() > 4 ? -1 : 1);
            }
            const auto week_year = year_month_day(thursday).year();
            int week = 0;
            for (sys_days walk = sys_days(week_year / January / 1); walk <= thursday;
                 walk += days(1)) {
                week += weekday(walk) == Thursday ? 1 : 0;
            }
            std::snprintf(text, sizeof text, "%04d-W%02d", static_cast<int>(week_year), week);
            break;
        }
        case Interval::month:
            std::snprintf(text, sizeof text, "%04d-%02u", year, month);
            break;
        case Interval::quarter:
            std::snprintf(text, sizeof text, "%04d-Q%u", year, (month + 2) / 3);
            break;
        case Interval::year:
            std::snprintf(text, sizeof text, "%04d", year);
            break;
        default:
            break;
    }
    return text;
}

/// The text of the period that clocks show at a moment, the long way.
inline std::string slow_period(Interval interval, std::int64_t moment, const TimeZone& zone) {
    using namespace std::chrono;
    const std::int64_t offset = zone.offset_at(moment);
    const sys_seconds shown{seconds(moment + offset)};
    const sys_days day = floor<days>(shown);
    if (interval != Interval::hour) {
        return slow_period_of_date(interval, day);
    }
    const auto hour_of = [&](std::int64_t at) {
        return floor<hours>(sys_seconds(seconds(at + zone.offset_at(at))));
    };
    char text[32];
    std::snprintf(text, sizeof text, "T%02d",
                  static_cast<int>((hour_of(moment) - sys_seconds(day)).count() / 3600));
    std::string result = slow_period_of_date(Interval::day, day) + text;
    // Did clocks show this hour before, further ahead than now?
    for (std::int64_t at = moment - moment % kSlowStep - 2 * 86'400; at < moment; at += kSlowStep) {
        if (hour_of(at) == hour_of(moment) && zone.offset_at(at) > offset) {
            std::snprintf(text, sizeof text, "%c%02d%02d", offset < 0 ? '-' : '+',
                          static_cast<int>(std::abs(offset) / 3600),
                          static_cast<int>(std::abs(offset) / 60 % 60));
            return result + text;
        }
    }
    return result;
}

/// The first moment at which a moment's period is shown, and the one after the last, by walking.
inline std::pair<std::int64_t, std::int64_t> slow_span(Interval interval, std::int64_t moment,
                                                       const TimeZone& zone) {
    const std::string text = slow_period(interval, moment, zone);
    const std::int64_t reach = (interval == Interval::week ? 9 : 3) * std::int64_t{86'400};
    std::int64_t first = moment;
    std::int64_t last = moment;
    for (std::int64_t at = moment - reach; at <= moment + reach; at += kSlowStep) {
        if (slow_period(interval, at, zone) == text) {
            first = std::min(first, at);
            last = std::max(last, at);
        }
    }
    return {first, last + kSlowStep};
}

}  // namespace model_counter::test
