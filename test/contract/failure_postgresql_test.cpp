#include "contract/postgresql_fixture.hpp"
#include "support/small_disk.hpp"
#include "support/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace model_counter::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// What goes wrong, said so that somebody can put it right.
class PostgresqlFailure : public PostgresqlFixture {
protected:
    static const ServerPlace& server() { return shared_server(postgresql_recipe()); }
    static std::string port() { return std::to_string(server().port); }

    /// A role of this test's alone, dropped at its end.
    class Role {
    public:
        explicit Role(const PostgresqlSchema& schema)
            : schema_(schema), name_("role_" + schema.name()) {
            schema_.query("CREATE ROLE " + name_ + " LOGIN");
            schema_.query("GRANT USAGE ON SCHEMA " + schema.name() + " TO " + name_);
        }
        ~Role() {
            schema_.query("DROP OWNED BY " + name_);
            schema_.query("DROP ROLE " + name_);
        }
        Role(const Role&) = delete;
        Role& operator=(const Role&) = delete;
        [[nodiscard]] const std::string& name() const { return name_; }
        [[nodiscard]] std::string url() const {
            std::string url = schema_.url();
            return url.replace(url.find("counter@"), 7, name_);
        }

    private:
        const PostgresqlSchema& schema_;
        std::string name_;
    };

    /// The statements of the operator's page that grant, with the role's name.
    static std::vector<std::string> documented_grants(const std::string& role) {
        std::ifstream page(MODEL_COUNTER_TEST_DIR "/../docs/operating/postgresql.md");
        std::vector<std::string> grants;
        for (std::string line; std::getline(page, line);) {
            if (line.starts_with("GRANT ")) {
                grants.push_back(line.replace(line.find("TO app"), 6, "TO " + role));
            }
        }
        return grants;
    }
};

TEST_F(PostgresqlFailure, of_a_password_shows_none) {
    schema_->query(
        "DO $$BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'secured') THEN "
        "CREATE ROLE secured LOGIN PASSWORD 'correct'; END IF; "
        "EXCEPTION WHEN unique_violation OR duplicate_object THEN NULL; END$$");
    const std::string where = "@127.0.0.1:" + port() + "/postgres";
    const auto database = open("postgresql://secured:hunter2" + where);
    EXPECT_EQ(code_of([&] { (void)database->status(); }), ErrorCode::unavailable);
    EXPECT_THAT(message_, AllOf(HasSubstr("secured"), HasSubstr("password is wrong"),
                                Not(HasSubstr("hunter2"))));
    EXPECT_EQ(code_of([&] { (void)open("postgresql://secured" + where)->status(); }),
              ErrorCode::unavailable);
    EXPECT_EQ(code_of([&] { (void)open("postgresql://secured:correct" + where)->status(); }),
              ErrorCode::not_found)
        << "it got in: " << message_;
}

TEST_F(PostgresqlFailure, of_a_url_shows_nothing_of_a_password) {
    for (const char* text :
         {"postgresql://u:hun@ter2@host/db", "postgresql://u:hun/ter2@host/db",
          "postgresql://u:hunter2@host:nan/db", "postgresql://u:hunter2@host/db?nonsense=1",
          "postgresql://host/db?password=hunter2&nonsense=1", "postgresql://u:hunter2@[::1/db"}) {
        const auto code = code_of([&] { (void)open(text)->status(); });
        EXPECT_TRUE(code == ErrorCode::invalid_argument || code == ErrorCode::unavailable) << text;
        EXPECT_THAT(message_, AllOf(Not(HasSubstr("ter2")), HasSubstr("postgresql://"))) << text;
    }
    EXPECT_EQ(code_of([&] { open("postgresql://host/db?nonsense=1"); }),
              ErrorCode::invalid_argument);
    EXPECT_THAT(message_, HasSubstr("nonsense"));
}

TEST_F(PostgresqlFailure, to_find_server_database_or_tables_names_them_and_the_remedy) {
    EXPECT_EQ(code_of([&] { (void)open("postgresql://counter@127.0.0.1:1/x")->status(); }),
              ErrorCode::unavailable);
    EXPECT_THAT(message_, AllOf(HasSubstr("127.0.0.1:1/x"), HasSubstr("check host and port")));
    const auto database = open("postgresql://counter@127.0.0.1:" + port() + "/nowhere");
    EXPECT_EQ(code_of([&] { (void)database->status(); }), ErrorCode::not_found);
    EXPECT_THAT(message_, AllOf(HasSubstr("/nowhere"), HasSubstr("createdb")));
    EXPECT_EQ(code_of([&] { fold(*open(url()), 1); }), ErrorCode::not_found);
    EXPECT_THAT(message_, HasSubstr("run `model-counter migrate`"));
    schema_->query("DROP SCHEMA " + schema_->name());
    EXPECT_EQ(code_of([&] { open(url())->migrate(); }), ErrorCode::not_found);
    EXPECT_THAT(message_, HasSubstr("search_path"));
}

TEST_F(PostgresqlFailure, of_each_right_that_is_missing_moves_nothing) {
    const auto owner = migrated();
    const Role role(*schema_);
    EXPECT_EQ(code_of([&] { fold(*open(role.url()), 1); }), ErrorCode::unavailable);
    EXPECT_THAT(message_, AllOf(HasSubstr("permission denied"), HasSubstr("grant")));
    for (const std::string& grant : documented_grants(role.name())) {
        schema_->query(grant);
    }
    const auto database = open(role.url());
    fold(*database, 1);
    for (const char* right : {"INSERT ON model_counters", "UPDATE ON model_counters",
                              "UPDATE ON model_counters_ledger"}) {
        schema_->query("REVOKE " + std::string(right) + " FROM " + role.name());
        EXPECT_EQ(code_of([&] { fold(*database, 1); }), ErrorCode::unavailable) << right;
        EXPECT_THAT(message_, AllOf(HasSubstr("permission denied"), HasSubstr("grant")));
        schema_->query("GRANT " + std::string(right) + " TO " + role.name());
        EXPECT_EQ(count_and_floor(*owner), CountAndFloor(1, 1)) << right;
    }
}

TEST_F(PostgresqlFailure, does_not_happen_to_a_role_with_the_documented_rights) {
    migrated();
    const Role role(*schema_);
    const auto grants = documented_grants(role.name());
    ASSERT_EQ(grants.size(), 4U);
    for (const std::string& grant : grants) {
        schema_->query(grant);
    }
    const auto database = open(role.url());
    EncodedRows rows;
    rows.add({{"user", 1}, "a"}, {Change::Kind::set, std::numeric_limits<std::int64_t>::max()});
    rows.add({{"user", 1}, "b"}, {Change::Kind::add, 1});
    rows.add({{"user", 1}, "c"}, {Change::Kind::remove, 0});
    EXPECT_TRUE(fold(*database, rows).rejects.empty());
    rows.texts[0].second = {Change::Kind::add, 1};
    EXPECT_EQ(fold(*database, rows).rejects.size(), 1U);
    database->write(rows.sorted().subspan(1));
    EXPECT_EQ(database->read_owner(key_, {"user", 1}).rows.size(), 2U);
    EXPECT_EQ(database->status().rejects, 1U);
    EXPECT_EQ(database->totals().size(), 2U);
    EXPECT_TRUE(database->migrations().at(0).applied);
    database->migrate();
    EXPECT_EQ(code_of([&] { database->rollback_migration(); }), ErrorCode::unavailable) << message_;
}

TEST_F(PostgresqlFailure, to_write_to_a_read_only_database_is_none_of_ours) {
    const auto owner = migrated();
    fold(*owner, 1);
    const std::string quiet =
        with_parameter(postgresql_url(server()), "options",
                       "-cdefault_transaction_read_only%3Don%20-csearch_path%3D" + schema_->name());
    const auto database = open(quiet);
    EXPECT_EQ(count_and_floor(*database), CountAndFloor(1, 1));
    // What the role prefers is no obstacle; a server that cannot write is one.
    fold(*database, 1);
    EXPECT_EQ(count_and_floor(*database), CountAndFloor(2, 2));
    const LedgerKey other{std::string(32, 'e'), 0};
    EXPECT_EQ(code_of([&] { (void)database->open_ledger(other); }), ErrorCode::unavailable);
    EXPECT_THAT(message_, HasSubstr("read-only"));
}

TEST_F(PostgresqlFailure, to_be_ours_refuses_a_table_of_somebody_else) {
    schema_->query("CREATE TABLE model_counters (theirs text)");
    const auto database = open(url());
    EXPECT_EQ(code_of([&] { database->migrate(); }), ErrorCode::conflict);
    EXPECT_THAT(message_, HasSubstr("table_name"));
    EXPECT_EQ(schema_->query("SELECT count(*) FROM pg_class WHERE relname LIKE 'model_counters%' "
                             "AND relnamespace = current_schema()::regnamespace")[0][0],
              "1");
    schema_->query("DROP TABLE model_counters");
    database->migrate();
    schema_->query("UPDATE model_counters_migrations SET number = 99");
    EXPECT_EQ(code_of([&] { (void)open(url())->status(); }), ErrorCode::conflict);
    EXPECT_THAT(message_, HasSubstr("99"));
}

TEST_F(PostgresqlFailure, of_the_disk_moves_nothing_and_is_over_when_there_is_room) {
    const TemporaryDirectory directory;
    std::filesystem::permissions(directory.path(), std::filesystem::perms(0711));
    const SmallDisk disk(directory.file("disk"));
    if (!disk.is_there()) {
        GTEST_SKIP() << "mounting a small disk takes root";
    }
    ServerProcess own(postgresql_recipe(), directory.file("server"));
    own.start();
    disk.give_to_owner_of(own.place().directory);
    const std::string admin = postgresql_url(own.place());
    postgresql_query(admin, "CREATE TABLESPACE small LOCATION '" + disk.path() + "'");
    postgresql_query(admin, "CREATE DATABASE small TABLESPACE small");
    std::string small = admin;
    small.replace(small.rfind("/postgres"), 9, "/small");
    const auto database = open(small);
    database->migrate();
    fold(*database, 1);
    const std::string filler = disk.path() + "/filler";
    std::ofstream(filler) << std::string(std::filesystem::space(disk.path()).available, 'x');
    EncodedRows rows;
    for (std::int64_t user = 1; user <= 20'000; ++user) {
        rows.add({{"user", user}, "downloads"}, {Change::Kind::add, 1});
    }
    EXPECT_EQ(code_of([&] { fold(*database, rows); }), ErrorCode::unavailable);
    EXPECT_THAT(message_, HasSubstr("disk is full"));
    EXPECT_EQ(count_and_floor(*database), CountAndFloor(1, 1));
    std::filesystem::remove(filler);
    EXPECT_TRUE(fold(*database, rows).rejects.empty());
    EXPECT_EQ(count_and_floor(*database), CountAndFloor(2, 2));
}

TEST_F(PostgresqlFailure, to_keep_what_is_committed_is_warned_of) {
    const auto database = migrated();
    EXPECT_TRUE(database->status().warnings.empty());
    schema_->query("ALTER TABLE model_counters SET UNLOGGED");
    const auto warnings = database->status().warnings;
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_THAT(warnings[0], HasSubstr("SET LOGGED"));
}

}  // namespace
}  // namespace model_counter::test
