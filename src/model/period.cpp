#include "model_counter/period.hpp"

#include "model/calendar.hpp"
#include "model/period_text.hpp"
#include "model/text.hpp"
#include "model_counter/error.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>

namespace model_counter {
namespace {

constexpr std::int64_t kBeforeAll = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kAfterAll = std::numeric_limits<std::int64_t>::max();
/// Clocks are less than a day off UTC, and have been moved by a day at most.
constexpr std::int64_t kReach = 2 * kSecondsOfDay;
constexpr std::int64_t kHalfHour = 1800;

/// A stretch of time without a change of the clocks.
struct Stretch {
    std::int64_t begin = 0;
    std::int64_t end = 0;
    std::int64_t offset = 0;
};

/// Calls `each` with every stretch that touches the time from `from` until `to`, in order.
template <class Each>
void for_each_stretch(const TimeZone& zone, std::int64_t from, std::int64_t to, const Each& each) {
    while (from < to) {
        const std::int64_t end = zone.change_after(from).value_or(kAfterAll);
        each(Stretch{from, end, zone.offset_at(from)});
        from = end;
    }
}

/// The part of a stretch in which clocks show what lies from `begin` until `end`.
struct Span {
    std::int64_t begin = 0;
    std::int64_t end = 0;
    [[nodiscard]] bool empty() const { return begin >= end; }
};

Span shown(const Stretch& stretch, std::int64_t begin, std::int64_t end) {
    return {std::max(stretch.begin, begin - stretch.offset),
            stretch.end == kAfterAll ? end - stretch.offset
                                     : std::min(stretch.end, end - stretch.offset)};
}

/// What an hour's mark says of an offset. Units: seconds to minutes.
std::int64_t mark_of(std::int64_t offset) { return floor_to(offset, 60) / 60; }

/// Whether clocks that are `offset` ahead show an hour for the second time: they showed it before
/// they were put back.
bool is_shown_again(const TimeZone& zone, std::int64_t hour, std::int64_t at, std::int64_t offset) {
    if (zone.change_after(at - kReach).value_or(kAfterAll) > at) {
        return false;
    }
    bool again = false;
    for_each_stretch(zone, at - kReach, at, [&](const Stretch& stretch) {
        again = again ||
                (stretch.offset > offset && !shown(stretch, hour, hour + kSecondsOfHour).empty());
    });
    return again;
}

/// From the first moment at which clocks show `begin` or later to the last at which they do not yet
/// show `end`.
Span span_of_days(const TimeZone& zone, std::int64_t begin, std::int64_t end) {
    std::optional<std::int64_t> first;
    std::int64_t last = kBeforeAll;
    for_each_stretch(zone, begin - kReach, end + kReach, [&](const Stretch& stretch) {
        const Span after = shown(stretch, begin, kAfterAll - kReach);
        if (!first && !after.empty()) {
            first = after.begin;
        }
        const Span before = shown(stretch, kBeforeAll + kReach, end);
        if (!before.empty()) {
            last = before.end;
        }
    });
    return {first.value_or(last), last};
}

Span span_of_hour(const TimeZone& zone, std::int64_t row_start) {
    const std::int64_t hour = floor_to(row_start, kSecondsOfHour);
    const bool is_marked = row_start != hour;
    const std::int64_t mark = row_start - hour - kHalfHour;
    std::optional<Span> found;
    for_each_stretch(zone, hour - kReach, hour + kReach, [&](const Stretch& stretch) {
        const Span span = shown(stretch, hour, hour + kSecondsOfHour);
        if (span.empty() || is_shown_again(zone, hour, span.begin, stretch.offset) != is_marked ||
            (is_marked && mark_of(stretch.offset) != mark)) {
            return;
        }
        found = Span{found ? found->begin : span.begin, span.end};
    });
    if (found) {
        return *found;
    }
    if (is_marked) {
        return {hour - mark * 60, hour + kSecondsOfHour - mark * 60};
    }
    const Span passed_over = span_of_days(zone, hour, hour + kSecondsOfHour);
    return {passed_over.begin, passed_over.begin};
}

/// The column of the period that clocks show at `local` seconds.
std::int64_t begin_of(Interval interval, std::int64_t local) {
    const std::int64_t midnight = floor_to(local, kSecondsOfDay);
    const std::int64_t days = midnight / kSecondsOfDay;
    switch (interval) {
        case Interval::total:
            return 0;
        case Interval::hour:
            return floor_to(local, kSecondsOfHour);
        case Interval::day:
            return midnight;
        case Interval::week:
            return monday_of(days) * kSecondsOfDay;
        default:
            break;
    }
    const Date date = date_of(days);
    const int month = interval == Interval::month     ? date.month
                      : interval == Interval::quarter ? (date.month - 1) / 3 * 3 + 1
                                                      : 1;
    return days_of({date.year, month, 1}) * kSecondsOfDay;
}

/// What clocks show when the period is over.
std::int64_t end_of(Interval interval, std::int64_t begin) {
    const std::int64_t days = floor_to(begin, kSecondsOfDay) / kSecondsOfDay;
    switch (interval) {
        case Interval::total:
            return kAfterAll;
        case Interval::hour:
            return floor_to(begin, kSecondsOfHour) + kSecondsOfHour;
        case Interval::day:
            return begin + kSecondsOfDay;
        case Interval::week:
            return begin + 7 * kSecondsOfDay;
        default:
            break;
    }
    const Date date = date_of(days);
    const int months = interval == Interval::month ? 1 : interval == Interval::quarter ? 3 : 12;
    std::int64_t end = days;
    for (int month = date.month; month < date.month + months; ++month) {
        end += days_in_month(date.year, month);
    }
    return end * kSecondsOfDay;
}

[[noreturn]] void refuse_total(const char* what) {
    throw Error(ErrorCode::invalid_argument,
                std::string("totals have no ") + what + " period; choose an interval");
}

}  // namespace

// What is not text is not read.
// NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init)
Period::Period(Interval interval, std::int64_t row_start, std::nullptr_t) noexcept
    : interval_(interval), row_start_(row_start) {
    size_ = static_cast<std::uint8_t>(write_period(interval, row_start, text_));
}

// NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init)
Period::Period(Interval interval, std::int64_t seconds, const TimeZone& zone)
    : interval_(interval) {
    if (interval == Interval::total) {
        return;
    }
    const bool is_near = is_in_calendar(floor_divide(seconds, kSecondsOfDay));
    const std::int64_t offset = is_near ? zone.offset_at(seconds) : 0;
    const std::int64_t local = is_near ? seconds + offset : seconds;
    if (!is_in_calendar(floor_divide(local, kSecondsOfDay))) {
        throw Error(ErrorCode::invalid_argument,
                    "the time " + std::to_string(seconds) + " is outside the years 1 to 9999");
    }
    row_start_ = begin_of(interval, local);
    if (interval == Interval::hour && is_shown_again(zone, row_start_, seconds, offset)) {
        row_start_ += kHalfHour + mark_of(offset);
    }
    size_ = static_cast<std::uint8_t>(write_period(interval, row_start_, text_));
}

Period Period::parse(Interval interval, std::string_view text) {
    const auto row_start = row_start_of(interval, text);
    if (!row_start) {
        throw Error(ErrorCode::invalid_argument,
                    "period " + quoted(text) + " is none of the interval " +
                        std::string(name(interval)) + "; " + kPeriodShapes);
    }
    return {interval, *row_start, nullptr};
}

Period Period::within(Interval interval) const {
    if (interval == Interval::total) {
        return {};
    }
    if (interval < interval_ || interval_ == Interval::total) {
        throw Error(ErrorCode::invalid_argument, "period " + quoted(text()) + " of the interval " +
                                                     std::string(name(interval_)) + " lies in no " +
                                                     std::string(name(interval)));
    }
    return interval == interval_ ? *this
                                 : Period(interval, begin_of(interval, row_start_), nullptr);
}

std::int64_t Period::start(const TimeZone& zone) const {
    if (interval_ == Interval::total) {
        return kBeforeAll;
    }
    return interval_ == Interval::hour
               ? span_of_hour(zone, row_start_).begin
               : span_of_days(zone, row_start_, end_of(interval_, row_start_)).begin;
}

std::int64_t Period::end(const TimeZone& zone) const {
    if (interval_ == Interval::total) {
        return kAfterAll;
    }
    return interval_ == Interval::hour
               ? span_of_hour(zone, row_start_).end
               : span_of_days(zone, row_start_, end_of(interval_, row_start_)).end;
}

Period Period::previous(const TimeZone& zone) const {
    if (interval_ == Interval::total) {
        refuse_total("previous");
    }
    if (interval_ == Interval::hour) {
        return {interval_, start(zone) - 1, zone};
    }
    return {interval_, row_start_ - 1, utc()};
}

Period Period::next(const TimeZone& zone) const {
    if (interval_ == Interval::total) {
        refuse_total("next");
    }
    if (interval_ == Interval::hour) {
        return {interval_, end(zone), zone};
    }
    return {interval_, end_of(interval_, row_start_), utc()};
}

std::vector<Period> last_periods(const Period& newest, std::size_t count, const TimeZone& zone) {
    if (newest.interval() == Interval::total) {
        refuse_total("last");
    }
    std::vector<Period> periods;
    periods.reserve(count);
    for (Period period = newest; periods.size() < count; period = period.previous(zone)) {
        periods.push_back(period);
    }
    return periods;
}

std::vector<Period> periods_between(const Period& first, const Period& last, std::size_t most,
                                    const TimeZone& zone) {
    if (first.interval() == Interval::total) {
        refuse_total("first");
    }
    if (first.interval() != last.interval()) {
        throw Error(ErrorCode::invalid_argument, "the periods " + quoted(first.text()) + " and " +
                                                     quoted(last.text()) + " are of two intervals");
    }
    std::vector<Period> periods;
    for (Period period = first; period <= last; period = period.next(zone)) {
        if (periods.size() == most) {
            throw Error(ErrorCode::invalid_argument,
                        "from " + quoted(first.text()) + " to " + quoted(last.text()) +
                            " there are more than " + std::to_string(most) +
                            " periods; choose a longer interval or a shorter time");
        }
        periods.push_back(period);
    }
    return periods;
}

}  // namespace model_counter
