#pragma once

#include "model_counter/caller_connection.hpp"
#include "model_counter/clock.hpp"
#include "model_counter/database.hpp"
#include "model_counter/log.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

struct pg_conn;  // PGconn, as libpq's header declares it

namespace model_counter {

/// `Counters::increment_in` takes a `PGconn*`.
template <>
struct CallerConnectionType<pg_conn> {
    static constexpr std::string_view name = "PGconn*";
};

/// Where the server is, and how it is used.
struct PostgresqlOptions {
    /// As libpq takes it: `postgresql://user:password@host:port/database?sslmode=verify-full`, with
    /// several hosts, over a unix socket, ... What it leaves out comes from libpq's environment
    /// (`PGHOST`, `PGPASSWORD`, `PGPASSFILE`, `PGSSLMODE`, ...).
    std::string url = "postgresql://";
    std::string table_name = "model_counters";  ///< also the stem of the other tables' names
    /// What tables that `migrate` makes take; `any` is `string`.
    OwnerIdKind owner_ids = OwnerIdKind::bigint;
    std::size_t connections_max = 8;  ///< more threads at once wait for each other
    Clock* clock = nullptr;           ///< nothing: the machine's clock
    LogSink log = {};
};

/// A database in tables of a PostgreSQL server.
///
/// Connects nowhere yet: each call takes a connection of a small pool, which opens it at first use,
/// and again when it was lost or after a fork. A connection that was lost before anything was
/// committed is replaced once, unnoticed.
/// Errors:  invalid_argument  a URL that libpq does not take, a table name that is not 1-50
///                            letters, digits and underscores, or connections_max not 1 to 64
/// Threads: any.
/// Cost:    a read is one round trip; a fold five, whatever its size, and one durable transaction.
///          Finding a host's address is not bounded by deadlines.
[[nodiscard]] std::unique_ptr<Database> open_postgresql_database(const PostgresqlOptions& options);

}  // namespace model_counter
