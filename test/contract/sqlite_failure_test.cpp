#include "contract/sqlite_fixture.hpp"
#include "database/sqlite/statement.hpp"
#include "support/faulty_disk.hpp"

#include <gmock/gmock.h>
#include <sqlite3.h>

namespace model_counter::test {
namespace {

using testing::HasSubstr;

class SqliteFailure : public SqliteFixture {};

TEST_F(SqliteFailure, says_that_another_connection_holds_the_file) {
    const auto first = migrated();
    const auto second = open();
    fold(*second, 1);
    std::optional<ErrorCode> code;
    at_step("apply:begun", [&] { code = code_of([&] { second->write({}); }); });
    fold(*first, 1);
    EXPECT_EQ(code, ErrorCode::unavailable);
    EXPECT_THAT(message_, HasSubstr(path()));
    EXPECT_THAT(message_, HasSubstr("locked"));
    fold(*second, 1);
    EXPECT_EQ(count_and_floor(*first), std::pair(std::int64_t{3}, std::uint64_t{3}));
}

TEST_F(SqliteFailure, reads_go_on_while_a_fold_is_open) {
    const auto database = migrated();
    fold(*database, 5);
    std::optional<std::pair<std::int64_t, std::uint64_t>> seen;
    at_step("commit:before", [&] { seen = count_and_floor(*database); });
    fold(*database, 1);
    EXPECT_EQ(seen, std::pair(std::int64_t{5}, std::uint64_t{1}));
    EXPECT_EQ(count_and_floor(*database), std::pair(std::int64_t{6}, std::uint64_t{2}));
}

TEST_F(SqliteFailure, changes_nothing_when_opened_read_only) {
    fold(*migrated(), 1);
    auto read_only = options();
    read_only.read_only = true;
    const auto database = open(read_only);
    EXPECT_EQ(count_and_floor(*database).first, 1);
    EXPECT_TRUE(database->migrations().at(0).applied);
    EXPECT_EQ(code_of([&] { fold(*database, 1); }), ErrorCode::unavailable);
    EXPECT_THAT(message_, HasSubstr("read-only"));
    EXPECT_EQ(code_of([&] { database->write({}); }), ErrorCode::unavailable);
    EXPECT_EQ(code_of([&] { database->migrate(); }), ErrorCode::unavailable);
    EXPECT_EQ(code_of([&] { database->rollback_migration(); }), ErrorCode::unavailable);
    EXPECT_EQ(count_and_floor(*open()).first, 1);
}

TEST_F(SqliteFailure, moves_nothing_when_the_disk_is_full) {
    const FaultyDisk disk;
    const auto database = migrated();
    fold(*database, 1);
    FaultyDisk::full = true;
    EXPECT_EQ(code_of([&] { fold(*database, 1); }), ErrorCode::unavailable);
    EXPECT_THAT(message_, HasSubstr("full"));
    FaultyDisk::full = false;
    EXPECT_EQ(count_and_floor(*database), std::pair(std::int64_t{1}, std::uint64_t{1}));
    fold(*database, 1);
    EXPECT_EQ(count_and_floor(*database), std::pair(std::int64_t{2}, std::uint64_t{2}));
}

TEST_F(SqliteFailure, is_in_doubt_when_the_disk_fails_at_the_commit) {
    const FaultyDisk disk;
    const auto database = migrated();
    fold(*database, 1);
    FaultyDisk::cannot_sync = true;
    EXPECT_EQ(code_of([&] { fold(*database, 1); }), ErrorCode::in_doubt);
    EXPECT_THAT(message_, HasSubstr(path()));
    FaultyDisk::cannot_sync = false;
    const auto [count, floor] = count_and_floor(*database);
    EXPECT_EQ(count, static_cast<std::int64_t>(floor)) << "rows and ledger moved together or not";
    fold(*database, 1);
    EXPECT_EQ(count_and_floor(*database), std::pair(count + 1, floor + 1));
}

TEST_F(SqliteFailure, leaves_a_file_alone_that_is_no_database) {
    const std::string text = "Dear diary, this is not a database. " + std::string(2000, '.');
    std::ofstream(path()) << text;
    const auto database = open();
    for (const auto& call : calls(*database)) {
        EXPECT_EQ(code_of(call), ErrorCode::corrupt);
        EXPECT_THAT(message_, HasSubstr(path()));
    }
    EXPECT_EQ(code_of([&] { database->migrate(); }), ErrorCode::corrupt);
    EXPECT_EQ(contents(path()), text);
}

TEST_F(SqliteFailure, makes_no_file_unless_it_migrates) {
    const auto database = open();
    for (const auto& call : calls(*database)) {
        EXPECT_EQ(code_of(call), ErrorCode::not_found);
        EXPECT_THAT(message_, HasSubstr("model-counter migrate"));
    }
    EXPECT_FALSE(database->migrations().at(0).applied);
    EXPECT_EQ(code_of([&] { database->rollback_migration(); }), ErrorCode::not_found);
    auto existing_only = options();
    existing_only.create = false;
    EXPECT_EQ(code_of([&] { open(existing_only)->migrate(); }), ErrorCode::not_found);
    EXPECT_FALSE(std::filesystem::exists(path()));
}

TEST_F(SqliteFailure, names_a_directory_that_is_missing) {
    auto elsewhere = options();
    elsewhere.path = directory_.file("missing") + "/counters.sqlite3";
    EXPECT_EQ(code_of([&] { open(elsewhere)->migrate(); }), ErrorCode::not_found);
    EXPECT_THAT(message_, HasSubstr("directory"));
    EXPECT_THAT(message_, HasSubstr(elsewhere.path));
}

TEST_F(SqliteFailure, refuses_a_table_of_that_name_that_is_not_ours) {
    sqlite_query(path(), "CREATE TABLE model_counters (id INTEGER PRIMARY KEY, name TEXT)");
    const std::string before = contents(path());
    const auto database = open();
    auto all = calls(*database);
    all.emplace_back([&] { database->migrate(); });
    all.emplace_back([&] { database->rollback_migration(); });
    for (const auto& call : all) {
        EXPECT_EQ(code_of(call), ErrorCode::conflict);
        EXPECT_THAT(message_, HasSubstr("table_name"));
    }
    EXPECT_EQ(contents(path()), before);
}

TEST_F(SqliteFailure, refuses_a_table_that_lost_its_strictness) {
    migrated();
    sqlite_query(path(),
                 "CREATE TABLE copy AS SELECT * FROM model_counters;"
                 "DROP TABLE model_counters; ALTER TABLE copy RENAME TO model_counters");
    const auto database = open();
    EXPECT_EQ(code_of([&] { fold(*database, 1); }), ErrorCode::conflict);
    EXPECT_THAT(message_, HasSubstr("STRICT"));
}

TEST_F(SqliteFailure, refuses_tables_of_a_newer_version) {
    migrated();
    sqlite_query(path(), "INSERT INTO model_counters_migrations VALUES (99, 'future', 0)");
    const auto database = open();
    auto all = calls(*database);
    all.emplace_back([&] { database->migrate(); });
    all.emplace_back([&] { database->rollback_migration(); });
    for (const auto& call : all) {
        EXPECT_EQ(code_of(call), ErrorCode::conflict);
        EXPECT_THAT(message_, HasSubstr("99"));
    }
}

TEST_F(SqliteFailure, reports_a_damaged_ledger_row) {
    const auto database = migrated();
    fold(*database, 1);
    sqlite_query(path(), "UPDATE model_counters_ledger SET nonces = 'rubbish'");
    EXPECT_EQ(code_of([&] { (void)database->open_ledger(key_); }), ErrorCode::corrupt);
    EXPECT_EQ(code_of([&] { (void)count_and_floor(*database); }), ErrorCode::corrupt);
}

TEST_F(SqliteFailure, sets_aside_what_a_trigger_of_the_application_refuses) {
    const auto database = migrated();
    fold(*database, 1);
    sqlite_query(path(),
                 "CREATE TRIGGER no_more BEFORE UPDATE ON model_counters WHEN new.count > 5 "
                 "BEGIN SELECT RAISE(ABORT, 'five is enough'); END");
    const FoldResult result = fold(*database, 9);
    ASSERT_EQ(result.rejects.size(), 1U);
    EXPECT_THAT(result.rejects[0].reason, HasSubstr("five is enough"));
    EXPECT_THAT(result.rejects[0].reason, HasSubstr("user:1:downloads"));
    EXPECT_EQ(count_and_floor(*database), std::pair(std::int64_t{1}, std::uint64_t{2}));
    EXPECT_EQ(database->status().rejects, 1U);
}

TEST_F(SqliteFailure, notices_that_the_file_was_removed_under_it) {
    const auto database = migrated();
    fold(*database, 1);
    EXPECT_EQ(count_and_floor(*database).first, 1);
    for (const char* suffix : {"", "-wal", "-shm"}) {
        std::filesystem::remove(path() + suffix);
    }
    for (const auto& call : calls(*database)) {
        EXPECT_EQ(code_of(call), ErrorCode::not_found);
    }
    database->migrate();
    fold(*database, 1);
    EXPECT_EQ(count_and_floor(*database), std::pair(std::int64_t{1}, std::uint64_t{1}));
}

TEST_F(SqliteFailure, refuses_paths_and_names_that_it_cannot_use) {
    for (const char* bad : {"", ":memory:"}) {
        EXPECT_EQ(code_of([&] { open({.path = bad}); }), ErrorCode::invalid_argument);
    }
    for (const char* bad : {"", "a b", "a\"b", "1a", "sqlite_x", "SQLITE_x", "\xC3\xA9"}) {
        EXPECT_EQ(code_of([&] { open({.path = path(), .table_name = bad}); }),
                  ErrorCode::invalid_argument)
            << bad;
    }
    EXPECT_EQ(code_of([&] { open({.path = path(), .table_name = std::string(51, 'a')}); }),
              ErrorCode::invalid_argument);
}

TEST_F(SqliteFailure, of_memory_moves_nothing_and_is_over_when_there_is_some) {
    const auto database = migrated();
    fold(*database, 1);
    sqlite3_hard_heap_limit64(sqlite3_memory_used() + 1000);
    const auto code = code_of([&] { fold(*open(), 1); });
    sqlite3_hard_heap_limit64(0);
    EXPECT_EQ(code, ErrorCode::unavailable);
    EXPECT_THAT(message_, HasSubstr("there is not enough memory"));
    EXPECT_EQ(count_and_floor(*database), std::pair(std::int64_t{1}, std::uint64_t{1}));
    fold(*database, 1);
    EXPECT_EQ(count_and_floor(*database), std::pair(std::int64_t{2}, std::uint64_t{2}));
}

/// What runs while SQLite opens each connection.
class AtOpening {
public:
    using Entry = int (*)(sqlite3*, char**, const struct sqlite3_api_routines*);
    explicit AtOpening(Entry entry) { sqlite3_auto_extension(untyped(entry)); }
    ~AtOpening() {
        sqlite3_reset_auto_extension();
        sqlite3_hard_heap_limit64(0);
    }
    AtOpening(const AtOpening&) = delete;
    AtOpening& operator=(const AtOpening&) = delete;

private:
    static void (*untyped(Entry entry))() { return reinterpret_cast<void (*)()>(entry); }
};

TEST_F(SqliteFailure, says_that_a_value_is_longer_than_this_sqlite_takes) {
    sqlite3* handle = nullptr;
    ASSERT_EQ(sqlite3_open(":memory:", &handle), SQLITE_OK);
    {
        const std::string place = "here";
        sqlite::Statement statement(handle, place, "SELECT ?");
        sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 10);
        EXPECT_EQ(code_of([&] { statement.execute(std::string_view("ten bytes, no")); }),
                  ErrorCode::internal);
        EXPECT_THAT(message_, HasSubstr("here: binding a value: "));
        statement.execute(std::string_view("ten bytes."));
    }
    sqlite3_close(handle);
}

TEST_F(SqliteFailure, says_that_there_is_no_memory_for_a_connection) {
    migrated();
    const AtOpening no_more([](sqlite3*, char**, const struct sqlite3_api_routines*) {
        sqlite3_hard_heap_limit64(sqlite3_memory_used());
        return SQLITE_OK;
    });
    EXPECT_EQ(code_of([&] { count_and_floor(*open()); }), ErrorCode::unavailable);
    EXPECT_THAT(message_, HasSubstr("preparing a connection"));
}

}  // namespace
}  // namespace model_counter::test
