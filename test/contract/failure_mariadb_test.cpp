#include "contract/mariadb_fixture.hpp"
#include "support/small_disk.hpp"
#include "support/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <filesystem>
#include <fstream>
#include <limits>

namespace model_counter::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// A user that only one test knows.
class MariadbUser {
public:
    explicit MariadbUser(const MariadbSchema& schema, const std::string& password = "")
        : schema_(schema), name_("user_" + schema.name()) {
        schema_.query("CREATE USER " + name_ + " IDENTIFIED BY '" + password + "'");
    }
    ~MariadbUser() { schema_.query("DROP USER " + name_); }
    MariadbUser(const MariadbUser&) = delete;
    MariadbUser& operator=(const MariadbUser&) = delete;

    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] std::string url(const std::string& password = "") const {
        return mariadb_url_of(schema_.url(), name_ + (password.empty() ? "" : ":" + password));
    }
    void grant_what_is_documented() const {
        for (const std::string& grant : documented_mariadb_grants(name_, schema_.name())) {
            schema_.query(grant);
        }
    }

private:
    const MariadbSchema& schema_;
    std::string name_;
};

/// What goes wrong, said so that somebody can put it right.
class MariadbFailure : public MariadbFixture {
protected:
    static EncodedRows many_rows() {
        EncodedRows rows;
        for (std::int64_t user = 1; user <= 400; ++user) {
            rows.add({{"user", user}, "downloads"}, {Change::Kind::add, 1});
        }
        return rows;
    }
};

TEST_F(MariadbFailure, of_a_password_shows_none) {
    migrated();
    const MariadbUser user(*schema_, "correct");
    user.grant_what_is_documented();
    EXPECT_EQ(code_of([&] { (void)open(user.url("hunter2"))->status(); }), ErrorCode::unavailable);
    EXPECT_THAT(message_, AllOf(HasSubstr(user.name()), HasSubstr("check user and password"),
                                Not(HasSubstr("hunter2"))));
    EXPECT_EQ(code_of([&] { (void)open(user.url())->status(); }), ErrorCode::unavailable);
    EXPECT_EQ(code_of([&] { (void)open(user.url("correct"))->status(); }), std::nullopt)
        << message_;
}

TEST_F(MariadbFailure, to_find_server_database_or_tables_names_them_and_the_remedy) {
    EXPECT_EQ(code_of([&] { (void)open("mysql://root@127.0.0.1:1/x")->status(); }),
              ErrorCode::unavailable);
    EXPECT_THAT(message_, AllOf(HasSubstr("127.0.0.1:1/x"), HasSubstr("check host")));
    const auto nowhere = open(mariadb_url(schema_->place(), "nowhere"));
    EXPECT_EQ(code_of([&] { (void)nowhere->status(); }), ErrorCode::not_found);
    EXPECT_THAT(message_, AllOf(HasSubstr("/nowhere"), HasSubstr("CREATE DATABASE")));
    EXPECT_EQ(code_of([&] { fold(*open(url()), 1); }), ErrorCode::not_found);
    EXPECT_THAT(message_, HasSubstr("run `model-counter migrate`"));
}

TEST_F(MariadbFailure, of_each_right_that_is_missing_moves_nothing) {
    const auto owner = migrated();
    const MariadbUser user(*schema_);
    EXPECT_EQ(code_of([&] { fold(*open(user.url()), 1); }), ErrorCode::unavailable);
    EXPECT_THAT(message_, AllOf(HasSubstr("access was refused"), HasSubstr("mysql.md")));
    user.grant_what_is_documented();
    const auto database = open(user.url());
    fold(*database, 1);
    const std::string tables = schema_->name() + ".model_counters";
    for (const std::string& right :
         {"INSERT ON " + tables, "UPDATE ON " + tables, "UPDATE ON " + tables + "_ledger"}) {
        schema_->query("REVOKE " + right + " FROM " + user.name());
        EXPECT_EQ(code_of([&] { fold(*database, 1); }), ErrorCode::unavailable) << right;
        EXPECT_THAT(message_, AllOf(HasSubstr("access was refused"), HasSubstr("mysql.md")));
        schema_->query("GRANT " + right + " TO " + user.name());
        EXPECT_EQ(count_and_floor(*owner), CountAndFloor(1, 1)) << right;
    }
}

TEST_F(MariadbFailure, does_not_happen_to_a_user_with_the_documented_rights) {
    migrated();
    const MariadbUser user(*schema_);
    ASSERT_EQ(documented_mariadb_grants(user.name(), schema_->name()).size(), 5U);
    user.grant_what_is_documented();
    const auto database = open(user.url());
    EncodedRows rows = many_rows();
    rows.add({{"user", 1}, "a"}, {Change::Kind::set, std::numeric_limits<std::int64_t>::max()});
    rows.add({{"user", 1}, "c"}, {Change::Kind::remove, 0});
    EXPECT_TRUE(fold(*database, rows).rejects.empty());
    EncodedRows poison;
    poison.add({{"user", 1}, "a"}, {Change::Kind::add, 1});
    EXPECT_EQ(fold(*database, poison).rejects.size(), 1U);
    EXPECT_EQ(database->read_owner(key_, {"user", 1}).rows.size(), 2U);
    EXPECT_EQ(database->status().rejects, 1U);
    EXPECT_EQ(database->totals().size(), 2U);
    EXPECT_TRUE(database->migrations().at(0).applied);
    EXPECT_EQ(code_of([&] { database->rollback_migration(); }), ErrorCode::unavailable) << message_;
}

TEST_F(MariadbFailure, to_make_a_temporary_table_only_makes_a_fold_slower) {
    migrated();
    const MariadbUser user(*schema_);
    user.grant_what_is_documented();
    schema_->query("REVOKE CREATE TEMPORARY TABLES ON " + schema_->name() + ".* FROM " +
                   user.name());
    const auto database = open(user.url());
    EncodedRows rows = many_rows();
    EXPECT_TRUE(fold(*database, rows).rejects.empty());
    EXPECT_TRUE(fold(*database, rows).rejects.empty());
    EXPECT_EQ(schema_->query("SELECT count(*), sum(count) FROM model_counters"),
              (std::vector<std::vector<std::string>>{{"400", "800"}}));
}

/// On a server of the test's own.
class MariadbServerState : public MariadbFailure {
protected:
    void SetUp() override {
        need_server(mariadb_recipe());
        if (IsSkipped() || HasFatalFailure()) {
            return;
        }
        std::filesystem::permissions(directory_.path(), std::filesystem::perms(0711));
        server_ = std::make_unique<ServerProcess>(mariadb_recipe(), directory_.file("server"));
        server_->start();
        schema_ = std::make_unique<MariadbSchema>(server_->place());
    }
    void TearDown() override { schema_.reset(); }

    std::string status(const std::string& name) const {
        return schema_->query("SHOW GLOBAL STATUS LIKE '" + name + "'")[0][1];
    }

    TemporaryDirectory directory_;
    std::unique_ptr<ServerProcess> server_;
};

TEST_F(MariadbServerState, that_forbids_loading_or_writing_or_durability_is_coped_with_or_told) {
    auto database = migrated();
    EXPECT_TRUE(database->status().warnings.empty());
    EncodedRows rows = many_rows();
    fold(*database, rows);
    EXPECT_EQ(status("Com_load"), "1");
    schema_->query("SET GLOBAL local_infile = 0");
    // On a session that could load until now, and on one that never could.
    EXPECT_TRUE(fold(*database, rows).rejects.empty()) << "was loading";
    EXPECT_TRUE(fold(*open(url()), rows).rejects.empty());
    EXPECT_EQ(count_and_floor(*database), CountAndFloor(3, 3));

    schema_->query("SET GLOBAL innodb_flush_log_at_trx_commit = 2");
    ASSERT_EQ(database->status().warnings.size(), 1U);
    EXPECT_THAT(database->status().warnings[0], HasSubstr("innodb_flush_log_at_trx_commit"));
    schema_->query("SET GLOBAL innodb_flush_log_at_trx_commit = 1");

    const MariadbUser user(*schema_);
    user.grant_what_is_documented();
    schema_->query("SET GLOBAL read_only = 1");
    const auto reader = open(user.url());
    EXPECT_EQ(count_and_floor(*reader), CountAndFloor(3, 3));
    EXPECT_EQ(code_of([&] { fold(*reader, 1); }), ErrorCode::unavailable);
    EXPECT_THAT(message_, AllOf(HasSubstr("read-only"), HasSubstr("primary")));
    EXPECT_THAT(reader->status().warnings.at(0), HasSubstr("read-only"));
    schema_->query("SET GLOBAL read_only = 0");
    fold(*reader, 1);
    EXPECT_EQ(count_and_floor(*reader), CountAndFloor(4, 4));
}

TEST_F(MariadbServerState, without_room_for_tables_in_memory_folds_all_the_same) {
    schema_->query("SET GLOBAL max_heap_table_size = 16384");
    const auto database = migrated();
    EncodedRows rows = many_rows();
    EXPECT_TRUE(fold(*database, rows).rejects.empty());
    EXPECT_TRUE(fold(*database, rows).rejects.empty());
    EXPECT_EQ(status("Com_load"), "2") << "it did not even try";
    EXPECT_EQ(schema_->query("SELECT count(*), sum(count) FROM model_counters"),
              (std::vector<std::vector<std::string>>{{"400", "800"}}));
}

TEST_F(MariadbServerState, with_a_full_disk_moves_nothing_and_goes_on_when_there_is_room) {
    const SmallDisk disk(directory_.file("disk"));
    if (!disk.is_there()) {
        GTEST_SKIP() << "mounting a small disk takes root";
    }
    const ServerPlace& place = server_->place();
    disk.give_to_owner_of(place.directory);
    // A database is a directory of the server's.
    std::filesystem::create_directory_symlink(disk.path(), place.directory + "/data/small");
    const auto database = open(mariadb_url(place, "small"));
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

TEST_F(MariadbServerState, after_a_crash_in_the_middle_of_a_fold_lacks_that_fold_at_most) {
    const auto database = migrated();
    std::int64_t folded = 0;
    for (const char* step : {"apply:begun", "apply:rows-written", "apply:ledger-written",
                             "commit:before", "commit:after"}) {
        at_step(step, [&] { server_->kill(); });
        const auto code = code_of([&] { fold(*database, 1); });
        if (code) {
            EXPECT_TRUE(code == ErrorCode::unavailable || code == ErrorCode::in_doubt) << message_;
        }
        server_->start();
        const auto [count, floor] = count_and_floor(*database);
        EXPECT_EQ(count, static_cast<std::int64_t>(floor)) << step;
        if (code == ErrorCode::in_doubt) {
            EXPECT_TRUE(count == folded || count == folded + 1) << step;
        } else {
            EXPECT_EQ(count, code ? folded : folded + 1) << step;
        }
        fold(*database, 1);
        folded = count + 1;
        EXPECT_EQ(count_and_floor(*database), CountAndFloor(folded, folded)) << step;
    }
}

}  // namespace
}  // namespace model_counter::test
