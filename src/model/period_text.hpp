#pragma once

#include "model_counter/counter_id.hpp"
#include "model_counter/interval.hpp"
#include "model_counter/period.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace model_counter {

/// What periods look like, for messages.
inline constexpr const char* kPeriodShapes =
    "periods are hour 2024-12-03T14, day 2024-12-03, week 2024-W49, month 2024-12, quarter "
    "2024-Q4, year 2024";

/// Days since the epoch of a date `2024-12-03`; nothing where it is not one of the years 1 to 9999.
[[nodiscard]] std::optional<std::int64_t> days_of_date(std::string_view text) noexcept;

/// Days since the epoch of the first day of a period, from its canonical text.
///
/// Shape:   `day` 2024-12-03, `week` 2024-W49 (ISO: it begins on a Monday), `month` 2024-12,
///          `quarter` 2024-Q4, `year` 2024.
/// Returns: nothing where the interval is not one of the five, or the text not canonical.
[[nodiscard]] std::optional<std::int64_t> first_day_of_period(std::string_view interval,
                                                              std::string_view period) noexcept;

/// The canonical text of the period that begins with this day; nothing where none does, or the
/// interval is not one of the five.
[[nodiscard]] std::optional<std::string> period_that_begins(std::string_view interval,
                                                            std::int64_t days);

/// Whether it is the name of one of the five intervals of whole days.
[[nodiscard]] bool is_interval_of_days(std::string_view name) noexcept;

/// The column `period_start` of a period by its canonical text: what clocks show at its begin, in
/// seconds as if it were UTC.
///
/// Shape:   an hour that clocks show for the second time stands at half past, and the minutes of
///          its offset as seconds: `2024-11-03T01-0500` at 01:25:00. So every period has its own.
/// Returns: nothing where the text is not one of the interval's; 0 for totals, whose text is empty.
[[nodiscard]] std::optional<std::int64_t> row_start_of(Interval interval,
                                                       std::string_view period) noexcept;

/// Writes the text of the period whose column it is.
///
/// Shape:   the column must be one that `row_start_of` returns.
/// Returns: how many bytes
std::size_t write_period(Interval interval, std::int64_t row_start,
                         std::array<char, kPeriodBytesMax>& text) noexcept;

/// The column `period_start` of a counter, in seconds since the epoch: 0 for totals.
///
/// The counter must be within the limits.
[[nodiscard]] std::int64_t period_start_seconds(const CounterRef& counter);

/// Interval and period of a row by its columns; both are empty for totals.
struct StoredPeriod {
    std::string interval;
    std::string period;
};

/// Errors: corrupt  no period of that interval begins then
[[nodiscard]] StoredPeriod stored_period(std::string_view interval, std::int64_t period_start);

}  // namespace model_counter
