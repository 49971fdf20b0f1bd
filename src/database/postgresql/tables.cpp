#include "database/postgresql/tables.hpp"

#include "database/postgresql/migrations.hpp"
#include "database/postgresql/transaction.hpp"
#include "model_counter/error.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace model_counter::postgresql {
namespace {

constexpr std::string_view kBigint = "owner_id bigint";
constexpr std::string_view kString = "owner_id text";

/// The columns of one table, as `name type`; a relation of another kind has the one column that
/// says so.
using Columns = std::set<std::string, std::less<>>;

std::string named(std::string_view text, const Connection& connection) {
    return with_table(std::string(text), connection.place().table);
}

std::string start(const Connection& connection) {
    return "database " + connection.place().url.location;
}

/// What is there of our tables, by name, in the schemas that the session looks in.
std::map<std::string, Columns, std::less<>> find_tables(Connection& connection) {
    const std::vector<ExpectedTable>& expected = expected_tables();
    Parameters parameters;
    auto names = parameters.texts(expected.size());
    for (const ExpectedTable& table : expected) {
        names.text(named(table.name, connection));
    }
    const Result found = connection.query(
        "SELECT name, CASE WHEN relkind IN ('r', 'p') "
        "THEN attname || ' ' || format_type(atttypid, atttypmod) ELSE 'not a table' END "
        "FROM unnest($1) AS name "
        "JOIN pg_class ON pg_class.oid = to_regclass(quote_ident(name)) "
        "LEFT JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped",
        parameters, "looking for the tables");
    std::map<std::string, Columns, std::less<>> tables;
    for (int row = 0; row < found.rows(); ++row) {
        tables[std::string(found.text(row, 0))].emplace(found.text(row, 1));
    }
    return tables;
}

[[noreturn]] void refuse_foreign(const Connection& connection, const std::string& table,
                                 const std::string& fault) {
    throw Error(ErrorCode::conflict, start(connection) + ": table " + table +
                                         " was not made by model-counter (it " + fault +
                                         "); configure another table_name");
}

void check_columns(const Connection& connection, const ExpectedTable& expected,
                   const Columns& found) {
    for (const std::string_view column : expected.columns) {
        if (!found.contains(column)) {
            refuse_foreign(connection, named(expected.name, connection),
                           "has no column " + std::string(column));
        }
    }
}

/// Number of the last applied migration; 0: none. Changes nothing.
std::uint32_t last_applied(Connection& connection) {
    const auto tables = find_tables(connection);
    const ExpectedTable& record = expected_tables().back();
    const auto recorded = tables.find(named(record.name, connection));
    if (recorded == tables.end()) {
        if (!tables.empty()) {
            refuse_foreign(connection, tables.begin()->first,
                           "is not recorded in a table " + named(record.name, connection));
        }
        return 0;
    }
    check_columns(connection, record, recorded->second);
    const Result last = connection.query(
        named(R"(SELECT coalesce(max(number), 0) FROM "@_migrations")", connection), {},
        "looking for migrations");
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

/// Waits for whoever else migrates; held until the transaction ends.
void lock_migrations(Connection& connection) {
    connection.query(named("SELECT pg_advisory_xact_lock(hashtextextended("
                           "'model-counter migrations of @ in ' || "
                           "coalesce(current_schema(), ''), 0))",
                           connection),
                     {}, "waiting for another migration");
}

std::string with_owner_ids(std::string text, OwnerIdKind owner_ids) {
    const auto at = text.find('#');
    if (at != std::string::npos) {
        text.replace(at, 1, owner_ids == OwnerIdKind::bigint ? "bigint" : R"(text COLLATE "C")");
    }
    return text;
}

void record(Connection& connection, const Migration& migration, std::int64_t now) {
    Parameters parameters;
    parameters.integer(migration.number).text(migration.name).integer(now);
    connection.query(
        named(R"(INSERT INTO "@_migrations" VALUES ($1, $2, to_timestamp($3)))", connection),
        parameters, "recording a migration");
}

}  // namespace

void check_tables(Connection& connection) {
    const std::uint32_t applied = last_applied(connection);
    if (applied < migrations().size()) {
        throw Error(ErrorCode::not_found,
                    start(connection) + " has " + (applied == 0 ? "no" : "older") + " tables " +
                        connection.place().table + ": run `model-counter migrate`");
    }
    auto tables = find_tables(connection);
    for (const ExpectedTable& expected : expected_tables()) {
        check_columns(connection, expected, tables[named(expected.name, connection)]);
    }
    const Columns& counters = tables[connection.place().table];
    if (!counters.contains(kBigint) && !counters.contains(kString)) {
        refuse_foreign(connection, connection.place().table,
                       "has no column owner_id of type bigint or text");
    }
    connection.set_owner_ids(counters.contains(kBigint) ? OwnerIdKind::bigint
                                                        : OwnerIdKind::string);
}

void migrate_tables(Connection& connection, OwnerIdKind owner_ids, std::int64_t now) {
    if (last_applied(connection) == migrations().size()) {
        check_tables(connection);
        return;
    }
    begin(connection);
    lock_migrations(connection);
    const std::uint32_t applied = last_applied(connection);
    if (applied == 0 && find_tables(connection).empty()) {
        connection.run(named(kMakeMigrationsTable, connection), "making the tables");
    }
    for (const Migration& migration : migrations()) {
        if (migration.number > applied) {
            connection.run(with_owner_ids(named(migration.up, connection), owner_ids),
                           "making the tables");
            record(connection, migration, now);
        }
    }
    check_tables(connection);
    commit(connection);
}

void roll_back_tables(Connection& connection) {
    begin(connection);
    lock_migrations(connection);
    const std::uint32_t applied = last_applied(connection);
    if (applied == 0) {
        throw Error(ErrorCode::not_found, start(connection) + " has no tables " +
                                              connection.place().table + " to roll back");
    }
    const Migration& last = migrations()[applied - 1];
    connection.run(named(last.down, connection), "dropping the tables");
    if (applied == 1) {
        connection.run(named(kDropMigrationsTable, connection), "dropping the tables");
    } else {
        Parameters parameters;
        parameters.integer(last.number);
        connection.query(named(R"(DELETE FROM "@_migrations" WHERE number = $1)", connection),
                         parameters, "forgetting a migration");
    }
    commit(connection);
}

std::vector<MigrationState> list_migrations(Connection& connection) {
    const std::uint32_t applied = last_applied(connection);
    std::vector<MigrationState> states;
    for (const Migration& migration : migrations()) {
        states.push_back(
            {migration.number, std::string(migration.name), migration.number <= applied});
    }
    return states;
}

}  // namespace model_counter::postgresql
