#include "contract/mariadb_fixture.hpp"

#include <gmock/gmock.h>
#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace model_counter::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// An error number that the server may answer with, and what is said of it.
struct State {
    int number;
    ErrorCode code;
    std::string said;
};

/// The server signals the error itself, in the middle of a fold.
class MariadbStates : public MariadbFixture {
protected:
    void signal_in_folds(int number) const {
        const std::string body =
            " ON model_counters_ledger FOR EACH ROW SIGNAL SQLSTATE '45000' "
            "SET MYSQL_ERRNO = " +
            std::to_string(number) + ", MESSAGE_TEXT = 'as the server would'";
        schema_->query("CREATE OR REPLACE TRIGGER on_insert BEFORE INSERT" + body);
        schema_->query("CREATE OR REPLACE TRIGGER on_update BEFORE UPDATE" + body);
    }
};

TEST_F(MariadbStates, are_said_with_what_to_do_and_nothing_is_counted) {
    const auto database = migrated();
    fold(*database, 1);
    const std::vector<State> states{
        {1213, ErrorCode::unavailable, "it was in a deadlock with another"},
        {1020, ErrorCode::unavailable, "another transaction was faster"},
        {1205, ErrorCode::unavailable, "another transaction holds a lock"},
        {1317, ErrorCode::unavailable, "it was interrupted"},
        {1969, ErrorCode::unavailable, "raise max_statement_time"},
        {3024, ErrorCode::unavailable, "raise max_execution_time"},
        {1054, ErrorCode::internal, "the tables are not what they should be"},
        {4166, ErrorCode::unavailable, "the server forbids LOAD DATA LOCAL by now"},
        {1290, ErrorCode::unavailable, "the server is read-only"},
        {1836, ErrorCode::unavailable, "the server is read-only"},
        {1792, ErrorCode::unavailable, "transactions are read-only"},
        {1045, ErrorCode::unavailable, "check user and password in the URL"},
        {1698, ErrorCode::unavailable, "check the user and how it proves itself"},
        {1142, ErrorCode::unavailable, "access was refused"},
        {1049, ErrorCode::not_found, "there is no such database"},
        {1040, ErrorCode::unavailable, "the server has no connection left"},
        {1203, ErrorCode::unavailable, "the user has no connection left"},
        {1226, ErrorCode::unavailable, "the user's limit is reached"},
        {1021, ErrorCode::unavailable, "the server's disk is full"},
        {1114, ErrorCode::unavailable, "the server's disk is full"},
        {1026, ErrorCode::unavailable, "the server cannot write"},
        {1030, ErrorCode::unavailable, "the server's storage failed"},
        {1041, ErrorCode::unavailable, "the server is out of memory"},
        {1034, ErrorCode::corrupt, "the server found damaged data"},
        {1194, ErrorCode::corrupt, "the server found damaged data"},
        {1927, ErrorCode::unavailable, "the server ended the session"},
        {1146, ErrorCode::internal, "the tables are not what they should be"},
        {1235, ErrorCode::internal, "the server refused the request"},
    };
    for (const State& state : states) {
        signal_in_folds(state.number);
        EXPECT_EQ(code_of([&] { fold(*database, 1); }), state.code) << state.number;
        EXPECT_THAT(message_,
                    AllOf(HasSubstr(state.said), HasSubstr("as the server would"), HasSubstr("; ")))
            << state.number;
    }
    schema_->query("DROP TRIGGER on_insert");
    schema_->query("DROP TRIGGER on_update");
    EXPECT_EQ(count_and_floor(*database), CountAndFloor(1, 1));
    fold(*database, 1);
    EXPECT_EQ(count_and_floor(*database), CountAndFloor(2, 2));
}

TEST_F(MariadbStates, of_a_row_that_the_table_refuses_write_nothing) {
    const auto database = migrated();
    schema_->query("ALTER TABLE model_counters ADD CONSTRAINT few CHECK (count < 100)");
    EncodedRows rows;
    rows.add({{"user", 1}, "downloads"}, {Change::Kind::set, 1000});
    EXPECT_EQ(code_of([&] { database->write(rows.sorted()); }), ErrorCode::conflict);
    EXPECT_THAT(message_, HasSubstr("; nothing was written"));
    EXPECT_EQ(schema_->query("SELECT count(*) FROM model_counters")[0][0], "0");
}

TEST_F(MariadbStates, of_a_column_that_became_a_text_are_damage) {
    const auto database = migrated();
    fold(*database, 1);
    schema_->query("ALTER TABLE model_counters MODIFY count VARCHAR(20)");
    schema_->query("UPDATE model_counters SET count = 'many'");
    EXPECT_EQ(code_of([&] { (void)database->read_owner(key_, {"user", 1}); }), ErrorCode::corrupt);
    EXPECT_THAT(message_, HasSubstr("the server gave `many` where a number belongs"));
}

TEST_F(MariadbStates, of_a_connection_of_another_kind_are_refused) {
    EncodedRows rows;
    rows.add({{"user", 1}, "downloads"}, {Change::Kind::add, 1});
    EXPECT_EQ(code_of([&] {
                  migrated()->write_in({"sqlite3*", &rows}, rows.sorted()[0], Deadline::never());
              }),
              ErrorCode::invalid_argument);
    EXPECT_THAT(message_, HasSubstr("a sqlite3* cannot count in them, pass a MYSQL*"));
}

TEST_F(MariadbStates, of_a_migration_that_somebody_else_runs_end_at_the_deadline) {
    const auto database = open(url());
    MariadbSession other(schema_->place(), schema_->name());
    const std::size_t hash = std::hash<std::string>()(schema_->name() + ".model_counters");
    (void)other.run("SELECT GET_LOCK('model-counter " + std::to_string(hash) + "', 1)");
    EXPECT_EQ(code_of([&] { database->migrate(Deadline::after(std::chrono::seconds(2))); }),
              ErrorCode::timeout);
    EXPECT_THAT(message_, HasSubstr("waiting for another migration: the deadline passed"));
    (void)other.run("SELECT RELEASE_ALL_LOCKS()");
    database->migrate();
    EXPECT_EQ(database->status().warnings.size(), 0U);
}

}  // namespace
}  // namespace model_counter::test
