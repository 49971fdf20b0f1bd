#pragma once

#include "bench/workload.hpp"

#include <sqlite3.h>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace model_counter::bench {

/// A connection as the rivals use it: WAL, `synchronous = FULL`, and as much cache as ours has.
class PlainSqlite {
public:
    /// Opens it, and runs some SQL.
    explicit PlainSqlite(const std::string& path, const std::string& sql = {});
    ~PlainSqlite();
    PlainSqlite(const PlainSqlite&) = delete;
    PlainSqlite& operator=(const PlainSqlite&) = delete;

    void run(const std::string& sql);
    [[nodiscard]] sqlite3* get() const noexcept { return handle_; }

private:
    sqlite3* handle_ = nullptr;
};

/// A statement that is prepared once and bound anew for each use.
class PlainStatement {
public:
    PlainStatement(const PlainSqlite& database, const std::string& sql);
    ~PlainStatement() { sqlite3_finalize(handle_); }
    PlainStatement(const PlainStatement&) = delete;
    PlainStatement& operator=(const PlainStatement&) = delete;

    void bind(int place, std::int64_t value) { sqlite3_bind_int64(handle_, place, value); }
    void bind(int place, std::string_view text) {
        sqlite3_bind_text(handle_, place, text.data(), static_cast<int>(text.size()),
                          SQLITE_STATIC);
    }

    /// Runs it.
    ///
    /// Returns: the first column of the first row; 0 where there is none.
    std::int64_t run();

private:
    sqlite3* database_;
    sqlite3_stmt* handle_ = nullptr;
};

/// The table of a program that counts by upserts: a surrogate id beside a unique key.
///
/// Its counters are of the owner type and key of all benchmarks.
class UpsertTable {
public:
    enum class Indexes {
        unique_key,            ///< UNIQUE (owner_type, owner_id, key) alone
        unique_key_and_owner,  ///< and an index on (owner_type, owner_id)
    };

    /// Makes the table unless it exists.
    UpsertTable(const std::string& path, Indexes indexes);

    /// Adds 1 to a counter, in a transaction of its own.
    void add(std::uint32_t id);

    /// Adds to the counters in the order given, by multi-row upserts of
    /// `PlainDatabase::kRowsOfUpsert` rows. A commit follows each `rows_of_transaction` rows, a
    /// multiple of that.
    void add(std::span<const Delta> deltas, std::size_t rows_of_transaction);

    /// A counter's value; 0 where it has none.
    [[nodiscard]] std::int64_t value(std::uint32_t id);

    /// Moves the journal into the file.
    void checkpoint() { database_.run("PRAGMA wal_checkpoint(TRUNCATE)"); }

private:
    PlainSqlite database_;
    PlainStatement upsert_one_;
    PlainStatement select_;
};

}  // namespace model_counter::bench
