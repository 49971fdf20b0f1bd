#include "model/period.hpp"

#include "model/text.hpp"
#include "model_counter/error.hpp"

#include <algorithm>
#include <array>

namespace model_counter {
namespace {

constexpr std::int64_t kSecondsOfDay = 86'400;
constexpr std::int64_t kDaysBeforeEpoch = 719'162;  // from 0001-01-01 to 1970-01-01
constexpr int kYearMax = 9999;

struct Date {
    int year = 1;
    int month = 1;
    int day = 1;
};

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in_month(int year, int month) {
    constexpr std::array kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : kDays.at(static_cast<std::size_t>(month - 1));
}

std::int64_t days_before_year(int year) {
    const std::int64_t past = year - 1;
    return past * 365 + past / 4 - past / 100 + past / 400 - kDaysBeforeEpoch;
}

std::int64_t days_of(const Date& date) {
    std::int64_t days = days_before_year(date.year);
    for (int month = 1; month < date.month; ++month) {
        days += days_in_month(date.year, month);
    }
    return days + date.day - 1;
}

/// Of a day of the years 1 to 9999.
Date date_of(std::int64_t days) {
    Date date;
    date.year = static_cast<int>((days + kDaysBeforeEpoch) / 366) + 1;
    while (date.year < kYearMax && days_before_year(date.year + 1) <= days) {
        ++date.year;
    }
    std::int64_t left = days - days_before_year(date.year);
    while (left >= days_in_month(date.year, date.month)) {
        left -= days_in_month(date.year, date.month);
        ++date.month;
    }
    date.day = static_cast<int>(left) + 1;
    return date;
}

/// The Monday on or before a day; 0001-01-01 was one.
std::int64_t monday_of(std::int64_t days) { return days - (days + kDaysBeforeEpoch) % 7; }

/// The Monday of an ISO year's first week, the one with January 4.
std::int64_t first_week_of(int year) { return monday_of(days_before_year(year) + 3); }

bool in_range(std::int64_t days) {
    return days >= days_before_year(1) && days < days_before_year(kYearMax) + 365;
}

/// Reads text of exactly the shape: each letter of the shape that repeats is a digit.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
    int value = 0;
    for (const char c : text.substr(at, count)) {
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<int> year_of(std::string_view text) {
    const auto year = text.size() >= 4 ? digits(text, 0, 4) : std::nullopt;
    return year && *year >= 1 ? year : std::nullopt;
}

/// What comes after `2024-` and a fixed text, as a number within limits.
std::optional<int> number_after(std::string_view text, std::string_view between, std::size_t count,
                                int most) {
    const std::size_t at = 4 + between.size();
    if (text.size() != at + count || text.substr(4, between.size()) != between) {
        return std::nullopt;
    }
    const auto number = digits(text, at, count);
    return number && *number >= 1 && *number <= most ? number : std::nullopt;
}

std::optional<std::int64_t> week_begin(int year, std::string_view text) {
    const auto week = number_after(text, "-W", 2, 53);
    if (!week) {
        return std::nullopt;
    }
    const std::int64_t begin = first_week_of(year) + (*week - 1) * 7;
    const bool in_year = year == kYearMax ? *week <= 52 : begin < first_week_of(year + 1);
    return in_year ? std::optional(begin) : std::nullopt;
}

std::string padded(int number, std::size_t width) {
    std::string text = std::to_string(number);
    return std::string(width - std::min(width, text.size()), '0') + text;
}

}  // namespace

std::optional<std::int64_t> days_of_date(std::string_view text) noexcept {
    const auto year = year_of(text);
    if (!year || text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const auto month = digits(text, 5, 2);
    const auto day = digits(text, 8, 2);
    if (!month || !day || *month < 1 || *month > 12 || *day < 1 ||
        *day > days_in_month(*year, *month)) {
        return std::nullopt;
    }
    return days_of({*year, *month, *day});
}

bool is_interval(std::string_view name) noexcept {
    constexpr std::array<std::string_view, 5> kNames{"day", "week", "month", "quarter", "year"};
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

std::optional<std::int64_t> first_day_of_period(std::string_view interval,
                                                std::string_view period) noexcept {
    if (interval == "day") {
        return days_of_date(period);
    }
    const auto year = year_of(period);
    if (!year) {
        return std::nullopt;
    }
    if (interval == "week") {
        return week_begin(*year, period);
    }
    std::optional<int> month;
    if (interval == "month") {
        month = number_after(period, "-", 2, 12);
    } else if (interval == "quarter") {
        const auto quarter = number_after(period, "-Q", 1, 4);
        month = quarter ? std::optional(*quarter * 3 - 2) : std::nullopt;
    } else if (interval == "year" && period.size() == 4) {
        month = 1;
    }
    return month ? std::optional(days_of({*year, *month, 1})) : std::nullopt;
}

std::optional<std::string> period_that_begins(std::string_view interval, std::int64_t days) {
    if (!is_interval(interval) || !in_range(days)) {
        return std::nullopt;
    }
    const Date date = date_of(days);
    const std::string year = padded(date.year, 4);
    std::string text = year;
    if (interval == "day") {
        text += "-" + padded(date.month, 2) + "-" + padded(date.day, 2);
    } else if (interval == "week") {
        // A week belongs to the year of its Thursday.
        const int iso_year = in_range(days + 3) ? date_of(days + 3).year : date.year;
        text = padded(iso_year, 4) + "-W" +
               padded(static_cast<int>((days - first_week_of(iso_year)) / 7) + 1, 2);
    } else if (interval == "month") {
        text += "-" + padded(date.month, 2);
    } else if (interval == "quarter") {
        text += "-Q" + std::to_string((date.month + 2) / 3);
    }
    return first_day_of_period(interval, text) == days ? std::optional(text) : std::nullopt;
}

void validate_with_period(const CounterRef& counter) {
    validate(CounterRef{counter.owner, counter.key});
    if (counter.interval.empty() && counter.period.empty()) {
        return;
    }
    if (!first_day_of_period(counter.interval, counter.period)) {
        throw Error(ErrorCode::invalid_argument,
                    "period " + quoted(counter.period) + " is none of the interval " +
                        quoted(counter.interval) +
                        "; periods are day 2024-12-03, week 2024-W49, month 2024-12, quarter "
                        "2024-Q4, year 2024");
    }
}

std::int64_t period_start_seconds(const CounterRef& counter) {
    if (counter.interval.empty()) {
        return 0;
    }
    const auto days = first_day_of_period(counter.interval, counter.period);
    if (!days) {
        throw Error(ErrorCode::internal, "counter " + quoted(canonical_text(counter)) +
                                             " has a period that was not checked");
    }
    return *days * kSecondsOfDay;
}

StoredPeriod stored_period(std::string_view interval, std::int64_t period_start) {
    if (interval.empty() && period_start == 0) {
        return {};
    }
    auto period = period_start % kSecondsOfDay == 0
                      ? period_that_begins(interval, period_start / kSecondsOfDay)
                      : std::nullopt;
    if (!period) {
        throw Error(ErrorCode::corrupt,
                    "a stored row has the interval " + quoted(interval) + " and the period_start " +
                        std::to_string(period_start) + ", at which no such period begins");
    }
    return {std::string(interval), std::move(*period)};
}

}  // namespace model_counter
