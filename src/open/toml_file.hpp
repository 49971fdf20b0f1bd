#pragma once

#include "open/assignment.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace model_counter::open {

/// Reads the assignments of a TOML file, in the order of their lines.
///
/// Errors: invalid_argument  not TOML, or a value that is neither text nor whole number; the
/// message
///                           names the file and the line
[[nodiscard]] std::vector<Assignment> parse_toml(std::string_view text, const std::string& path);

}  // namespace model_counter::open
