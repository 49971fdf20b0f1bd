#pragma once

#include "database/postgresql/connection.hpp"

namespace model_counter::postgresql {

/// Begins a durable transaction that writes. The deadline becomes the server's statement_timeout,
/// so that it gives up as we do, and lets go of its locks.
void begin(Connection& connection);

/// Errors: in_doubt  the reply was lost; it may or may not have been done
///         others    it was rolled back
void commit(Connection& connection);

void roll_back(Connection& connection);

}  // namespace model_counter::postgresql
