#include "database/mysql/migrations.hpp"

namespace model_counter::mysql {
namespace {

// Binary columns: keys are told apart and ordered by their bytes, trailing spaces included. The
// table is clustered by its primary key, so an owner's counters lie together.
constexpr std::string_view kMakeCounters = R"(CREATE TABLE IF NOT EXISTS `@` (
    owner_type   VARBINARY(255) NOT NULL,
    owner_id     # NOT NULL,
    `key`        VARBINARY(100) NOT NULL,
    `interval`   VARBINARY(16)  NOT NULL DEFAULT '',
    period_start DATETIME       NOT NULL DEFAULT '1970-01-01 00:00:00',
    count        BIGINT         NOT NULL,
    created_at   DATETIME       NOT NULL,
    updated_at   DATETIME       NOT NULL,
    PRIMARY KEY (owner_type, owner_id, `key`, `interval`, period_start)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC)";

constexpr std::string_view kMakeLedger = R"(CREATE TABLE IF NOT EXISTS `@_ledger` (
    store_id   VARBINARY(64) NOT NULL,
    shard      BIGINT        NOT NULL,
    floor      BIGINT        NOT NULL,
    marks      LONGBLOB      NOT NULL,
    under_way  LONGBLOB      NOT NULL,
    nonces     LONGBLOB      NOT NULL,
    applied_at DATETIME      NOT NULL,
    PRIMARY KEY (store_id, shard)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC)";

constexpr std::string_view kMakeRejects = R"(CREATE TABLE IF NOT EXISTS `@_rejects` (
    id           BIGINT         NOT NULL AUTO_INCREMENT PRIMARY KEY,
    owner_type   VARBINARY(255) NOT NULL,
    owner_id     VARBINARY(255) NOT NULL,
    `key`        VARBINARY(100) NOT NULL,
    `interval`   VARBINARY(16)  NOT NULL,
    period_start DATETIME       NOT NULL,
    kind         VARBINARY(16)  NOT NULL,
    amount       BIGINT         NOT NULL,
    reason       LONGBLOB       NOT NULL,
    store_id     VARBINARY(64)  NOT NULL,
    shard        BIGINT         NOT NULL,
    rejected_at  DATETIME       NOT NULL
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC)";

}  // namespace

const std::string_view kMakeMigrationsTable = R"(CREATE TABLE IF NOT EXISTS `@_migrations` (
    number     BIGINT        NOT NULL PRIMARY KEY,
    name       VARBINARY(64) NOT NULL,
    applied_at DATETIME      NOT NULL
) ENGINE=InnoDB)";
const std::string_view kDropMigrationsTable = "DROP TABLE IF EXISTS `@_migrations`";

const std::vector<Migration>& migrations() {
    static const std::vector<Migration> all{
        {1,
         "tables",
         {kMakeCounters, kMakeLedger, kMakeRejects},
         {"DROP TABLE IF EXISTS `@_rejects`", "DROP TABLE IF EXISTS `@_ledger`",
          "DROP TABLE IF EXISTS `@`"}}};
    return all;
}

const std::vector<ExpectedTable>& expected_tables() {
    static const std::vector<ExpectedTable> all{
        {"@",
         {"owner_type varbinary", "key varbinary", "interval varbinary", "period_start datetime",
          "count bigint", "created_at datetime", "updated_at datetime"}},
        {"@_ledger",
         {"store_id varbinary", "shard bigint", "floor bigint", "marks longblob",
          "under_way longblob", "nonces longblob", "applied_at datetime"}},
        {"@_rejects",
         {"owner_type varbinary", "owner_id varbinary", "key varbinary", "interval varbinary",
          "period_start datetime", "kind varbinary", "amount bigint", "reason longblob",
          "store_id varbinary", "shard bigint", "rejected_at datetime"}},
        {"@_migrations", {"number bigint", "name varbinary", "applied_at datetime"}}};
    return all;
}

}  // namespace model_counter::mysql
