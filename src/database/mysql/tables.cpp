#include "database/mysql/tables.hpp"

#include "database/mysql/migrations.hpp"
#include "model_counter/error.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <thread>

namespace model_counter::mysql {
namespace {

constexpr std::string_view kInnodb = "engine InnoDB";
constexpr std::string_view kBigint = "owner_id bigint";
constexpr std::string_view kString = "owner_id varbinary";

/// The columns of one table, as `name type`, and its engine.
using Columns = std::set<std::string, std::less<>>;
using Tables = std::map<std::string, Columns, std::less<>>;

std::string named(std::string_view text, const Connection& connection) {
    return with_table(text, connection.place().table);
}

std::string start(const Connection& connection) {
    return "database " + connection.place().url.location;
}

/// One look at what is there of our tables, by name.
Tables look_for_tables(Connection& connection) {
    Parameters parameters;
    for (int half = 0; half < 2; ++half) {
        for (const ExpectedTable& table : expected_tables()) {
            parameters.text(named(table.name, connection));
        }
    }
    const Result found = connection.query(
        "SELECT table_name, CONCAT(column_name, ' ', data_type) FROM information_schema.columns "
        "WHERE table_schema = DATABASE() AND table_name IN (?, ?, ?, ?) UNION ALL "
        "SELECT table_name, CONCAT('engine ', COALESCE(engine, 'of a view')) "
        "FROM information_schema.tables "
        "WHERE table_schema = DATABASE() AND table_name IN (?, ?, ?, ?)",
        parameters, "looking for the tables");
    Tables tables;
    for (std::size_t row = 0; row < found.rows(); ++row) {
        tables[std::string(found.text(row, 0))].emplace(found.text(row, 1));
    }
    return tables;
}

/// Whether a look saw columns without their table, or a table without columns: somebody made or
/// dropped it between the two halves of the look.
bool is_whole(const Tables& tables) {
    return std::all_of(tables.begin(), tables.end(), [](const auto& table) {
        const auto engines =
            std::count_if(table.second.begin(), table.second.end(),
                          [](const std::string& what) { return what.starts_with("engine "); });
        return engines >= 1 && table.second.size() > 1;
    });
}

/// What is there of our tables, by name.
Tables find_tables(Connection& connection) {
    constexpr int kLooksMax = 20;
    constexpr std::chrono::milliseconds kPause{5};
    Tables tables = look_for_tables(connection);
    for (int looks = 1; looks < kLooksMax && !is_whole(tables); ++looks) {
        std::this_thread::sleep_for(kPause);
        tables = look_for_tables(connection);
    }
    return tables;
}

[[noreturn]] void refuse_foreign(const Connection& connection, const std::string& table,
                                 const std::string& fault) {
    throw Error(ErrorCode::conflict, start(connection) + ": table " + table +
                                         " was not made by model-counter (it " + fault +
                                         "); configure another table_name");
}

void check_table(const Connection& connection, const ExpectedTable& expected,
                 const Tables& tables) {
    const std::string name = named(expected.name, connection);
    const auto found = tables.find(name);
    if (found == tables.end()) {
        throw Error(ErrorCode::not_found,
                    start(connection) + ": table " + name +
                        " is missing: a rollback of migrations was interrupted; run "
                        "`model-counter migrate --rollback` again, then `model-counter migrate`");
    }
    for (const std::string_view column : expected.columns) {
        if (!found->second.contains(column)) {
            refuse_foreign(connection, name, "has no column " + std::string(column));
        }
    }
    if (!found->second.contains(kInnodb)) {
        refuse_foreign(connection, name, "is not an InnoDB table");
    }
}

/// Number of the last applied migration; 0: none. Changes nothing.
std::uint32_t last_applied(Connection& connection, const Tables& tables) {
    const ExpectedTable& record = expected_tables().back();
    if (!tables.contains(named(record.name, connection))) {
        if (!tables.empty()) {
            refuse_foreign(connection, tables.begin()->first,
                           "is not recorded in a table " + named(record.name, connection));
        }
        return 0;
    }
    check_table(connection, record, tables);
    const Result last =
        connection.query(named("SELECT coalesce(max(number), 0) FROM `@_migrations`", connection),
                         {}, "looking for migrations");
    const std::int64_t number = last.integer(0, 0);
    const auto known = static_cast<std::int64_t>(migrations().size());
    if (number > known || number < 0) {
        throw Error(ErrorCode::conflict,
                    start(connection) + ": its tables " + connection.place().table +
                        " are at migration " + std::to_string(number) + ", this version knows " +
                        std::to_string(known) +
                        "; use the version of model-counter that made them, or a newer one");
    }
    return static_cast<std::uint32_t>(number);
}

/// Holds off whoever else migrates; the session holds it, so it ends with the session at the
/// latest.
class MigrationLock {
public:
    explicit MigrationLock(Connection& connection) : connection_(connection) {
        // Names of locks are short, and those of databases are not.
        const std::size_t hash = std::hash<std::string>()(connection.place().url.database + "." +
                                                          connection.place().table);
        name_ = "model-counter " + std::to_string(hash);
        Parameters parameters;
        parameters.text(name_).integer(seconds_left());
        const Result got = connection.query("SELECT coalesce(GET_LOCK(?, ?), 0)", parameters,
                                            "waiting for another migration");
        if (got.integer(0, 0) != 1) {
            throw Error(ErrorCode::timeout, start(connection) +
                                                ": waiting for another migration: the deadline "
                                                "passed; nothing was done");
        }
    }
    void release() {
        Parameters parameters;
        parameters.text(name_);
        connection_.query("SELECT RELEASE_LOCK(?)", parameters, "ending a migration");
    }

private:
    [[nodiscard]] std::int64_t seconds_left() const {
        constexpr std::int64_t kLong = 86'400;
        if (connection_.deadline().is_never()) {
            return kLong;
        }
        const auto left =
            std::chrono::ceil<std::chrono::seconds>(connection_.deadline().remaining());
        return std::clamp<std::int64_t>(left.count(), 1, kLong);
    }

    Connection& connection_;
    std::string name_;
};

std::string with_owner_ids(std::string text, OwnerIdKind owner_ids) {
    const auto at = text.find('#');
    if (at != std::string::npos) {
        text.replace(at, 1, owner_ids == OwnerIdKind::bigint ? "BIGINT" : "VARBINARY(255)");
    }
    return text;
}

void record(Connection& connection, const Migration& migration, std::int64_t now) {
    Parameters parameters;
    parameters.integer(migration.number).text(migration.name).integer(now);
    connection.query(named("INSERT INTO `@_migrations` VALUES (?, ?, "
                           "TIMESTAMP'1970-01-01 00:00:00' + INTERVAL ? SECOND)",
                           connection),
                     parameters, "recording a migration");
}

}  // namespace

void check_tables(Connection& connection) {
    const Tables tables = find_tables(connection);
    const std::uint32_t applied = last_applied(connection, tables);
    if (applied < migrations().size()) {
        throw Error(ErrorCode::not_found,
                    start(connection) + " has " + (applied == 0 ? "no" : "older") + " tables " +
                        connection.place().table + ": run `model-counter migrate`");
    }
    for (const ExpectedTable& expected : expected_tables()) {
        check_table(connection, expected, tables);
    }
    const Columns& counters = tables.find(connection.place().table)->second;
    if (!counters.contains(kBigint) && !counters.contains(kString)) {
        refuse_foreign(connection, connection.place().table,
                       "has no column owner_id of type bigint or varbinary");
    }
    connection.set_owner_ids(counters.contains(kBigint) ? OwnerIdKind::bigint
                                                        : OwnerIdKind::string);
}

void migrate_tables(Connection& connection, OwnerIdKind owner_ids, std::int64_t now) {
    if (last_applied(connection, find_tables(connection)) == migrations().size()) {
        check_tables(connection);
        return;
    }
    MigrationLock lock(connection);
    const std::uint32_t applied = last_applied(connection, find_tables(connection));
    connection.run(named(kMakeMigrationsTable, connection), "making the tables");
    for (const Migration& migration : migrations()) {
        if (migration.number > applied) {
            for (const std::string_view sql : migration.up) {
                connection.run(with_owner_ids(named(sql, connection), owner_ids),
                               "making the tables");
            }
            record(connection, migration, now);
        }
    }
    check_tables(connection);
    lock.release();
}

void roll_back_tables(Connection& connection) {
    MigrationLock lock(connection);
    const std::uint32_t applied = last_applied(connection, find_tables(connection));
    if (applied == 0) {
        throw Error(ErrorCode::not_found, start(connection) + " has no tables " +
                                              connection.place().table + " to roll back");
    }
    const Migration& last = migrations()[applied - 1];
    for (const std::string_view sql : last.down) {
        connection.run(named(sql, connection), "dropping the tables");
    }
    if (applied == 1) {
        connection.run(named(kDropMigrationsTable, connection), "dropping the tables");
    } else {
        Parameters parameters;
        parameters.integer(last.number);
        connection.query(named("DELETE FROM `@_migrations` WHERE number = ?", connection),
                         parameters, "forgetting a migration");
    }
    lock.release();
}

std::vector<MigrationState> list_migrations(Connection& connection) {
    const std::uint32_t applied = last_applied(connection, find_tables(connection));
    std::vector<MigrationState> states;
    for (const Migration& migration : migrations()) {
        states.push_back(
            {migration.number, std::string(migration.name), migration.number <= applied});
    }
    return states;
}

}  // namespace model_counter::mysql
