#pragma once

#include "model_counter/store.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace model_counter::program {

/// What an access log's line counts for: the page's views, or one of its fields.
enum class AccessLogKey { literal, status, method, protocol };

/// Reads a line of nginx' or Apache's `combined` or `common` format: one increment of `key` of
/// owner `page:PATH`. PATH is the request's as it was logged, without host, query and fragment.
///
/// Returns: the increment, borrowing from `line` and `literal`; nothing when the line is bad, with
///          the reason in `fault`. The limits of owner and key are left to whoever counts.
[[nodiscard]] std::optional<Increment> read_access_log_line(std::string_view line, AccessLogKey key,
                                                            std::string_view literal,
                                                            std::string& fault);

}  // namespace model_counter::program
