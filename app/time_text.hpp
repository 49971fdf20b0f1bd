#pragma once

#include "model_counter/clock.hpp"
#include "model_counter/time_zone.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace model_counter::program {

/// Reads a time: `2024-12-03`, `2024-12-03T14`, `2024-12-03T14:30`, `2024-12-03T14:30:59.5`, with
/// `Z` or an offset such as `+01:00` behind it, or seconds since the epoch. Without an offset it is
/// what the zone's clocks show; of a time that they show twice it is the first.
///
/// Returns: nothing where it is none, with the reason in `fault`
[[nodiscard]] std::optional<Moment> read_time(std::string_view text, const TimeZone& zone,
                                              std::string& fault);

/// The same.
///
/// Errors: invalid_argument  it is none
[[nodiscard]] Moment read_time(std::string_view text, const TimeZone& zone);

}  // namespace model_counter::program
