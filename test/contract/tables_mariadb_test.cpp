#include "model_counter/mysql_database.hpp"
#include "support/catches_errors.hpp"
#include "support/mariadb_server.hpp"
#include "support/need_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>
#include <thread>
#include <vector>

namespace model_counter::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// Tables that are made, and dropped, by statements each of which commits by itself.
class MariadbTables : public testing::Test, protected CatchesErrors {
protected:
    void SetUp() override {
        need_server(mariadb_recipe());
        if (!IsSkipped() && !HasFatalFailure()) {
            schema_ = std::make_unique<MariadbSchema>();
        }
    }
    std::unique_ptr<Database> open() const { return open_mysql_database({.url = schema_->url()}); }
    std::string tables() const {
        return schema_->query(
            "SELECT count(*) FROM information_schema.tables WHERE table_schema = DATABASE()")[0][0];
    }

    std::unique_ptr<MariadbSchema> schema_;
};

TEST_F(MariadbTables, are_completed_where_making_them_was_interrupted) {
    for (const char* missing :
         {"model_counters_rejects", "model_counters_ledger, model_counters_rejects",
          "model_counters, model_counters_ledger, model_counters_rejects"}) {
        open()->migrate();
        schema_->query("DELETE FROM model_counters_migrations");
        schema_->query(std::string("DROP TABLE ") + missing);
        EXPECT_EQ(code_of([&] { (void)open()->status(); }), ErrorCode::not_found) << missing;
        EXPECT_THAT(message_, HasSubstr("run `model-counter migrate`"));
        open()->migrate();
        EXPECT_EQ(open()->status().rows, 0U);
        EXPECT_EQ(tables(), "4");
    }
}

TEST_F(MariadbTables, that_lack_their_record_only_keep_their_counts) {
    open()->migrate();
    schema_->query(
        "INSERT INTO model_counters VALUES ('user', 1, 'k', '', DEFAULT, 7, now(), now())");
    schema_->query("DELETE FROM model_counters_migrations");
    open()->migrate();
    EXPECT_EQ(schema_->query("SELECT count FROM model_counters")[0][0], "7");
    EXPECT_TRUE(open()->migrations().at(0).applied);
}

TEST_F(MariadbTables, are_dropped_to_the_end_where_that_was_interrupted) {
    for (const char* gone :
         {"model_counters_rejects", "model_counters_rejects, model_counters_ledger",
          "model_counters_rejects, model_counters_ledger, model_counters"}) {
        open()->migrate();
        schema_->query(std::string("DROP TABLE ") + gone);
        EXPECT_EQ(code_of([&] { (void)open()->status(); }), ErrorCode::not_found) << gone;
        EXPECT_THAT(message_, AllOf(HasSubstr("interrupted"), HasSubstr("migrate --rollback")));
        EXPECT_EQ(code_of([&] { open()->migrate(); }), ErrorCode::not_found) << gone;
        open()->rollback_migration();
        EXPECT_EQ(tables(), "0") << gone;
    }
    EXPECT_EQ(code_of([&] { open()->rollback_migration(); }), ErrorCode::not_found);
    EXPECT_THAT(message_, HasSubstr("to roll back"));
}

TEST_F(MariadbTables, are_made_once_by_several_at_a_time) {
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([this] { open()->migrate(); });
    }
    for (std::thread& one : threads) {
        one.join();
    }
    EXPECT_EQ(schema_->query("SELECT count(*) FROM model_counters_migrations")[0][0], "1");
}

TEST_F(MariadbTables, of_somebody_else_are_refused) {
    schema_->query("CREATE TABLE model_counters (theirs text)");
    EXPECT_EQ(code_of([&] { open()->migrate(); }), ErrorCode::conflict);
    EXPECT_THAT(message_, HasSubstr("table_name"));
    EXPECT_EQ(tables(), "1");
    schema_->query("DROP TABLE model_counters");
    open()->migrate();
    schema_->query("ALTER TABLE model_counters_ledger ENGINE Aria");
    EXPECT_EQ(code_of([&] { (void)open()->status(); }), ErrorCode::conflict);
    EXPECT_THAT(message_, HasSubstr("InnoDB"));
    schema_->query("ALTER TABLE model_counters_ledger ENGINE InnoDB");
    schema_->query("UPDATE model_counters_migrations SET number = 99");
    EXPECT_EQ(code_of([&] { (void)open()->status(); }), ErrorCode::conflict);
    EXPECT_THAT(message_, HasSubstr("99"));
}

}  // namespace
}  // namespace model_counter::test
