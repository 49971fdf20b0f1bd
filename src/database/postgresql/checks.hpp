#pragma once

#include "database/postgresql/connection.hpp"
#include "model_counter/check.hpp"

#include <vector>

namespace model_counter::postgresql {

/// Looks whether this role may do all that counting and syncing need. Changes nothing.
[[nodiscard]] std::vector<Check> look(Connection& connection);

}  // namespace model_counter::postgresql
