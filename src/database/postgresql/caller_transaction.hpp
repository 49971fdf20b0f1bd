#pragma once

#include "database/postgresql/connection.hpp"
#include "model_counter/counter_id.hpp"
#include "model_counter/deadline.hpp"
#include "model_counter/store.hpp"

#include <cstdint>

struct pg_conn;

namespace model_counter::postgresql {

/// Adds to a row of the counters table by one statement on a connection of the caller's, within
/// the transaction that is open on it. `now` is in seconds since the epoch.
///
/// Errors: as `Database::write_in`; after any but out_of_range the server wants a rollback
void add_in_callers_transaction(pg_conn* connection, const Place& place, OwnerIdKind owner_ids,
                                const CounterRef& counter, std::int64_t amount, std::int64_t now,
                                const Deadline& deadline);

}  // namespace model_counter::postgresql
