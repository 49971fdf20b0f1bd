#pragma once

#include "model_counter/counter_id.hpp"
#include "model_counter/interval.hpp"
#include "model_counter/time_zone.hpp"

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace model_counter {

/// Longest text of a period: `2024-11-03T01-0500`.
inline constexpr std::size_t kPeriodBytesMax = 18;

/// One hour, day, week, ... of the calendar: what clocks show, not how long it lasts.
///
/// Shape:   hour `2024-12-03T14`, day `2024-12-03`, week `2024-W49` (ISO: from Monday on), month
///          `2024-12`, quarter `2024-Q4`, year `2024`; years 1 to 9999. An hour that clocks show
///          twice, because they are put back, carries its offset the second time:
///          `2024-11-03T01-0500`.
/// Threads: a value. No allocation.
/// Source:  docs/decisions/0043-a-period-is-what-clocks-show.md
class Period {
public:
    /// All time: the period of totals. Its text is empty.
    Period() noexcept = default;

    /// The period that is shown at a moment. Units: seconds since the epoch.
    ///
    /// Errors: invalid_argument  before the year 1 or after 9999
    Period(Interval interval, std::int64_t seconds, const TimeZone& zone = utc());

    /// Reads a period's text.
    ///
    /// Errors: invalid_argument  it is none of that interval; the message shows one
    [[nodiscard]] static Period parse(Interval interval, std::string_view text);

    /// Which kind of period this is.
    [[nodiscard]] Interval interval() const noexcept { return interval_; }
    /// Its text. Borrows from this object.
    [[nodiscard]] std::string_view text() const noexcept { return {text_.data(), size_}; }

    /// The column `period_start`: what clocks show at its begin, in seconds as if it were UTC; 0
    /// for totals. It does not depend on the zone.
    [[nodiscard]] std::int64_t row_start() const noexcept { return row_start_; }

    /// The counter of a key in this period. Borrows from all three.
    [[nodiscard]] CounterRef of(const OwnerRef& owner, std::string_view key) const noexcept {
        return {owner, key, id_text(interval_), text()};
    }

    /// The longer period, or the same one, that it lies in: the month of a day. Needs no zone. A
    /// week lies in the year, quarter and month of its Monday.
    ///
    /// Errors: invalid_argument  it is a shorter interval, or this is a total
    [[nodiscard]] Period within(Interval interval) const;

    /// The first moment at which clocks show it. Units: seconds since the epoch.
    ///
    /// A period that clocks pass over begins, and ends, when they do.
    /// Returns: the least integer for totals.
    [[nodiscard]] std::int64_t start(const TimeZone& zone = utc()) const;
    /// The first moment after it; the greatest integer for totals.
    [[nodiscard]] std::int64_t end(const TimeZone& zone = utc()) const;

    /// The one before it. Of hours it is one that clocks show.
    ///
    /// Errors: invalid_argument  it is a total, or the year 1 ends there
    [[nodiscard]] Period previous(const TimeZone& zone = utc()) const;
    /// The one after it.
    ///
    /// Errors: invalid_argument  it is a total, or the year 9999 ends there
    [[nodiscard]] Period next(const TimeZone& zone = utc()) const;

    /// In the order of time, within one interval.
    friend auto operator<=>(const Period& a, const Period& b) noexcept {
        const auto order = a.interval_ <=> b.interval_;
        return std::is_neq(order) ? order : a.row_start_ <=> b.row_start_;
    }
    friend bool operator==(const Period& a, const Period& b) noexcept {
        return std::is_eq(a <=> b);
    }

private:
    /// The period whose column is `row_start`.
    Period(Interval interval, std::int64_t row_start, std::nullptr_t) noexcept;

    Interval interval_ = Interval::total;
    std::uint8_t size_ = 0;
    std::array<char, kPeriodBytesMax> text_;  ///< only `size_` of them mean anything
    std::int64_t row_start_ = 0;
};

/// The last `count` periods up to this one, newest first.
///
/// Errors: invalid_argument  it is a total, or the year 1 began since
[[nodiscard]] std::vector<Period> last_periods(const Period& newest, std::size_t count,
                                               const TimeZone& zone = utc());

/// The periods from one to another, both included, oldest first; none where the first is later.
///
/// Errors: invalid_argument  two intervals, totals, or more than `most` periods
[[nodiscard]] std::vector<Period> periods_between(const Period& first, const Period& last,
                                                  std::size_t most, const TimeZone& zone = utc());

}  // namespace model_counter
