#include "contract/sqlite_fixture.hpp"

#include <gmock/gmock.h>

namespace model_counter::test {
namespace {

using testing::HasSubstr;

/// A file that the application uses too.
class SqliteNeighbours : public SqliteFixture {};

TEST_F(SqliteNeighbours, lives_beside_the_application_s_tables_and_joins_with_them) {
    sqlite_query(path(),
                 "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);"
                 "INSERT INTO users VALUES (1, 'Ada')");
    const auto database = migrated();
    fold(*database, 7);
    const auto joined = sqlite_query(
        path(),
        "SELECT name, count FROM users JOIN model_counters ON owner_type = 'user' AND owner_id = "
        "id");
    EXPECT_EQ(joined, (std::vector<std::vector<std::string>>{{"Ada", "7"}}));
    database->rollback_migration();
    EXPECT_EQ(sqlite_query(path(), "SELECT name FROM sqlite_master"),
              (std::vector<std::vector<std::string>>{{"users"}}));
}

TEST_F(SqliteNeighbours, keeps_the_journal_mode_that_the_application_chose_and_says_so) {
    sqlite_query(path(), "CREATE TABLE users (id INTEGER PRIMARY KEY)");
    const auto database = migrated();
    fold(*database, 1);
    EXPECT_EQ(sqlite_query(path(), "PRAGMA journal_mode").at(0).at(0), "delete");
    EXPECT_EQ(count_and_floor(*database), std::pair(std::int64_t{1}, std::uint64_t{1}));
    ASSERT_EQ(database->status().warnings.size(), 1U);
    EXPECT_THAT(database->status().warnings[0], HasSubstr("WAL"));
}

TEST_F(SqliteNeighbours, makes_its_own_file_a_wal_database) {
    migrated();
    EXPECT_EQ(sqlite_query(path(), "PRAGMA journal_mode").at(0).at(0), "wal");
}

TEST_F(SqliteNeighbours, keeps_two_sets_of_tables_apart) {
    const auto first = migrated();
    auto other = options();
    other.table_name = "order";  // a reserved word
    const auto second = open(other);
    EXPECT_EQ(code_of([&] { fold(*second, 1); }), ErrorCode::not_found);
    second->migrate();
    fold(*first, 1);
    fold(*second, 5);
    EXPECT_EQ(count_and_floor(*first).first, 1);
    EXPECT_EQ(count_and_floor(*second).first, 5);
    second->rollback_migration();
    EXPECT_EQ(count_and_floor(*first).first, 1);
}

TEST_F(SqliteNeighbours, takes_columns_and_indexes_that_the_application_adds) {
    const auto database = migrated();
    sqlite_query(path(),
                 "ALTER TABLE model_counters ADD COLUMN note TEXT;"
                 "CREATE INDEX by_count ON model_counters (count)");
    fold(*database, 2);
    fold(*open(), 2);
    EXPECT_EQ(count_and_floor(*database).first, 4);
}

TEST_F(SqliteNeighbours, keeps_its_file_when_the_working_directory_changes) {
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(directory_.path());
    const auto database = open({.path = "counters.sqlite3"});
    std::filesystem::current_path(before);
    database->migrate();
    fold(*database, 1);
    EXPECT_EQ(database->status().location, path());
    EXPECT_TRUE(std::filesystem::exists(path()));
}

}  // namespace
}  // namespace model_counter::test
