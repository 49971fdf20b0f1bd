#pragma once

#include "open/assignment.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace model_counter::open {

/// Reads the `COUNTER_...` lines of a `.env` file, in order; all others are another's business.
///
/// Shape:  `NAME=value`, `export NAME=value`; values bare up to ` #`, in single quotes as they are,
///         in double quotes with \n \t \" \\ \$. `key` is the whole name. Nothing is expanded.
/// Errors: invalid_argument  a COUNTER_ line without '=', with an open quote, or with something
///                           after the closing one; the message names the file and the line
[[nodiscard]] std::vector<Assignment> parse_env(std::string_view text, const std::string& path);

}  // namespace model_counter::open
