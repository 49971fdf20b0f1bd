#include "bench/plain_sqlite.hpp"

#include "bench/plain_database.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <stdexcept>

namespace model_counter::bench {
namespace {

constexpr const char* kTable = R"(
    CREATE TABLE IF NOT EXISTS model_counters (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        owner_type VARCHAR(255) NOT NULL,
        owner_id BIGINT NOT NULL,
        "key" VARCHAR(100) NOT NULL,
        count BIGINT NOT NULL DEFAULT 0,
        created_at TIMESTAMP,
        updated_at TIMESTAMP,
        UNIQUE (owner_type, owner_id, "key"));)";
constexpr const char* kIndex =
    "CREATE INDEX IF NOT EXISTS model_counters_owner ON model_counters (owner_type, owner_id)";

std::string upsert_of(std::size_t rows) {
    std::string sql =
        "INSERT INTO model_counters (owner_type, owner_id, \"key\", count, created_at, updated_at) "
        "VALUES ";
    for (std::size_t row = 0; row < rows; ++row) {
        sql += row == 0 ? "(?, ?, ?, ?, ?, ?)" : ", (?, ?, ?, ?, ?, ?)";
    }
    return sql +
           " ON CONFLICT (owner_type, owner_id, \"key\") DO UPDATE "
           "SET count = count + excluded.count, updated_at = excluded.updated_at";
}

void bind_rows(PlainStatement& upsert, std::span<const Delta> deltas, std::int64_t now) {
    int place = 0;
    for (const Delta& delta : deltas) {
        upsert.bind(++place, kOwnerType);
        upsert.bind(++place, std::int64_t{delta.id});
        upsert.bind(++place, kKey);
        upsert.bind(++place, delta.amount);
        upsert.bind(++place, now);
        upsert.bind(++place, now);
    }
}

[[noreturn]] void fail(sqlite3* database) {
    throw std::runtime_error(std::string("the rival's SQLite: ") + sqlite3_errmsg(database));
}

}  // namespace

PlainSqlite::PlainSqlite(const std::string& path, const std::string& sql) {
    if (sqlite3_open(path.c_str(), &handle_) != SQLITE_OK) {
        fail(handle_);
    }
    run("PRAGMA journal_mode = WAL");
    run("PRAGMA synchronous = FULL");
    run("PRAGMA cache_size = -32768");
    run("PRAGMA temp_store = MEMORY");
    run(sql);
}

PlainSqlite::~PlainSqlite() { sqlite3_close(handle_); }

void PlainSqlite::run(const std::string& sql) {
    if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        fail(handle_);
    }
}

PlainStatement::PlainStatement(const PlainSqlite& database, const std::string& sql)
    : database_(database.get()) {
    const int code = sqlite3_prepare_v3(database_, sql.c_str(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &handle_, nullptr);
    if (code != SQLITE_OK) {
        fail(database_);
    }
}

std::int64_t PlainStatement::run() {
    const int code = sqlite3_step(handle_);
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        fail(database_);
    }
    const std::int64_t value = code == SQLITE_ROW ? sqlite3_column_int64(handle_, 0) : 0;
    sqlite3_reset(handle_);
    return value;
}

UpsertTable::UpsertTable(const std::string& path, Indexes indexes)
    : database_(path, indexes == Indexes::unique_key ? std::string(kTable)
                                                     : std::string(kTable) + kIndex),
      upsert_one_(database_, upsert_of(1)),
      select_(database_,
              "SELECT count FROM model_counters "
              "WHERE owner_type = ? AND owner_id = ? AND \"key\" = ?") {}

void UpsertTable::add(std::uint32_t id) {
    bind_rows(upsert_one_, std::array{Delta{id, 1}}, std::time(nullptr));
    upsert_one_.run();
}

std::int64_t UpsertTable::value(std::uint32_t id) {
    select_.bind(1, kOwnerType);
    select_.bind(2, std::int64_t{id});
    select_.bind(3, kKey);
    return select_.run();
}

void UpsertTable::add(std::span<const Delta> deltas, std::size_t rows_of_transaction) {
    constexpr std::size_t kRows = PlainDatabase::kRowsOfUpsert;
    PlainStatement upsert(database_, upsert_of(kRows));
    PlainStatement begin(database_, "BEGIN IMMEDIATE");
    PlainStatement commit(database_, "COMMIT");
    const std::int64_t now = std::time(nullptr);
    for (std::size_t at = 0; at < deltas.size(); at += kRows) {
        if (at % rows_of_transaction == 0) {
            begin.run();
        }
        const std::size_t end = std::min(at + kRows, deltas.size());
        const auto rows = deltas.subspan(at, end - at);
        if (rows.size() == kRows) {
            bind_rows(upsert, rows, now);
            upsert.run();
        } else {
            PlainStatement rest(database_, upsert_of(rows.size()));
            bind_rows(rest, rows, now);
            rest.run();
        }
        if (end % rows_of_transaction == 0 || end == deltas.size()) {
            commit.run();
        }
    }
}

}  // namespace model_counter::bench
