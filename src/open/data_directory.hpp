#pragma once

#include "model_counter/config.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace model_counter::open {

inline constexpr const char* kDataDirectoryDefault = "model-counter-data";

/// systemd's `STATE_DIRECTORY`, the first of several; nothing when it is not set.
[[nodiscard]] std::optional<std::string> state_directory();

/// The absolute path of the data directory that a configuration names.
[[nodiscard]] std::filesystem::path data_directory(const Config& config);

/// The file of the database that a configuration gets when it names none.
[[nodiscard]] std::filesystem::path default_database_file(const Config& config);

/// The directory of the embedded store: `path` made absolute, or `store` in the data directory.
[[nodiscard]] std::filesystem::path embedded_store_directory(const Config& config,
                                                             const std::string& path);

/// Makes the data directory, private to its user, unless it is there; says so when it made it.
///
/// Errors: unavailable  it cannot be made, or is not a directory
void make_data_directory(const Config& config);

}  // namespace model_counter::open
