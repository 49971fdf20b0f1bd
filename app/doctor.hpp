#pragma once

#include "model_counter/check.hpp"
#include "model_counter/config.hpp"
#include "model_counter/counters.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter::program {

/// The result as it is printed: `good`, `warning` or `problem`.
[[nodiscard]] std::string_view name(Check::Result result) noexcept;

/// Looks at the folder of the data, whether or not it exists.
[[nodiscard]] std::vector<Check> check_folder(const std::string& folder);

/// Looks whether the tables are there and of this version.
[[nodiscard]] std::vector<Check> check_migrations(Counters& counters, const Config& config);

/// Looks at what waits and for how long, at what was set aside, and at what the figures of store
/// and database warn of.
[[nodiscard]] std::vector<Check> check_status(Counters& counters, const Config& config);

}  // namespace model_counter::program
