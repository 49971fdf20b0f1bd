#pragma once

#include "database/mysql/connection.hpp"

namespace model_counter::mysql {

/// Begins a transaction. Without a commit the connection must be thrown away, or rolled back.
void begin(Connection& connection);

/// Errors: in_doubt  the reply was lost; it may or may not have been done
///         others    it was rolled back
void commit(Connection& connection);

void roll_back(Connection& connection);

}  // namespace model_counter::mysql
