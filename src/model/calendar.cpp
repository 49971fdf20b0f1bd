#include "model/calendar.hpp"

#include <array>
#include <cstddef>

namespace model_counter {
namespace {

constexpr std::int64_t kDaysBeforeEpoch = 719'162;  // from 0001-01-01 to 1970-01-01

bool is_leap(int year) noexcept { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

}  // namespace

int days_in_month(int year, int month) noexcept {
    constexpr std::array kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

std::int64_t days_before_year(int year) noexcept {
    const std::int64_t past = year - 1;
    return past * 365 + past / 4 - past / 100 + past / 400 - kDaysBeforeEpoch;
}

std::int64_t days_of(const Date& date) noexcept {
    std::int64_t days = days_before_year(date.year);
    for (int month = 1; month < date.month; ++month) {
        days += days_in_month(date.year, month);
    }
    return days + date.day - 1;
}

Date date_of(std::int64_t days) noexcept {
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

// 0001-01-01 was a Monday.
std::int64_t monday_of(std::int64_t days) noexcept {
    return floor_to(days + kDaysBeforeEpoch, 7) - kDaysBeforeEpoch;
}

std::int64_t first_week_of(int year) noexcept { return monday_of(days_before_year(year) + 3); }

bool is_in_calendar(std::int64_t days) noexcept {
    return days >= days_before_year(1) && days < days_before_year(kYearMax + 1);
}

}  // namespace model_counter
