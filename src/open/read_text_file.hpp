#pragma once

#include <optional>
#include <string>

namespace model_counter::open {

/// Longest configuration file.
inline constexpr std::size_t kConfigBytesMax = std::size_t{1} << 20;

/// A file's text.
///
/// Returns: nothing when there is no such file
/// Errors:  unavailable       it is there and cannot be read
///          invalid_argument  longer than kConfigBytesMax, or not a file
[[nodiscard]] std::optional<std::string> read_text_file(const std::string& path);

}  // namespace model_counter::open
