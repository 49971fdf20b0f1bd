#pragma once

#include <cstddef>
#include <string_view>

namespace model_counter {

/// Longest table name: with the longest suffix it still fits every database's identifiers.
inline constexpr std::size_t kTableNameBytesMax = 50;

/// Checks a configured table name.
///
/// Errors: invalid_argument  not 1-50 letters, digits and underscores, or a digit comes first, or
/// it
///                           starts with `sqlite_`
void validate_table_name(std::string_view name);

}  // namespace model_counter
