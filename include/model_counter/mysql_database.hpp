#pragma once

#include "model_counter/caller_connection.hpp"
#include "model_counter/clock.hpp"
#include "model_counter/database.hpp"
#include "model_counter/log.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

struct st_mysql;  // MYSQL, as libmariadb's header declares it

namespace model_counter {

/// `Counters::increment_in` takes a `MYSQL*` of libmariadb.
template <>
struct CallerConnectionType<st_mysql> {
    static constexpr std::string_view name = "MYSQL*";
};

/// Where the server is, and how it is used.
struct MysqlOptions {
    /// `mysql://user:password@host:port/database?parameter=value&...`, with `socket`, `ssl-mode`
    /// (`disabled`, `required`, `verify-identity`), `ssl-ca`, `ssl-cert`, `ssl-key`, and
    /// `connect-timeout` in seconds. What it leaves out comes from the client's option files (group
    /// `client`), `MYSQL_HOST`, `MYSQL_TCP_PORT`, `MYSQL_UNIX_PORT` and `MYSQL_PWD`.
    std::string url = {};
    std::string table_name = "model_counters";    ///< also the stem of the other tables' names
    OwnerIdKind owner_ids = OwnerIdKind::bigint;  ///< what tables that `migrate` makes take;
                                                  ///< any: the same as string
    std::size_t connections_max = 8;              ///< more threads at once wait for each other
    Clock* clock = nullptr;                       ///< nothing: the machine's clock
    LogSink log = {};
};

/// A database in InnoDB tables of a MariaDB or MySQL server.
///
/// Connects nowhere yet: each call takes a connection of a small pool, which opens it at first use,
/// and again when it was lost or after a fork. A connection that was lost before anything was
/// committed is replaced once, unnoticed.
/// Errors:  invalid_argument  a URL that is none or names no database, a parameter that does not
///                            exist, a table name that is not 1-50 letters, digits and underscores,
///                            or no connections at all
/// Threads: any.
/// Cost:    a read is one round trip; a fold a few, whatever its size, and one durable transaction.
///          Finding a host's address is not bounded by deadlines.
[[nodiscard]] std::unique_ptr<Database> open_mysql_database(const MysqlOptions& options);

}  // namespace model_counter
