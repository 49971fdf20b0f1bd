#pragma once

#include <string>
#include <vector>

namespace model_counter::test {

/// Runs SQL on a SQLite file by a connection of its own, beside the library.
///
/// Returns: each row's columns as text; NULL is empty. Throws std::runtime_error with SQLite's
/// words.
std::vector<std::vector<std::string>> sqlite_query(const std::string& path, const std::string& sql);

}  // namespace model_counter::test
