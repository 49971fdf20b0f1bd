#include "database/sqlite/queries.hpp"

namespace model_counter::sqlite {
namespace {

/// Writes the names of the tables into a text: @ is the stem.
std::string with_table(std::string text, const std::string& table) {
    for (auto at = text.find('@'); at != std::string::npos; at = text.find('@', at)) {
        text.replace(at, 1, table);
        at += table.size();
    }
    return text;
}

constexpr const char* kInsertLedger =
    R"(INSERT INTO "@_ledger" (store_id, shard, floor, marks, under_way, nonces, applied_at)
       VALUES (?1, ?2, 0, '', '', '', 0) ON CONFLICT DO NOTHING)";

constexpr const char* kSelectLedger =
    R"(SELECT floor, marks, under_way, nonces FROM "@_ledger" WHERE store_id = ?1 AND shard = ?2)";

constexpr const char* kUpdateLedger =
    R"(UPDATE "@_ledger"
       SET floor = ?1, marks = ?2, under_way = ?3, nonces = ?4, applied_at = ?5
       WHERE store_id = ?6 AND shard = ?7
         AND floor = ?8 AND marks = ?9 AND under_way = ?10 AND nonces = ?11)";

// "WHERE true" keeps the parser from taking ON CONFLICT for a join.
constexpr const char* kAddRows =
    R"(INSERT INTO "@" (owner_type, owner_id, "key", "interval", period_start, count, created_at,
                        updated_at)
       SELECT owner_type, owner_id, "key", "interval", period_start, amount, ?1, ?1
       FROM model_counter_batch WHERE true
       ON CONFLICT (owner_type, owner_id, "key", "interval", period_start)
       DO UPDATE SET count = count + excluded.count, updated_at = excluded.updated_at)";

constexpr const char* kSetRows =
    R"(INSERT INTO "@" (owner_type, owner_id, "key", "interval", period_start, count, created_at,
                        updated_at)
       SELECT owner_type, owner_id, "key", "interval", period_start, amount, ?1, ?1
       FROM model_counter_batch WHERE true
       ON CONFLICT (owner_type, owner_id, "key", "interval", period_start)
       DO UPDATE SET count = excluded.count, updated_at = excluded.updated_at)";

constexpr const char* kRemoveRow =
    R"(DELETE FROM "@" WHERE owner_type = ?1 AND owner_id = ?2 AND "key" = ?3 AND "interval" = ?4
       AND period_start = ?5)";

constexpr const char* kSelectCount =
    R"(SELECT count FROM "@" WHERE owner_type = ?1 AND owner_id = ?2 AND "key" = ?3
       AND "interval" = ?4 AND period_start = ?5)";

constexpr const char* kInsertReject =
    R"(INSERT INTO "@_rejects" (owner_type, owner_id, "key", "interval", period_start, kind, amount,
                                reason, store_id, shard, rejected_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11))";

// One statement is one snapshot. Position -1 is the ledger row. The cross join keeps the batch
// outside: a search by primary key for each of its rows.
constexpr const char* kReadCounters =
    R"(SELECT -1, floor, marks, under_way, nonces
       FROM "@_ledger" WHERE store_id = ?1 AND shard = ?2
       UNION ALL
       SELECT batch.position, rows.count, '', '', ''
       FROM model_counter_batch AS batch CROSS JOIN "@" AS rows
       ON rows.owner_type = batch.owner_type AND rows.owner_id = batch.owner_id
       AND rows."key" = batch."key" AND rows."interval" = batch."interval"
       AND rows.period_start = batch.period_start)";

constexpr const char* kReadOwner =
    R"(SELECT -1, floor, marks, under_way, nonces, ''
       FROM "@_ledger" WHERE store_id = ?1 AND shard = ?2
       UNION ALL
       SELECT 0, count, '', '', '', "key"
       FROM "@" WHERE owner_type = ?3 AND owner_id = ?4 AND "interval" = '')";

constexpr const char* kStatus =
    R"(SELECT (SELECT count(*) FROM "@"), (SELECT count(*) FROM "@_rejects"),
              (SELECT coalesce(max(applied_at), 0) FROM "@_ledger"))";

// Summed in two halves: a sum of whole counts could leave 64 bits, which is an error to SQLite.
constexpr const char* kTotals =
    R"(SELECT owner_type, "key", "interval", count(*), sum(count >> 32), sum(count & 0xffffffff)
       FROM "@" GROUP BY owner_type, "key", "interval")";

constexpr const char* kPeriodsBefore =
    R"(SELECT owner_type, owner_id, "key", period_start FROM "@"
       WHERE "interval" = ?1 AND period_start < ?2 LIMIT ?3)";

constexpr const char* kCountPeriodsBefore =
    R"(SELECT count(*) FROM "@" WHERE "interval" = ?1 AND period_start < ?2)";

}  // namespace

Queries::Queries(const std::string& table) {
    const auto put = [&](Query query, const char* text) {
        texts_[static_cast<std::size_t>(query)] = with_table(text, table);
    };
    put(Query::begin, "BEGIN IMMEDIATE");
    put(Query::commit, "COMMIT");
    put(Query::insert_ledger, kInsertLedger);
    put(Query::select_ledger, kSelectLedger);
    put(Query::update_ledger, kUpdateLedger);
    put(Query::add_rows, kAddRows);
    put(Query::set_rows, kSetRows);
    put(Query::remove_row, kRemoveRow);
    put(Query::select_count, kSelectCount);
    put(Query::insert_reject, kInsertReject);
    put(Query::read_counters, kReadCounters);
    put(Query::read_owner, kReadOwner);
    put(Query::status, kStatus);
    put(Query::totals, kTotals);
    put(Query::periods_before, kPeriodsBefore);
    put(Query::count_periods_before, kCountPeriodsBefore);
}

}  // namespace model_counter::sqlite
