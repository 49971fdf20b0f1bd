#pragma once

#include "database/common/failures.hpp"

#include <string>
#include <string_view>

struct pg_conn;
struct pg_result;

namespace model_counter::postgresql {

using database::fail_in_time;
using database::RowRefused;
using database::SessionLost;
using database::TransactionConflict;

/// Throws what a failed statement means here. `location` names the database.
[[noreturn]] void fail(pg_conn* connection, const pg_result* result, const std::string& location,
                       std::string_view doing);

/// Throws why there is no connection.
[[noreturn]] void fail_to_connect(pg_conn* connection, const std::string& location);

}  // namespace model_counter::postgresql
