#pragma once

#include "model_counter/counter_id.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace model_counter {

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

/// Whether there is an interval of this name.
[[nodiscard]] bool is_interval(std::string_view name) noexcept;

/// Checks a counter as `validate` does, but lets it have an interval and a period.
///
/// Errors: invalid_argument  names the limit
void validate_with_period(const CounterRef& counter);

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
