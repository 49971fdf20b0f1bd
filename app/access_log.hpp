#pragma once

#include "timed_increment.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace model_counter::program {

/// What an access log's line counts for: the page's views, or one of its fields.
enum class AccessLogKey { literal, status, method, protocol };

/// Reads a line of nginx' or Apache's `combined` or `common` format: one increment of `key` of
/// owner `page:PATH`. PATH is the request's as it was logged, without host, query and fragment.
/// The time between `[` and `]` is read where it is asked for.
///
/// Returns: the increment, borrowing from `line` and `literal`; nothing when the line is bad, with
///          the reason in `fault`. The limits of owner and key are left to whoever counts.
[[nodiscard]] std::optional<TimedIncrement> read_access_log_line(std::string_view line,
                                                                 AccessLogKey key,
                                                                 std::string_view literal,
                                                                 bool with_time,
                                                                 std::string& fault);

}  // namespace model_counter::program
