#pragma once

#include "model_counter/caller_connection.hpp"
#include "model_counter/clock.hpp"
#include "model_counter/database.hpp"
#include "model_counter/durations.hpp"
#include "model_counter/log.hpp"

#include <memory>
#include <string>
#include <string_view>

struct sqlite3;

namespace model_counter {

/// `Counters::increment_in` takes a `sqlite3*`.
template <>
struct CallerConnectionType<sqlite3> {
    static constexpr std::string_view name = "sqlite3*";
};

/// Where the file is, and how it is used.
struct SqliteOptions {
    std::string path = {};                         ///< of the file; relative: to where we are now
    std::string table_name = "model_counters";     ///< also the stem of the other tables' names
    bool read_only = false;                        ///< refuse whatever would change the file
    bool create = true;                            ///< `migrate` may make the file
    std::chrono::milliseconds busy_timeout{5000};  ///< how long to wait for another's transaction
    Clock* clock = nullptr;                        ///< nothing: the machine's clock
    LogSink log = {};
};

/// A database in a SQLite file, alone in it or beside the application's own tables.
///
/// Opens nothing yet: the file is opened by the first call, and made by `migrate` alone. A file
/// that was removed or replaced under a running process is noticed and opened anew, and so is every
/// connection after a fork.
/// Errors:  invalid_argument  no path, `:memory:`, or a table name that is not 1-50 letters, digits
///                            and underscores
/// Threads: any; reads wait neither for each other nor, in WAL mode, for a fold.
/// Cost:    a read is one SQL statement; a fold one durable transaction (one fdatasync).
[[nodiscard]] std::unique_ptr<Database> open_sqlite_database(const SqliteOptions& options);

}  // namespace model_counter
