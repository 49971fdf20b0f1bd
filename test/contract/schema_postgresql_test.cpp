#include "contract/postgresql_fixture.hpp"
#include "database/postgresql/migrations.hpp"
#include "database/postgresql/queries.hpp"

#include <gmock/gmock.h>
#include <fstream>
#include <sstream>

namespace model_counter::test {
namespace {

using testing::HasSubstr;
using Texts = std::vector<std::vector<std::string>>;

class PostgresqlTables : public PostgresqlFixture {
protected:
    std::string type_of_owner_id() const {
        return schema_->query(
            "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE "
            "attrelid = 'model_counters'::regclass AND attname = 'owner_id'")[0][0];
    }
};

/// When this turns red, tables of earlier versions exist with the old schema: write a migration.
TEST_F(PostgresqlTables, are_in_the_reference_as_they_are_made) {
    std::ostringstream page;
    page << std::ifstream(MODEL_COUNTER_TEST_DIR "/../docs/reference/schema.md").rdbuf();
    std::string made = std::string(postgresql::migrations()[0].up) + ";\n" +
                       std::string(postgresql::kMakeMigrationsTable) + ";\n";
    made.replace(made.find('#'), 1, "bigint");
    made = postgresql::with_table(made, "model_counters");
    std::size_t tables = 0;
    for (std::size_t begin = 0, end = 0; (end = made.find(";\n", begin)) != std::string::npos;
         begin = end + 2, ++tables) {
        EXPECT_THAT(page.str(), HasSubstr(made.substr(begin, end + 1 - begin)));
    }
    EXPECT_EQ(tables, 4U);
}

TEST_F(PostgresqlTables, take_owner_ids_of_the_kind_that_was_chosen_when_they_were_made) {
    const auto numbers = migrated(OwnerIdKind::bigint);
    EXPECT_EQ(numbers->owner_id_kind(), OwnerIdKind::bigint);
    EXPECT_EQ(type_of_owner_id(), "bigint");
    migrated(OwnerIdKind::string);
    EXPECT_EQ(type_of_owner_id(), "bigint") << "they exist";
    fold(*numbers, 1);
    numbers->rollback_migration();
    const auto texts = migrated(OwnerIdKind::string);
    EXPECT_EQ(type_of_owner_id(), "text");
    EXPECT_EQ(texts->owner_id_kind(), OwnerIdKind::string);
    // The other instance has connections that knew the old tables.
    fold(*numbers, 5);
    EXPECT_EQ(count_and_floor(*texts), CountAndFloor(5, 1));
}

TEST_F(PostgresqlTables, join_with_the_applications_own_ids) {
    const auto database = migrated();
    fold(*database, 3);
    schema_->query("CREATE TABLE users (id bigint, name text)");
    schema_->query("INSERT INTO users VALUES (1, 'ann'), (2, 'bob')");
    EXPECT_EQ(schema_->query("SELECT name, count FROM users JOIN model_counters "
                             "ON owner_type = 'user' AND owner_id = users.id"),
              (Texts{{"ann", "3"}}));
}

TEST_F(PostgresqlTables, of_two_names_live_beside_each_other_in_their_case) {
    const auto one = open_postgresql_database({.url = url(), .table_name = "Visits"});
    const auto two = open_postgresql_database({.url = url(), .table_name = "visits"});
    one->migrate();
    EXPECT_EQ(code_of([&] { (void)two->status(); }), ErrorCode::not_found);
    two->migrate();
    fold(*one, 1);
    EXPECT_EQ(count_and_floor(*one), CountAndFloor(1, 1));
    EXPECT_EQ(count_and_floor(*two), CountAndFloor(0, 0));
    EXPECT_EQ(
        code_of([&] { (void)open_postgresql_database({.url = url(), .table_name = "x\"; DROP"}); }),
        ErrorCode::invalid_argument);
}

TEST_F(PostgresqlTables, may_have_more_columns_and_indexes) {
    const auto database = migrated();
    schema_->query(
        "ALTER TABLE model_counters ADD COLUMN note text, ADD COLUMN day date DEFAULT "
        "'2024-01-01'");
    schema_->query("CREATE INDEX ON model_counters (count)");
    fold(*database, 1);
    fold(*database, 1);
    EXPECT_EQ(count_and_floor(*open(url())), CountAndFloor(2, 2));
    schema_->query("ALTER TABLE model_counters DROP COLUMN updated_at");
    EXPECT_EQ(code_of([&] { fold(*database, 1); }), ErrorCode::conflict);
    EXPECT_THAT(message_, HasSubstr("updated_at"));
}

}  // namespace
}  // namespace model_counter::test
