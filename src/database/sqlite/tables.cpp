#include "database/sqlite/tables.hpp"

#include "database/sqlite/failure.hpp"
#include "database/sqlite/migrations.hpp"
#include "database/sqlite/transaction.hpp"
#include "model_counter/error.hpp"

#include <sqlite3.h>
#include <algorithm>
#include <set>
#include <string>
#include <thread>

namespace model_counter::sqlite {
namespace {

std::string named(const ExpectedTable& table, Connection& connection) {
    return with_table(table.name, connection.place().table);
}

bool exists(Connection& connection, const std::string& table) {
    Statement statement(connection.handle(), connection.place().path,
                        "SELECT 1 FROM pragma_table_list WHERE schema = 'main' AND name = ?1 "
                        "COLLATE NOCASE");
    return statement.query(table).next();
}

/// What is wrong with a table that exists, in words; empty: nothing. More columns are welcome.
std::string fault(Connection& connection, const ExpectedTable& expected) {
    const std::string name = named(expected, connection);
    const std::string& path = connection.place().path;
    Statement kind(connection.handle(), path,
                   "SELECT type, strict FROM pragma_table_list WHERE schema = 'main' AND name = ?1 "
                   "COLLATE NOCASE");
    auto kind_row = kind.query(name);
    if (!kind_row.next() || kind_row.text(0) != "table" || kind_row.integer(1) != 1) {
        return "is not a STRICT table";
    }
    Statement columns(connection.handle(), path,
                      "SELECT name || ' ' || type FROM pragma_table_info(?1)");
    std::set<std::string, std::less<>> found;
    auto rows = columns.query(name);
    while (rows.next()) {
        found.emplace(rows.text(0));
    }
    for (const std::string_view column : expected.columns) {
        if (!found.contains(column)) {
            return "has no column " + std::string(column);
        }
    }
    return {};
}

[[noreturn]] void refuse_foreign(Connection& connection, const std::string& table,
                                 const std::string& fault) {
    throw Error(ErrorCode::conflict, "database " + connection.place().path + ": table " + table +
                                         " was not made by model-counter (it " + fault +
                                         "); configure another table_name");
}

/// Number of the last applied migration; 0: none. Changes nothing.
std::uint32_t last_applied(Connection& connection) {
    // One state of the file: another process may be making the tables.
    const Snapshot snapshot(connection);
    const std::string table = named(migrations_table(), connection);
    if (!exists(connection, table)) {
        for (const ExpectedTable& expected : expected_tables()) {
            if (exists(connection, named(expected, connection))) {
                refuse_foreign(connection, named(expected, connection),
                               "is not recorded in a table " + table);
            }
        }
        return 0;
    }
    if (const auto wrong = fault(connection, migrations_table()); !wrong.empty()) {
        refuse_foreign(connection, table, wrong);
    }
    Statement statement(connection.handle(), connection.place().path,
                        "SELECT coalesce(max(number), 0) FROM \"" + table + "\"");
    auto rows = statement.query();
    rows.next();
    const std::int64_t number = rows.integer(0);
    const auto known = static_cast<std::int64_t>(migrations().size());
    if (number > known || number < 0) {
        throw Error(ErrorCode::conflict,
                    "database " + connection.place().path + ": its tables " + table.substr(0) +
                        " are at migration " + std::to_string(number) + ", this version knows " +
                        std::to_string(known) +
                        "; use the version of model-counter that made them, or a newer one");
    }
    return static_cast<std::uint32_t>(number);
}

/// Makes an empty file a WAL database. Switching the mode waits for nobody by itself.
void choose_journal(Connection& connection) {
    Statement count(connection.handle(), connection.place().path,
                    "SELECT count(*) FROM sqlite_master");
    {
        auto rows = count.query();
        rows.next();
        if (rows.integer(0) > 0 || connection.is_wal()) {
            return;
        }
    }
    const Deadline until = Deadline::after(connection.place().busy_timeout);
    for (;;) {
        try {
            connection.run("PRAGMA journal_mode = WAL");
            connection.set_up_journal();
            return;
        } catch (const Error& error) {
            connection.deadline().check("database " + connection.place().path +
                                        ": switching to WAL mode");
            if (!error.retryable() || until.expired()) {
                throw;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
    }
}

void record(Connection& connection, const Migration& migration, std::int64_t now) {
    Statement statement(
        connection.handle(), connection.place().path,
        with_table(R"(INSERT INTO "@_migrations" VALUES (?1, ?2, ?3))", connection.place().table));
    statement.execute(migration.number, migration.name, now);
}

}  // namespace

void check_tables(Connection& connection) {
    const Snapshot snapshot(connection);
    const std::uint32_t applied = last_applied(connection);
    if (applied < migrations().size()) {
        throw Error(ErrorCode::not_found, "database " + connection.place().path + " has " +
                                              (applied == 0 ? "no" : "older") + " tables " +
                                              connection.place().table +
                                              ": run `model-counter migrate`");
    }
    for (const ExpectedTable& expected : expected_tables()) {
        if (const auto wrong = fault(connection, expected); !wrong.empty()) {
            refuse_foreign(connection, named(expected, connection), wrong);
        }
    }
}

void migrate_tables(Connection& connection, std::int64_t now) {
    if (last_applied(connection) == migrations().size()) {
        check_tables(connection);
        return;
    }
    choose_journal(connection);
    Transaction transaction(connection);
    const std::uint32_t applied = last_applied(connection);
    if (applied == 0 && !exists(connection, named(migrations_table(), connection))) {
        connection.run(with_table(kMakeMigrationsTable, connection.place().table));
    }
    for (const Migration& migration : migrations()) {
        if (migration.number > applied) {
            for (const std::string_view sql : migration.up) {
                connection.run(with_table(sql, connection.place().table));
            }
            record(connection, migration, now);
        }
    }
    check_tables(connection);
    transaction.commit();
}

void roll_back_tables(Connection& connection) {
    Transaction transaction(connection);
    const std::uint32_t applied = last_applied(connection);
    if (applied == 0) {
        throw Error(ErrorCode::not_found, "database " + connection.place().path +
                                              " has no tables " + connection.place().table +
                                              " to roll back");
    }
    const Migration& last = migrations()[applied - 1];
    for (const std::string_view sql : last.down) {
        connection.run(with_table(sql, connection.place().table));
    }
    if (applied == 1) {
        connection.run(with_table(kDropMigrationsTable, connection.place().table));
    } else {
        Statement forget(connection.handle(), connection.place().path,
                         with_table(R"(DELETE FROM "@_migrations" WHERE number = ?1)",
                                    connection.place().table));
        forget.execute(last.number);
    }
    transaction.commit();
}

std::vector<MigrationState> list_migrations(Connection& connection) {
    const std::uint32_t applied = last_applied(connection);
    std::vector<MigrationState> states = list_no_migrations();
    for (MigrationState& state : states) {
        state.applied = state.number <= applied;
    }
    return states;
}

std::vector<MigrationState> list_no_migrations() {
    std::vector<MigrationState> states;
    for (const Migration& migration : migrations()) {
        states.push_back({migration.number, std::string(migration.name), false});
    }
    return states;
}

}  // namespace model_counter::sqlite
