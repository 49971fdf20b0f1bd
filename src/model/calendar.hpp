#pragma once

#include <cstdint>

namespace model_counter {

inline constexpr std::int64_t kSecondsOfHour = 3600;
inline constexpr std::int64_t kSecondsOfDay = 86'400;
/// The last year of the calendar; the first is 1.
inline constexpr int kYearMax = 9999;

/// A date of the Gregorian calendar, which is taken to have been so always.
struct Date {
    int year = 1;
    int month = 1;
    int day = 1;
};

/// From 28 to 31.
[[nodiscard]] int days_in_month(int year, int month) noexcept;

/// The day of January 1. Units: days since the epoch, as everywhere here.
[[nodiscard]] std::int64_t days_before_year(int year) noexcept;

/// The day of a date.
[[nodiscard]] std::int64_t days_of(const Date& date) noexcept;

/// The date of a day of the years 1 to 9999.
[[nodiscard]] Date date_of(std::int64_t days) noexcept;

/// The Monday on or before a day.
[[nodiscard]] std::int64_t monday_of(std::int64_t days) noexcept;

/// The Monday of an ISO year's first week, the one with January 4.
[[nodiscard]] std::int64_t first_week_of(int year) noexcept;

/// Whether it is a day of the years 1 to 9999.
[[nodiscard]] bool is_in_calendar(std::int64_t days) noexcept;

/// How many whole units a value has, rounded down also below zero.
[[nodiscard]] constexpr std::int64_t floor_divide(std::int64_t value, std::int64_t unit) noexcept {
    return value / unit - (value % unit < 0 ? 1 : 0);
}

/// The greatest multiple of `unit` that is not above `value`, which is one of the calendar.
[[nodiscard]] constexpr std::int64_t floor_to(std::int64_t value, std::int64_t unit) noexcept {
    return floor_divide(value, unit) * unit;
}

}  // namespace model_counter
