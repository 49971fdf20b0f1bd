#include "database/sqlite/caller_transaction.hpp"

#include "database/sqlite/failure.hpp"
#include "model/period_text.hpp"
#include "model/reject_reason.hpp"

#include <sqlite3.h>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <system_error>

namespace model_counter::sqlite {
namespace {

std::string quoted_name(std::string_view name) {
    std::string result = "\"";
    for (const char c : name) {
        result += c;
        if (c == '"') {
            result += c;
        }
    }
    return result + '"';
}

bool is_file(const char* opened, const std::string& wanted) {
    if (opened == nullptr || *opened == '\0') {
        return false;
    }
    std::error_code ignored;
    return opened == wanted || std::filesystem::equivalent(opened, wanted, ignored);
}

/// What the connection calls the counters' file: `main`, or what it was attached as.
std::string schema_of(sqlite3* connection, const Place& place) {
    for (int i = 0;; ++i) {
        const char* const name = sqlite3_db_name(connection, i);
        if (name == nullptr) {
            break;
        }
        if (is_file(sqlite3_db_filename(connection, name), place.path)) {
            return name;
        }
    }
    const char* const opened = sqlite3_db_filename(connection, "main");
    throw Error(
        ErrorCode::not_found,
        "the connection is to " +
            std::string(opened != nullptr && *opened != '\0' ? opened : "a database in memory") +
            ", the counters are in " + place.path +
            "; pass a connection to that file, or attach it");
}

/// The values that the amount can be added to.
struct Bounds {
    std::int64_t least = std::numeric_limits<std::int64_t>::min();
    std::int64_t greatest = std::numeric_limits<std::int64_t>::max();
};

Bounds bounds_for(std::int64_t amount) {
    Bounds bounds;
    if (amount > 0) {
        bounds.greatest -= amount;
    } else {
        bounds.least -= amount;
    }
    return bounds;
}

[[noreturn]] void refuse_overflow(sqlite3* connection, const Place& place, const std::string& table,
                                  const CounterRef& counter, std::int64_t amount) {
    Statement select(connection, place.path,
                     "SELECT count FROM " + table +
                         R"( WHERE owner_type = ?1 AND owner_id = ?2 AND "key" = ?3
                             AND "interval" = ?4 AND period_start = ?5)");
    auto rows = select.query(counter.owner.type(), counter.owner, counter.key, counter.interval,
                             period_start_seconds(counter));
    const std::int64_t before = rows.next() ? rows.integer(0) : 0;
    throw Error(ErrorCode::out_of_range,
                overflow_reason(counter, before, {Change::Kind::add, amount}) +
                    "; the transaction is as it was");
}

}  // namespace

void add_in_callers_transaction(sqlite3* connection, const Place& place, const CounterRef& counter,
                                std::int64_t amount, std::int64_t now) {
    if (sqlite3_get_autocommit(connection) != 0) {
        throw Error(ErrorCode::invalid_argument,
                    "counter " + canonical_text(counter) +
                        ": no transaction is open on the connection; run BEGIN first, or use "
                        "`increment`");
    }
    const std::string table =
        quoted_name(schema_of(connection, place)) + "." + quoted_name(place.table);
    const Bounds bounds = bounds_for(amount);
    try {
        // A row that the amount does not fit is left alone by the WHERE: no error, nothing to undo.
        Statement upsert(
            connection, place.path,
            "INSERT INTO " + table +
                R"( AS kept (owner_type, owner_id, "key", "interval", period_start, count,
                            created_at, updated_at)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)
                   ON CONFLICT (owner_type, owner_id, "key", "interval", period_start)
                   DO UPDATE SET count = kept.count + excluded.count,
                                 updated_at = excluded.updated_at
                   WHERE kept.count BETWEEN ?8 AND ?9
                   RETURNING 1)");
        auto written =
            upsert.query(counter.owner.type(), counter.owner, counter.key, counter.interval,
                         period_start_seconds(counter), amount, now, bounds.least, bounds.greatest);
        if (written.next()) {
            while (written.next()) {
            }
            return;
        }
    } catch (const SqlFailure& failure) {
        throw Error(ErrorCode::not_found, std::string(failure.what()) +
                                              "; the file has no tables " + place.table +
                                              " of this version: run `model-counter migrate`");
    }
    refuse_overflow(connection, place, table, counter, amount);
}

}  // namespace model_counter::sqlite
