#pragma once

#include "timed_increment.hpp"

#include <deque>
#include <optional>
#include <string>
#include <string_view>

namespace model_counter::program {

/// Reads a line `{"owner": "user:1", "key": "downloads", "amount": 3}`; without an amount it is 1,
/// and fields of other names are passed over. With a zone, a field `at` is the time: a text, or
/// seconds since the epoch.
///
/// Returns: the increment, borrowing from texts that are added to `texts`; nothing when the line is
///          bad, with the reason in `fault`
[[nodiscard]] std::optional<TimedIncrement> read_ndjson_line(std::string_view line,
                                                             std::deque<std::string>& texts,
                                                             const TimeZone* zone,
                                                             std::string& fault);

}  // namespace model_counter::program
