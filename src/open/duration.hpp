#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace model_counter::open {

/// Longest time that a setting takes.
inline constexpr std::chrono::milliseconds kDurationMax = std::chrono::hours(24);

/// Reads `500ms`, `60s`, `5m`, `1h` or a number of seconds.
///
/// Returns: nothing when it is none of these, or more than `kDurationMax`
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

/// The same the other way round: `500ms`, `60s`.
[[nodiscard]] std::string duration_text(std::chrono::milliseconds duration);

}  // namespace model_counter::open
