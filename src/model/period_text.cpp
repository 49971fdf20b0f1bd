#include "model/period_text.hpp"

#include "model/calendar.hpp"
#include "model/text.hpp"
#include "model_counter/error.hpp"

#include <algorithm>

namespace model_counter {
namespace {

/// Where the seconds of an hour begin that say that it is the second of its name.
constexpr std::int64_t kHalfHour = 1800;
constexpr std::size_t kPlainHourBytes = 13;

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

/// Minutes of `+0530`.
std::optional<int> offset_minutes(std::string_view text) {
    if (text.size() != 5 || (text[0] != '+' && text[0] != '-')) {
        return std::nullopt;
    }
    const auto hours = digits(text, 1, 2);
    const auto minutes = digits(text, 3, 2);
    if (!hours || !minutes || *hours > 23 || *minutes > 59 || text == "-0000") {
        return std::nullopt;
    }
    const int offset = *hours * 60 + *minutes;
    return text[0] == '-' ? -offset : offset;
}

std::optional<std::int64_t> hour_start(std::string_view text) {
    const auto days =
        text.size() >= kPlainHourBytes ? days_of_date(text.substr(0, 10)) : std::nullopt;
    const auto hour = days && text[10] == 'T' ? digits(text, 11, 2) : std::nullopt;
    if (!hour || *hour > 23) {
        return std::nullopt;
    }
    const std::int64_t start = *days * kSecondsOfDay + *hour * kSecondsOfHour;
    if (text.size() == kPlainHourBytes) {
        return start;
    }
    const auto offset = offset_minutes(text.substr(kPlainHourBytes));
    return offset ? std::optional(start + kHalfHour + *offset) : std::nullopt;
}

class TextWriter {
public:
    explicit TextWriter(std::array<char, kPeriodBytesMax>& text) : text_(text) {}

    void byte(char value) { text_[size_++] = value; }
    void number(int value, std::size_t width) {
        for (std::size_t i = width; i-- > 0; value /= 10) {
            text_[size_ + i] = static_cast<char>('0' + value % 10);
        }
        size_ += width;
    }
    [[nodiscard]] std::size_t size() const { return size_; }

private:
    std::array<char, kPeriodBytesMax>& text_;
    std::size_t size_ = 0;
};

void write_hour(TextWriter& writer, std::int64_t seconds_of_day) {
    writer.byte('T');
    writer.number(static_cast<int>(seconds_of_day / kSecondsOfHour), 2);
    const std::int64_t mark = seconds_of_day % kSecondsOfHour;
    if (mark != 0) {
        const int offset = static_cast<int>(mark - kHalfHour);
        writer.byte(offset < 0 ? '-' : '+');
        writer.number((offset < 0 ? -offset : offset) / 60, 2);
        writer.number((offset < 0 ? -offset : offset) % 60, 2);
    }
}

void write_week(TextWriter& writer, std::int64_t days, const Date& date) {
    // A week belongs to the year of its Thursday.
    const int year = is_in_calendar(days + 3) ? date_of(days + 3).year : date.year;
    writer.number(year, 4);
    writer.byte('-');
    writer.byte('W');
    writer.number(static_cast<int>((days - first_week_of(year)) / 7) + 1, 2);
}

std::optional<Interval> interval_of_days(std::string_view name) {
    const auto interval = interval_of_name(name);
    return interval && *interval >= Interval::day ? interval : std::nullopt;
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

bool is_interval_of_days(std::string_view name) noexcept {
    return interval_of_days(name).has_value();
}

std::optional<std::int64_t> first_day_of_period(std::string_view interval,
                                                std::string_view period) noexcept {
    const auto which = interval_of_days(interval);
    const auto start = which ? row_start_of(*which, period) : std::nullopt;
    return start ? std::optional(*start / kSecondsOfDay) : std::nullopt;
}

std::optional<std::string> period_that_begins(std::string_view interval, std::int64_t days) {
    const auto which = interval_of_days(interval);
    if (!which || !is_in_calendar(days)) {
        return std::nullopt;
    }
    std::array<char, kPeriodBytesMax> bytes;
    std::string text(bytes.data(), write_period(*which, days * kSecondsOfDay, bytes));
    return first_day_of_period(interval, text) == days ? std::optional(std::move(text))
                                                       : std::nullopt;
}

std::optional<std::int64_t> row_start_of(Interval interval, std::string_view period) noexcept {
    if (interval == Interval::total) {
        return period.empty() ? std::optional<std::int64_t>(0) : std::nullopt;
    }
    if (interval == Interval::hour) {
        return hour_start(period);
    }
    const auto year = year_of(period);
    if (!year) {
        return std::nullopt;
    }
    std::optional<std::int64_t> days;
    std::optional<int> month;
    if (interval == Interval::day) {
        days = days_of_date(period);
    } else if (interval == Interval::week) {
        days = week_begin(*year, period);
    } else if (interval == Interval::month) {
        month = number_after(period, "-", 2, 12);
    } else if (interval == Interval::quarter) {
        const auto quarter = number_after(period, "-Q", 1, 4);
        month = quarter ? std::optional(*quarter * 3 - 2) : std::nullopt;
    } else if (period.size() == 4) {
        month = 1;
    }
    if (month) {
        days = days_of({*year, *month, 1});
    }
    return days ? std::optional(*days * kSecondsOfDay) : std::nullopt;
}

std::size_t write_period(Interval interval, std::int64_t row_start,
                         std::array<char, kPeriodBytesMax>& text) noexcept {
    TextWriter writer(text);
    if (interval == Interval::total) {
        return 0;
    }
    const std::int64_t midnight = floor_to(row_start, kSecondsOfDay);
    const std::int64_t days = midnight / kSecondsOfDay;
    const Date date = date_of(days);
    if (interval == Interval::week) {
        write_week(writer, days, date);
        return writer.size();
    }
    writer.number(date.year, 4);
    if (interval == Interval::quarter) {
        writer.byte('-');
        writer.byte('Q');
        writer.number((date.month + 2) / 3, 1);
    }
    if (interval <= Interval::month) {
        writer.byte('-');
        writer.number(date.month, 2);
    }
    if (interval <= Interval::day) {
        writer.byte('-');
        writer.number(date.day, 2);
    }
    if (interval == Interval::hour) {
        write_hour(writer, row_start - midnight);
    }
    return writer.size();
}

std::int64_t period_start_seconds(const CounterRef& counter) {
    if (counter.interval.empty()) {
        return 0;
    }
    const auto interval = interval_of_name(counter.interval);
    const auto start = interval ? row_start_of(*interval, counter.period) : std::nullopt;
    if (!start) {
        throw Error(ErrorCode::internal, "counter " + quoted(canonical_text(counter)) +
                                             " has a period that was not checked");
    }
    return *start;
}

StoredPeriod stored_period(std::string_view interval, std::int64_t period_start) {
    if (interval.empty() && period_start == 0) {
        return {};
    }
    const auto which = interval_of_name(interval);
    if (which && *which != Interval::total &&
        is_in_calendar(floor_divide(period_start, kSecondsOfDay))) {
        std::array<char, kPeriodBytesMax> bytes;
        std::string text(bytes.data(), write_period(*which, period_start, bytes));
        if (row_start_of(*which, text) == period_start) {
            return {std::string(interval), std::move(text)};
        }
    }
    throw Error(ErrorCode::corrupt, "a stored row has the interval " + quoted(interval) +
                                        " and the period_start " + std::to_string(period_start) +
                                        ", at which no such period begins");
}

}  // namespace model_counter
