#include "database/mysql/caller_transaction.hpp"

#include "database/mysql/failure.hpp"
#include "database/mysql/libmariadb.hpp"
#include "model/period_text.hpp"
#include "model/reject_reason.hpp"

#include <errmsg.h>
#include <mysqld_error.h>
#include <array>
#include <charconv>
#include <memory>
#include <string>
#include <string_view>

namespace model_counter::mysql {
namespace {

constexpr std::string_view kDoing = "counting in the caller's transaction";

/// The bytes as a literal that means the same under every character set and SQL mode.
std::string literal(std::string_view bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text = "x'";
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        text += kDigits[value >> 4U];
        text += kDigits[value & 0xFU];
    }
    return text + "'";
}

std::string time_of(std::int64_t seconds) {
    return "TIMESTAMP'1970-01-01 00:00:00' + INTERVAL " + std::to_string(seconds) + " SECOND";
}

/// The columns of a counter as SQL, in the order of the primary key.
std::array<std::string, 5> columns_of(const CounterRef& counter, OwnerIdKind owner_ids) {
    return {literal(counter.owner.type()),
            owner_ids == OwnerIdKind::bigint ? std::to_string(counter.owner.integer_id())
                                             : literal(counter.owner.id()),
            literal(counter.key), literal(counter.interval),
            time_of(period_start_seconds(counter))};
}

[[noreturn]] void fail_without_tables(const Place& place, const std::string& said) {
    throw Error(ErrorCode::not_found,
                "database " + place.url.location + ": " + std::string(kDoing) + ": " + said +
                    "; the connection leads to a database without tables " + place.table +
                    " of this version: pass one to the counters' database, or run "
                    "`model-counter migrate` there");
}

[[noreturn]] void fail(st_mysql* connection, const Place& place) {
    const unsigned code = mysql_errno(connection);
    const std::string said = mysql_error(connection);
    if (code == ER_NO_SUCH_TABLE || code == ER_BAD_FIELD_ERROR || code == ER_NO_DB_ERROR) {
        fail_without_tables(place, said);
    }
    if (code == CR_COMMANDS_OUT_OF_SYNC) {
        throw Error(ErrorCode::invalid_argument,
                    "the connection has results that were not read; read them before it counts");
    }
    mysql::fail(code, said, place.url.location, kDoing);
}

void run(st_mysql* connection, const Place& place, const std::string& sql) {
    if (mysql_real_query(connection, sql.data(), sql.size()) != 0) {
        fail(connection, place);
    }
}

void need_transaction(st_mysql* connection, const CounterRef& counter) {
    unsigned status = 0;
    mariadb_get_infov(connection, MARIADB_CONNECTION_SERVER_STATUS, &status);
    // Without autocommit the first statement begins a transaction.
    const bool is_open = (status & SERVER_STATUS_IN_TRANS) != 0;
    if (!is_open && (status & SERVER_STATUS_AUTOCOMMIT) != 0) {
        throw Error(ErrorCode::invalid_argument,
                    "counter " + canonical_text(counter) +
                        ": no transaction is open on the connection; run BEGIN first, or use "
                        "`increment`");
    }
}

/// The count that the caller's transaction sees; 0 where there is no row.
std::int64_t count_of(st_mysql* connection, const Place& place,
                      const std::array<std::string, 5>& columns) {
    run(connection, place,
        with_table("SELECT count FROM `@` WHERE owner_type = ", place.table) + columns[0] +
            " AND owner_id = " + columns[1] + " AND `key` = " + columns[2] + " AND `interval` = " +
            columns[3] + " AND period_start = " + columns[4] + " FOR UPDATE");
    const std::unique_ptr<MYSQL_RES, FreeRows> rows(mysql_store_result(connection));
    char** const row = rows != nullptr ? mysql_fetch_row(rows.get()) : nullptr;
    std::int64_t count = 0;
    if (row != nullptr && row[0] != nullptr) {
        const std::string_view text = row[0];
        std::from_chars(text.data(), text.data() + text.size(), count);
    }
    return count;
}

/// One statement. It reads our table of migrations too: another table of that name, which
/// ON DUPLICATE KEY would take for ours whatever its keys are, must not be counted in.
std::string upsert(const Place& place, const std::array<std::string, 5>& columns,
                   std::int64_t amount, std::int64_t now) {
    const std::string time = time_of(now);
    return with_table(
               "INSERT INTO `@` (owner_type, owner_id, `key`, `interval`, period_start, count, "
               "created_at, updated_at) SELECT ",
               place.table) +
           columns[0] + ", " + columns[1] + ", " + columns[2] + ", " + columns[3] + ", " +
           columns[4] + ", " + std::to_string(amount) + ", " + time + ", " + time +
           with_table(
               " FROM `@_migrations` WHERE number = 1 ON DUPLICATE KEY UPDATE "
               "count = `@`.count + VALUES(count), updated_at = VALUES(updated_at)",
               place.table);
}

}  // namespace

void add_in_callers_transaction(st_mysql* connection, const Place& place, OwnerIdKind owner_ids,
                                const CounterRef& counter, std::int64_t amount, std::int64_t now) {
    need_transaction(connection, counter);
    const auto columns = columns_of(counter, owner_ids);
    const std::string sql = upsert(place, columns, amount, now);
    if (mysql_real_query(connection, sql.data(), sql.size()) == 0) {
        if (amount != 0 && mysql_affected_rows(connection) == 0) {
            fail_without_tables(place, "it was not migrated");
        }
        return;
    }
    const unsigned code = mysql_errno(connection);
    if (code != ER_DATA_OUT_OF_RANGE && code != ER_WARN_DATA_OUT_OF_RANGE) {
        fail(connection, place);
    }
    // The server undid the statement, and nothing else.
    throw Error(ErrorCode::out_of_range,
                overflow_reason(counter, count_of(connection, place, columns),
                                {Change::Kind::add, amount}) +
                    "; the transaction is as it was");
}

}  // namespace model_counter::mysql
