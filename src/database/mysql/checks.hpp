#pragma once

#include "database/common/connection_pool.hpp"
#include "database/mysql/connection.hpp"
#include "model_counter/check.hpp"

#include <vector>

namespace model_counter::mysql {

/// Looks whether this user may do all that counting and syncing need, by statements that change
/// no row. Each one that is refused costs a connection.
[[nodiscard]] std::vector<Check> look(database::ConnectionPool<Connection>& pool,
                                      const std::string& table, const Deadline& deadline);

}  // namespace model_counter::mysql
