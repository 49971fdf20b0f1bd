#pragma once

#include "database/mysql/connection.hpp"
#include "model_counter/counter_id.hpp"
#include "model_counter/store.hpp"

#include <cstdint>

struct st_mysql;

namespace model_counter::mysql {

/// Adds to a row of the counters table by one statement on a connection of the caller's, within
/// the transaction that is open on it. `now` is in seconds since the epoch; the owner's id must
/// fit.
///
/// Errors: as `Database::write_in`
void add_in_callers_transaction(st_mysql* connection, const Place& place, OwnerIdKind owner_ids,
                                const CounterRef& counter, std::int64_t amount, std::int64_t now);

}  // namespace model_counter::mysql
