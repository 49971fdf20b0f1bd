#pragma once

#include "database/sqlite/connection.hpp"
#include "model_counter/database.hpp"

#include <cstdint>
#include <vector>

namespace model_counter::sqlite {

/// Makes sure that our tables are there, whole, and of this version.
///
/// Errors: not_found  they are missing, or older: run migrate
///         conflict   made by a newer version, or a table of that name is not ours
void check_tables(Connection& connection);

/// Makes what is missing, in one transaction. `now` is in seconds since the epoch.
///
/// An empty file becomes a WAL database; one that holds other tables keeps its journal mode.
/// Errors: conflict  as `check_tables`; nothing was changed
void migrate_tables(Connection& connection, std::int64_t now);

/// Drops what the last migration made, in one transaction.
///
/// Errors: not_found  there is none
void roll_back_tables(Connection& connection);

/// Every migration of this version.
std::vector<MigrationState> list_migrations(Connection& connection);
/// The same where there is no database yet.
std::vector<MigrationState> list_no_migrations();

}  // namespace model_counter::sqlite
