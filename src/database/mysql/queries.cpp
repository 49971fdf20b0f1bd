#include "database/mysql/queries.hpp"

namespace model_counter::mysql {
namespace {

constexpr std::string_view kInsertLedger =
    "INSERT INTO `@_ledger` (store_id, shard, floor, marks, under_way, nonces, applied_at) "
    "VALUES (?, ?, 0, '', '', '', '1970-01-01') ON DUPLICATE KEY UPDATE store_id = store_id";

constexpr std::string_view kSelectLedger =
    "SELECT floor, marks, under_way, nonces FROM `@_ledger` WHERE store_id = ? AND shard = ?";

constexpr std::string_view kUpdateLedger =
    "UPDATE `@_ledger` SET floor = ?, marks = ?, under_way = ?, nonces = ?, "
    "applied_at = TIMESTAMP'1970-01-01 00:00:00' + INTERVAL ? SECOND "
    "WHERE store_id = ? AND shard = ? "
    "AND floor = ? AND marks = ? AND under_way = ? AND nonces = ?";

constexpr std::string_view kCounterIs =
    "owner_type = ? AND owner_id = ? AND `key` = ? AND `interval` = ? "
    "AND period_start = TIMESTAMP'1970-01-01 00:00:00' + INTERVAL ? SECOND";

constexpr std::string_view kInsertReject =
    "INSERT INTO `@_rejects` (owner_type, owner_id, `key`, `interval`, period_start, kind, amount, "
    "reason, store_id, shard, rejected_at) "
    "VALUES (?, ?, ?, ?, TIMESTAMP'1970-01-01 00:00:00' + INTERVAL ? SECOND, ?, ?, ?, ?, ?, "
    "TIMESTAMP'1970-01-01 00:00:00' + INTERVAL ? SECOND)";

// One statement is one snapshot. Position -1 is the ledger row.
constexpr std::string_view kReadLedger =
    "SELECT -1 AS position, floor, marks, under_way, nonces FROM `@_ledger` "
    "WHERE store_id = ? AND shard = ? UNION ALL ";

constexpr std::string_view kReadOwner =
    "SELECT -1 AS position, floor, marks, under_way, nonces, '' FROM `@_ledger` "
    "WHERE store_id = ? AND shard = ? UNION ALL "
    "SELECT 0, count, '', '', '', `key` FROM `@` "
    "WHERE owner_type = ? AND owner_id = ? AND `interval` = ''";

constexpr std::string_view kStatus =
    "SELECT (SELECT count(*) FROM `@`), (SELECT count(*) FROM `@_rejects`), "
    "(SELECT coalesce(max(TIMESTAMPDIFF(SECOND, '1970-01-01', applied_at)), 0) FROM `@_ledger`), "
    "@@innodb_flush_log_at_trx_commit, @@innodb_doublewrite, @@read_only";

constexpr std::string_view kTotals =
    "SELECT owner_type, `key`, `interval`, count(*), sum(count) FROM `@` "
    "GROUP BY owner_type, `key`, `interval` ORDER BY owner_type, `key`, `interval`";

constexpr std::string_view kPeriodsBefore =
    "SELECT owner_type, owner_id, `key`, TIMESTAMPDIFF(SECOND, '1970-01-01', period_start) "
    "FROM `@` WHERE `interval` = ? "
    "AND period_start < TIMESTAMP'1970-01-01 00:00:00' + INTERVAL ? SECOND LIMIT ?";

constexpr std::string_view kCountPeriodsBefore =
    "SELECT count(*) FROM `@` WHERE `interval` = ? "
    "AND period_start < TIMESTAMP'1970-01-01 00:00:00' + INTERVAL ? SECOND";

constexpr std::string_view kInsertRows =
    "INSERT INTO `@` (owner_type, owner_id, `key`, `interval`, period_start, count, created_at, "
    "updated_at) ";
constexpr std::string_view kRow =
    "(?, ?, ?, ?, TIMESTAMP'1970-01-01 00:00:00' + INTERVAL ? SECOND, ?, "
    "TIMESTAMP'1970-01-01 00:00:00' + INTERVAL ? SECOND, "
    "TIMESTAMP'1970-01-01 00:00:00' + INTERVAL ? SECOND)";
// MySQL and MariaDB share this form of the values that were to be inserted.
constexpr std::string_view kAdding =
    " ON DUPLICATE KEY UPDATE count = count + VALUES(count), updated_at = VALUES(updated_at)";
constexpr std::string_view kSetting =
    " ON DUPLICATE KEY UPDATE count = VALUES(count), updated_at = VALUES(updated_at)";

// In the order of the table: two folds that meet lock the rows they share in one order.
constexpr std::string_view kSelectBatch =
    "SELECT owner_type, owner_id, `key`, `interval`, "
    "TIMESTAMP'1970-01-01 00:00:00' + INTERVAL period_start SECOND, amount, "
    "TIMESTAMP'1970-01-01 00:00:00' + INTERVAL ? SECOND, "
    "TIMESTAMP'1970-01-01 00:00:00' + INTERVAL ? SECOND FROM `@_batch` "
    "ORDER BY position";

constexpr std::string_view kRemoveBatch =
    "DELETE kept FROM `@_batch` AS batch STRAIGHT_JOIN `@` AS kept "
    "ON kept.owner_type = batch.owner_type AND kept.owner_id = batch.owner_id "
    "AND kept.`key` = batch.`key` AND kept.`interval` = batch.`interval` "
    "AND kept.period_start = TIMESTAMP'1970-01-01 00:00:00' + INTERVAL batch.period_start SECOND";

constexpr std::string_view kLoadBatch =
    "LOAD DATA LOCAL INFILE 'batch' INTO TABLE `@_batch` CHARACTER SET binary "
    "FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n'";

}  // namespace

std::string with_table(std::string_view text, std::string_view table) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '@') {
            result += text[i];
        } else if (i + 1 < text.size() && text[i + 1] == '@') {
            result += "@@";  // a variable of the server
            ++i;
        } else {
            result += table;
        }
    }
    return result;
}

Queries::Queries(std::string_view table) : table_(table) {
    const auto text = [&](std::string_view some) { return with_table(some, table); };
    insert_ledger = text(kInsertLedger);
    select_ledger = text(kSelectLedger);
    lock_ledger = select_ledger + " FOR UPDATE";
    update_ledger = text(kUpdateLedger);
    select_count = text("SELECT count FROM `@` WHERE ") + std::string(kCounterIs);
    insert_reject = text(kInsertReject);
    read_counter = text(kReadLedger) + text("SELECT 0, count, '', '', '' FROM `@` WHERE ") +
                   std::string(kCounterIs);
    read_owner = text(kReadOwner);
    status = text(kStatus);
    totals = text(kTotals);
    periods_before = text(kPeriodsBefore);
    count_periods_before = text(kCountPeriodsBefore);
    clear_batch = text("DELETE FROM `@_batch`");
    load_batch = text(kLoadBatch);
    const std::string insert_batch = text(kInsertRows) + text(kSelectBatch);
    add_batch = insert_batch + std::string(kAdding);
    set_batch = insert_batch + std::string(kSetting);
    remove_batch = text(kRemoveBatch);
}

std::string Queries::read_counters(std::size_t counters) const {
    std::string text =
        with_table(kReadLedger, table_) + "SELECT wanted.position, kept.count, '', '', '' FROM (";
    for (std::size_t i = 0; i < counters; ++i) {
        text += i == 0 ? "SELECT ? AS position, ? AS owner_type, ? AS owner_id, ? AS counter_key, "
                         "? AS name, ? AS start"
                       : " UNION ALL SELECT ?, ?, ?, ?, ?, ?";
    }
    return text + with_table(
                      ") AS wanted STRAIGHT_JOIN `@` AS kept "
                      "ON kept.owner_type = wanted.owner_type AND kept.owner_id = wanted.owner_id "
                      "AND kept.`key` = wanted.counter_key AND kept.`interval` = wanted.name "
                      "AND kept.period_start = "
                      "TIMESTAMP'1970-01-01 00:00:00' + INTERVAL wanted.start SECOND",
                      table_);
}

std::string Queries::upsert_rows(std::size_t rows, std::string_view changes) const {
    std::string text = with_table(kInsertRows, table_) + "VALUES ";
    for (std::size_t i = 0; i < rows; ++i) {
        text += i == 0 ? "" : ", ";
        text += kRow;
    }
    return text + std::string(changes);
}

std::string Queries::add_rows(std::size_t rows) const { return upsert_rows(rows, kAdding); }

std::string Queries::set_rows(std::size_t rows) const { return upsert_rows(rows, kSetting); }

std::string Queries::remove_rows(std::size_t rows) const {
    std::string text = with_table("DELETE FROM `@` WHERE ", table_);
    for (std::size_t i = 0; i < rows; ++i) {
        text += i == 0 ? "(" : " OR (";
        text += std::string(kCounterIs) + ")";
    }
    return text;
}

std::string Queries::make_batch(std::string_view owner_id) const {
    return with_table(
               "CREATE TEMPORARY TABLE IF NOT EXISTS `@_batch` ("
               "position INT NOT NULL PRIMARY KEY, "
               "owner_type VARBINARY(255) NOT NULL, owner_id ",
               table_) +
           std::string(owner_id) +
           " NOT NULL, `key` VARBINARY(100) NOT NULL, `interval` VARBINARY(16) NOT NULL, "
           "period_start BIGINT NOT NULL, amount BIGINT NOT NULL) ENGINE=MEMORY";
}

}  // namespace model_counter::mysql
