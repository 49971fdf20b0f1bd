#pragma once

#include "database/mysql/connection.hpp"
#include "model_counter/database.hpp"

#include <cstdint>
#include <vector>

namespace model_counter::mysql {

/// Makes sure that our tables are there, whole, and of this version, and tells the connection what
/// owner ids they take.
///
/// Errors: not_found  they are missing, or older: run migrate
///         conflict   made by a newer version, or a table of that name is not ours
void check_tables(Connection& connection);

/// Makes what is missing; who comes meanwhile waits. Each step can be taken again, as the server
/// commits each of them by itself: a run that was killed is gone on with. `now` is in seconds since
/// the epoch.
///
/// Errors: conflict  as `check_tables`; nothing was changed
void migrate_tables(Connection& connection, OwnerIdKind owner_ids, std::int64_t now);

/// Drops what the last migration made; who was killed in between does it again.
///
/// Errors: not_found  there is none
void roll_back_tables(Connection& connection);

/// Every migration of this version.
std::vector<MigrationState> list_migrations(Connection& connection);

}  // namespace model_counter::mysql
