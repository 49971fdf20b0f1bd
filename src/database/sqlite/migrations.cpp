#include "database/sqlite/migrations.hpp"

namespace model_counter::sqlite {
namespace {

// STRICT: else a sum that leaves 64 bits silently becomes a real number. WITHOUT ROWID: the table
// is its primary key, clustered by owner. ANY: an id that is an integer is stored as one, so that
// it joins with the application's own ids.
constexpr std::string_view kMakeCounters = R"(CREATE TABLE "@" (
    owner_type   TEXT    NOT NULL,
    owner_id     ANY     NOT NULL,
    "key"        TEXT    NOT NULL,
    "interval"   TEXT    NOT NULL DEFAULT '',
    period_start INTEGER NOT NULL DEFAULT 0,
    count        INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    PRIMARY KEY (owner_type, owner_id, "key", "interval", period_start)
) STRICT, WITHOUT ROWID)";

constexpr std::string_view kMakeLedger = R"(CREATE TABLE "@_ledger" (
    store_id   TEXT    NOT NULL,
    shard      INTEGER NOT NULL,
    floor      INTEGER NOT NULL,
    marks      TEXT    NOT NULL,
    under_way  TEXT    NOT NULL,
    nonces     TEXT    NOT NULL,
    applied_at INTEGER NOT NULL,
    PRIMARY KEY (store_id, shard)
) STRICT, WITHOUT ROWID)";

constexpr std::string_view kMakeRejects = R"(CREATE TABLE "@_rejects" (
    id           INTEGER PRIMARY KEY,
    owner_type   TEXT    NOT NULL,
    owner_id     ANY     NOT NULL,
    "key"        TEXT    NOT NULL,
    "interval"   TEXT    NOT NULL,
    period_start INTEGER NOT NULL,
    kind         TEXT    NOT NULL,
    amount       INTEGER NOT NULL,
    reason       TEXT    NOT NULL,
    store_id     TEXT    NOT NULL,
    shard        INTEGER NOT NULL,
    rejected_at  INTEGER NOT NULL
) STRICT)";

}  // namespace

const std::string_view kMakeMigrationsTable = R"(CREATE TABLE "@_migrations" (
    number     INTEGER PRIMARY KEY,
    name       TEXT    NOT NULL,
    applied_at INTEGER NOT NULL
) STRICT)";
const std::string_view kDropMigrationsTable = R"(DROP TABLE "@_migrations")";

const std::vector<Migration>& migrations() {
    static const std::vector<Migration> all{
        {1,
         "tables",
         {kMakeCounters, kMakeLedger, kMakeRejects},
         {R"(DROP TABLE "@_rejects")", R"(DROP TABLE "@_ledger")", R"(DROP TABLE "@")"}}};
    return all;
}

const std::vector<ExpectedTable>& expected_tables() {
    static const std::vector<ExpectedTable> all{
        {"@",
         {"owner_type TEXT", "owner_id ANY", "key TEXT", "interval TEXT", "period_start INTEGER",
          "count INTEGER", "created_at INTEGER", "updated_at INTEGER"},
         1},
        {"@_ledger",
         {"store_id TEXT", "shard INTEGER", "floor INTEGER", "marks TEXT", "under_way TEXT",
          "nonces TEXT", "applied_at INTEGER"},
         1},
        {"@_rejects",
         {"owner_type TEXT", "owner_id ANY", "key TEXT", "interval TEXT", "period_start INTEGER",
          "kind TEXT", "amount INTEGER", "reason TEXT", "store_id TEXT", "shard INTEGER",
          "rejected_at INTEGER"},
         1}};
    return all;
}

const ExpectedTable& migrations_table() {
    static const ExpectedTable table{
        "@_migrations", {"number INTEGER", "name TEXT", "applied_at INTEGER"}, 0};
    return table;
}

std::string with_table(std::string_view text, std::string_view table) {
    std::string result;
    for (const char c : text) {
        if (c == '@') {
            result += table;
        } else {
            result += c;
        }
    }
    return result;
}

}  // namespace model_counter::sqlite
