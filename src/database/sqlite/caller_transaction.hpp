#pragma once

#include "database/sqlite/connection.hpp"
#include "model_counter/counter_id.hpp"

#include <cstdint>

struct sqlite3;

namespace model_counter::sqlite {

/// Adds to a row of the counters table by one statement on a connection of the caller's, within
/// the transaction that is open on it. `now` is in seconds since the epoch.
///
/// The tables may be in its main file or in one that it attached.
/// Errors: as `Database::write_in`
void add_in_callers_transaction(sqlite3* connection, const Place& place, const CounterRef& counter,
                                std::int64_t amount, std::int64_t now);

}  // namespace model_counter::sqlite
