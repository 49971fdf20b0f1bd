#include "contract/postgresql_fixture.hpp"

#include <gmock/gmock.h>
#include <string>
#include <vector>

namespace model_counter::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// A state that the server may answer with, and what is said of it.
struct State {
    std::string state;
    ErrorCode code;
    std::string said;
};

/// The server raises the state itself, in the middle of a fold.
class PostgresqlStates : public PostgresqlFixture {
protected:
    void raise_in_folds(const std::string& state) const {
        schema_->query(
            "CREATE OR REPLACE FUNCTION raise_state() RETURNS trigger AS $$BEGIN "
            "RAISE EXCEPTION 'as the server would' USING ERRCODE = '" +
            state + "'; END$$ LANGUAGE plpgsql");
    }
};

TEST_F(PostgresqlStates, are_said_with_what_to_do_and_nothing_is_counted) {
    const auto database = migrated();
    fold(*database, 1);
    raise_in_folds("P0001");
    schema_->query(
        "CREATE TRIGGER raise BEFORE INSERT OR UPDATE ON model_counters_ledger "
        "FOR EACH ROW EXECUTE FUNCTION raise_state()");
    const std::vector<State> states{
        {"40P01", ErrorCode::unavailable, "it was in a deadlock with another"},
        {"40001", ErrorCode::unavailable, "another transaction was faster"},
        {"57014", ErrorCode::unavailable, "it was cancelled"},
        {"57P01", ErrorCode::unavailable, "the server ended the connection"},
        {"08006", ErrorCode::unavailable, "the connection failed"},
        {"25P03", ErrorCode::unavailable, "the server ended the transaction"},
        {"25006", ErrorCode::unavailable, "the database is read-only"},
        {"26000", ErrorCode::unavailable, "the session's statements are gone"},
        {"0A000", ErrorCode::internal, "the server cannot do this"},
        {"42501", ErrorCode::unavailable, "access was refused"},
        {"3F000", ErrorCode::not_found, "there is no schema to look in"},
        {"42704", ErrorCode::internal, "the tables are not what they should be"},
        {"55P03", ErrorCode::unavailable, "another transaction holds a lock"},
        {"53100", ErrorCode::unavailable, "the server's disk is full"},
        {"53300", ErrorCode::unavailable, "the server has no connection left"},
        {"53200", ErrorCode::unavailable, "the server is out of resources"},
        {"58030", ErrorCode::unavailable, "reading or writing failed on the server"},
        {"XX001", ErrorCode::corrupt, "the server found damaged data"},
        {"XX002", ErrorCode::corrupt, "an index is damaged"},
        {"28000", ErrorCode::unavailable, "the server does not let this role in"},
        {"3D000", ErrorCode::not_found, "there is no such database"},
        {"55000", ErrorCode::internal, "the server refused the request"},
    };
    for (const State& state : states) {
        raise_in_folds(state.state);
        EXPECT_EQ(code_of([&] { fold(*database, 1); }), state.code) << state.state;
        EXPECT_THAT(message_,
                    AllOf(HasSubstr(state.said), HasSubstr("as the server would"), HasSubstr("; ")))
            << state.state;
    }
    schema_->query("DROP TRIGGER raise ON model_counters_ledger");
    EXPECT_EQ(count_and_floor(*database), CountAndFloor(1, 1));
    fold(*database, 1);
    EXPECT_EQ(count_and_floor(*database), CountAndFloor(2, 2));
}

TEST_F(PostgresqlStates, of_a_row_that_the_table_refuses_write_nothing) {
    const auto database = migrated();
    schema_->query("ALTER TABLE model_counters ADD CHECK (count < 100)");
    EncodedRows rows;
    rows.add({{"user", 1}, "downloads"}, {Change::Kind::set, 1000});
    EXPECT_EQ(code_of([&] { database->write(rows.sorted()); }), ErrorCode::conflict);
    EXPECT_THAT(message_, HasSubstr("; nothing was written"));
    EXPECT_EQ(schema_->query("SELECT count(*) FROM model_counters")[0][0], "0");
}

TEST_F(PostgresqlStates, of_a_database_that_cannot_hold_every_text_are_refused) {
    const std::string name = "latin_" + schema_->name();
    schema_->query("CREATE DATABASE " + name +
                   " ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
    std::string url = postgresql_url(shared_server(postgresql_recipe()));
    url.replace(url.rfind("/postgres"), 9, "/" + name);
    EXPECT_EQ(code_of([&] { open(url)->migrate(); }), ErrorCode::conflict);
    EXPECT_THAT(message_, HasSubstr("make one with ENCODING 'UTF8'"));
    schema_->query("DROP DATABASE " + name);
}

TEST_F(PostgresqlStates, of_a_connection_of_another_kind_are_refused) {
    EncodedRows rows;
    rows.add({{"user", 1}, "downloads"}, {Change::Kind::add, 1});
    EXPECT_EQ(code_of([&] {
                  migrated()->write_in({"sqlite3*", &rows}, rows.sorted()[0], Deadline::never());
              }),
              ErrorCode::invalid_argument);
    EXPECT_THAT(message_, HasSubstr("a sqlite3* cannot count in them, pass a PGconn*"));
}

TEST_F(PostgresqlStates, of_no_connections_at_all_are_refused) {
    EXPECT_EQ(
        code_of([&] { (void)open_postgresql_database({.url = url(), .connections_max = 0}); }),
        ErrorCode::invalid_argument);
    EXPECT_THAT(message_, HasSubstr("connections_max must be 1 to "));
}

}  // namespace
}  // namespace model_counter::test
