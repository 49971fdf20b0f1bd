#include "database/postgresql/migrations.hpp"

namespace model_counter::postgresql {
namespace {

// COLLATE "C": keys are told apart and ordered by their bytes. Half of each page is left free, so
// that a fold can put the new version of a row beside the old one, and no index has to change.
constexpr std::string_view kMakeTables = R"(CREATE TABLE "@" (
    owner_type   text COLLATE "C" NOT NULL,
    owner_id     # NOT NULL,
    "key"        text COLLATE "C" NOT NULL,
    "interval"   text COLLATE "C" NOT NULL DEFAULT '',
    period_start timestamptz NOT NULL DEFAULT 'epoch',
    count        bigint NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    PRIMARY KEY (owner_type, owner_id, "key", "interval", period_start)
) WITH (fillfactor = 50);
CREATE TABLE "@_ledger" (
    store_id   text COLLATE "C" NOT NULL,
    shard      bigint NOT NULL,
    floor      bigint NOT NULL,
    marks      text NOT NULL,
    under_way  text NOT NULL,
    nonces     text NOT NULL,
    applied_at timestamptz NOT NULL,
    PRIMARY KEY (store_id, shard)
) WITH (fillfactor = 50);
CREATE TABLE "@_rejects" (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    owner_type   text NOT NULL,
    owner_id     text NOT NULL,
    "key"        text NOT NULL,
    "interval"   text NOT NULL,
    period_start timestamptz NOT NULL,
    kind         text NOT NULL,
    amount       bigint NOT NULL,
    reason       text NOT NULL,
    store_id     text NOT NULL,
    shard        bigint NOT NULL,
    rejected_at  timestamptz NOT NULL
))";

constexpr std::string_view kDropTables =
    R"(DROP TABLE "@_rejects"; DROP TABLE "@_ledger"; DROP TABLE "@")";

}  // namespace

const std::string_view kMakeMigrationsTable = R"(CREATE TABLE "@_migrations" (
    number     bigint PRIMARY KEY,
    name       text NOT NULL,
    applied_at timestamptz NOT NULL
))";
const std::string_view kDropMigrationsTable = R"(DROP TABLE "@_migrations")";

const std::vector<Migration>& migrations() {
    static const std::vector<Migration> all{{1, "tables", kMakeTables, kDropTables}};
    return all;
}

const std::vector<ExpectedTable>& expected_tables() {
    static const std::vector<ExpectedTable> all{
        {"@",
         {"owner_type text", "key text", "interval text", "period_start timestamp with time zone",
          "count bigint", "created_at timestamp with time zone",
          "updated_at timestamp with time zone"}},
        {"@_ledger",
         {"store_id text", "shard bigint", "floor bigint", "marks text", "under_way text",
          "nonces text", "applied_at timestamp with time zone"}},
        {"@_rejects",
         {"owner_type text", "owner_id text", "key text", "interval text",
          "period_start timestamp with time zone", "kind text", "amount bigint", "reason text",
          "store_id text", "shard bigint", "rejected_at timestamp with time zone"}},
        {"@_migrations", {"number bigint", "name text", "applied_at timestamp with time zone"}}};
    return all;
}

}  // namespace model_counter::postgresql
