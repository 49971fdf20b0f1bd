#include "contract/sqlite_fixture.hpp"
#include "model_counter/counters.hpp"

#include <gmock/gmock.h>
#include <sqlite3.h>

namespace model_counter::test {
namespace {

using testing::HasSubstr;

/// An application with a SQLite connection of its own.
class SqliteTransaction : public SqliteFixture {
protected:
    using Connection = std::unique_ptr<sqlite3, int (*)(sqlite3*)>;

    static Connection connect(const std::string& file) {
        sqlite3* connection = nullptr;
        sqlite3_open(file.c_str(), &connection);
        return {connection, sqlite3_close};
    }
    static void run(const Connection& connection, const std::string& sql) {
        EXPECT_EQ(sqlite3_exec(connection.get(), sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
            << sql << ": " << sqlite3_errmsg(connection.get());
    }

    const Owner user_{"user", 1};
};

TEST_F(SqliteTransaction, finds_the_counters_in_an_attached_file) {
    migrated();
    Counters counters(nullptr, open());
    const auto application = connect(directory_.file("application.sqlite3"));
    run(application, "CREATE TABLE model_counters (mine)");
    run(application, "ATTACH '" + path() + R"(' AS "the ""counters""")");
    run(application, "BEGIN");
    counters.increment_in(application.get(), user_, "k", 2);
    run(application, "COMMIT");
    EXPECT_EQ(counters.get(user_, "k"), 2);
}

TEST_F(SqliteTransaction, finds_its_file_under_another_name) {
    migrated();
    Counters counters(nullptr, open());
    std::filesystem::create_symlink(path(), directory_.file("link.sqlite3"));
    const auto application = connect(directory_.file("link.sqlite3"));
    run(application, "BEGIN");
    counters.increment_in(application.get(), user_, "k", 2);
    run(application, "COMMIT");
    EXPECT_EQ(counters.get(user_, "k"), 2);
}

TEST_F(SqliteTransaction, is_not_misled_by_tables_of_the_same_name_in_another_file) {
    migrated();
    Counters counters(nullptr, open());
    const std::string other = directory_.file("other.sqlite3");
    open(SqliteOptions{.path = other})->migrate();
    const auto application = connect(other);
    run(application, "BEGIN");
    EXPECT_EQ(code_of([&] { counters.increment_in(application.get(), user_, "k"); }),
              ErrorCode::not_found);
    EXPECT_THAT(message_, HasSubstr(path()));
}

TEST_F(SqliteTransaction, says_that_tables_are_missing) {
    const auto application = connect(path());
    run(application, "CREATE TABLE orders (number)");
    run(application, "BEGIN");
    Counters counters(nullptr, open());
    EXPECT_EQ(code_of([&] { counters.increment_in(application.get(), user_, "k"); }),
              ErrorCode::not_found);
    EXPECT_THAT(message_, HasSubstr("model-counter migrate"));
    run(application, "INSERT INTO orders VALUES (1)");
    run(application, "COMMIT");
}

TEST_F(SqliteTransaction, is_refused_where_the_counters_were_opened_read_only) {
    migrated();
    SqliteOptions read_only = options();
    read_only.read_only = true;
    Counters counters(nullptr, open(read_only));
    const auto application = connect(path());
    run(application, "BEGIN");
    EXPECT_EQ(code_of([&] { counters.increment_in(application.get(), user_, "k"); }),
              ErrorCode::unavailable);
}

TEST_F(SqliteTransaction, is_unavailable_while_another_one_writes) {
    migrated();
    Counters counters(nullptr, open());
    const auto first = connect(path());
    const auto second = connect(path());
    run(first, "BEGIN IMMEDIATE");
    run(second, "BEGIN");
    EXPECT_EQ(code_of([&] { counters.increment_in(second.get(), user_, "k"); }),
              ErrorCode::unavailable);
    run(first, "ROLLBACK");
    counters.increment_in(second.get(), user_, "k");
    run(second, "COMMIT");
    EXPECT_EQ(counters.get(user_, "k"), 1);
}

TEST_F(SqliteTransaction, refuses_other_kinds_of_connections) {
    migrated();
    const auto database = open();
    int something = 0;
    const std::string encoded = encode({user_.ref(), "k"});
    EXPECT_EQ(code_of([&] {
                  database->write_in({"PGconn*", &something}, {encoded, {Change::Kind::add, 1}});
              }),
              ErrorCode::invalid_argument);
    EXPECT_THAT(message_, HasSubstr("pass a sqlite3*"));
    Counters counters(nullptr, open());
    EXPECT_EQ(code_of([&] { counters.increment_in(static_cast<sqlite3*>(nullptr), user_, "k"); }),
              ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace model_counter::test
