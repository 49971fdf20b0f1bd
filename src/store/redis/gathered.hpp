#pragma once

#include "model_counter/check.hpp"

#include <span>
#include <string>
#include <vector>

namespace model_counter::redis {

/// What one server showed.
struct ServerChecks {
    std::string server;  ///< `host:port`; empty: there is one only
    std::vector<Check> checks;
};

/// What all servers showed, one kind of check after the other: what is the same of several is said
/// once, with their names.
[[nodiscard]] std::vector<Check> gathered(std::span<const ServerChecks> servers);

}  // namespace model_counter::redis
