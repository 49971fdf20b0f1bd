#include "model_counter/counters.hpp"
#include "model_counter/mysql_database.hpp"
#include "support/catches_errors.hpp"
#include "support/mariadb_server.hpp"
#include "support/need_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <mysql.h>
#include <memory>

namespace model_counter::test {
namespace {

using testing::HasSubstr;

/// What only the transactions of MySQL and MariaDB do.
class MariadbTransaction : public testing::Test, protected CatchesErrors {
protected:
    void SetUp() override {
        need_server(mariadb_recipe());
        if (!IsSkipped() && !HasFatalFailure()) {
            schema_ = std::make_unique<MariadbSchema>();
            open()->migrate();
            application_ = std::make_unique<MariadbSession>(schema_->place(), schema_->name());
        }
    }
    std::unique_ptr<Database> open() const { return open_mysql_database({.url = schema_->url()}); }

    const Owner shop_{"shop", 7};
    std::unique_ptr<MariadbSchema> schema_;
    std::unique_ptr<MariadbSession> application_;
};

TEST_F(MariadbTransaction, begins_by_itself_without_autocommit) {
    Counters counters(nullptr, open());
    application_->run("SET autocommit = 0");
    counters.increment_in(application_->handle(), shop_, "orders");
    EXPECT_EQ(counters.get(shop_, "orders"), 0);
    application_->run("COMMIT");
    EXPECT_EQ(counters.get(shop_, "orders"), 1);
}

TEST_F(MariadbTransaction, goes_on_after_an_owner_id_that_the_table_does_not_take) {
    Counters counters(nullptr, open());
    application_->run("BEGIN");
    EXPECT_EQ(code_of([&] {
                  counters.increment_in(application_->handle(), Owner("shop", "seven"), "orders");
              }),
              ErrorCode::invalid_argument);
    EXPECT_THAT(message_, HasSubstr("--owner-id string"));
    counters.increment_in(application_->handle(), shop_, "orders");
    application_->run("COMMIT");
    EXPECT_EQ(counters.get(shop_, "orders"), 1);
}

TEST_F(MariadbTransaction, takes_names_of_any_bytes_under_any_mode) {
    Counters counters(nullptr, open());
    const Owner odd{"a'\\\"`%", -5};
    application_->run("SET NAMES latin1");
    application_->run("SET SESSION sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'");
    application_->run("BEGIN");
    counters.increment_in(application_->handle(), odd, "käse '\\", 3);
    application_->run("COMMIT");
    EXPECT_EQ(counters.get(odd, "käse '\\"), 3);
}

TEST_F(MariadbTransaction, does_not_take_another_table_of_the_name_for_ours) {
    const MariadbSchema elsewhere;
    elsewhere.query(R"(CREATE TABLE model_counters (id bigint unsigned auto_increment primary key,
        owner_type varchar(255), owner_id bigint unsigned, `key` varchar(100),
        `interval` varchar(20), period_start date, count bigint, unique_hash char(40) not null,
        created_at timestamp null, updated_at timestamp null))");
    MariadbSession other(elsewhere.place(), elsewhere.name());
    other.run("SET SESSION sql_mode = ''");
    other.run("BEGIN");
    Counters counters(nullptr, open());
    EXPECT_EQ(code_of([&] { counters.increment_in(other.handle(), shop_, "orders"); }),
              ErrorCode::not_found);
    EXPECT_EQ(other.run("SELECT count(*) FROM model_counters")[0][0], "0");
}

TEST_F(MariadbTransaction, waits_for_one_that_holds_the_row_and_goes_on_when_that_takes_too_long) {
    Counters counters(nullptr, open());
    counters.increment(shop_, "orders", 10);
    application_->run("BEGIN");
    counters.increment_in(application_->handle(), shop_, "orders", 5);
    MariadbSession other(schema_->place(), schema_->name());
    other.run("SET SESSION innodb_lock_wait_timeout = 1");
    other.run("BEGIN");
    counters.increment_in(other.handle(), shop_, "returns");
    EXPECT_EQ(code_of([&] { counters.increment_in(other.handle(), shop_, "orders"); }),
              ErrorCode::unavailable);
    application_->run("ROLLBACK");
    counters.increment_in(other.handle(), shop_, "orders");
    other.run("COMMIT");
    EXPECT_EQ(counters.get(shop_, "orders"), 11);
    EXPECT_EQ(counters.get(shop_, "returns"), 1);
}

TEST_F(MariadbTransaction, waits_for_the_results_that_the_application_has_not_read) {
    Counters counters(nullptr, open());
    application_->run("BEGIN");
    ASSERT_EQ(mysql_query(application_->handle(), "SELECT 1 UNION SELECT 2"), 0);
    MYSQL_RES* const unread = mysql_use_result(application_->handle());
    EXPECT_EQ(code_of([&] { counters.increment_in(application_->handle(), shop_, "orders"); }),
              ErrorCode::invalid_argument);
    EXPECT_THAT(message_, HasSubstr("read them before it counts"));
    mysql_free_result(unread);
    counters.increment_in(application_->handle(), shop_, "orders");
    application_->run("COMMIT");
    EXPECT_EQ(counters.get(shop_, "orders"), 1);
}

}  // namespace
}  // namespace model_counter::test
