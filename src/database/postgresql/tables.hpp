#pragma once

#include "database/postgresql/connection.hpp"
#include "model_counter/database.hpp"

#include <cstdint>
#include <vector>

namespace model_counter::postgresql {

/// Makes sure that our tables are there, whole, and of this version, and tells the connection what
/// owner ids they take.
///
/// Errors: not_found  they are missing, or older: run migrate
///         conflict   made by a newer version, or a table of that name is not ours
void check_tables(Connection& connection);

/// Makes what is missing, in one transaction; who comes meanwhile waits. `now` is in seconds since
/// the epoch.
///
/// Errors: conflict  as `check_tables`; nothing was changed
void migrate_tables(Connection& connection, OwnerIdKind owner_ids, std::int64_t now);

/// Drops what the last migration made, in one transaction.
///
/// Errors: not_found  there is none
void roll_back_tables(Connection& connection);

/// Every migration of this version.
std::vector<MigrationState> list_migrations(Connection& connection);

}  // namespace model_counter::postgresql
