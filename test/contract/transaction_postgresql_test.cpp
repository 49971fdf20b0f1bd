#include "model_counter/counters.hpp"
#include "model_counter/postgresql_database.hpp"
#include "support/catches_errors.hpp"
#include "support/need_server.hpp"
#include "support/postgresql_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>
#include <stdexcept>

namespace model_counter::test {
namespace {

using testing::HasSubstr;

/// What only PostgreSQL's transactions do.
class PostgresqlTransaction : public testing::Test, protected CatchesErrors {
protected:
    void SetUp() override {
        need_server(postgresql_recipe());
        if (!IsSkipped() && !HasFatalFailure()) {
            schema_ = std::make_unique<PostgresqlSchema>();
            open()->migrate();
            application_ = std::make_unique<PostgresqlSession>(schema_->url());
            application_->run("CREATE TABLE orders (number bigint)");
        }
    }
    std::unique_ptr<Database> open() const {
        return open_postgresql_database({.url = schema_->url()});
    }

    const Owner shop_{"shop", 7};
    std::unique_ptr<PostgresqlSchema> schema_;
    std::unique_ptr<PostgresqlSession> application_;
};

TEST_F(PostgresqlTransaction, goes_on_after_an_owner_id_that_the_table_does_not_take) {
    Counters counters(nullptr, open());
    application_->run("BEGIN; INSERT INTO orders VALUES (1)");
    EXPECT_EQ(code_of([&] {
                  counters.increment_in(application_->get(), Owner("shop", "seven"), "orders");
              }),
              ErrorCode::invalid_argument);
    EXPECT_THAT(message_, HasSubstr("--owner-id string"));
    counters.increment_in(application_->get(), shop_, "orders");
    application_->run("COMMIT");
    EXPECT_EQ(counters.get(shop_, "orders"), 1);
}

TEST_F(PostgresqlTransaction, that_has_failed_is_refused) {
    Counters counters(nullptr, open());
    application_->run("BEGIN");
    EXPECT_THROW(application_->run("SELECT 1 / 0"), std::runtime_error);
    EXPECT_EQ(code_of([&] { counters.increment_in(application_->get(), shop_, "orders"); }),
              ErrorCode::invalid_argument);
    EXPECT_THAT(message_, HasSubstr("roll it back first"));
}

TEST_F(PostgresqlTransaction, waits_for_one_that_holds_the_row_and_adds_to_what_it_left) {
    Counters counters(nullptr, open());
    counters.increment(shop_, "orders", 10);
    application_->run("BEGIN");
    counters.increment_in(application_->get(), shop_, "orders", 5);
    PostgresqlSession other(schema_->url());
    other.run("SET lock_timeout = '50ms'; BEGIN");
    EXPECT_EQ(code_of([&] { counters.increment_in(other.get(), shop_, "orders"); }),
              ErrorCode::unavailable);
    other.run("ROLLBACK; BEGIN");
    application_->run("ROLLBACK");
    counters.increment_in(other.get(), shop_, "orders");
    other.run("COMMIT");
    EXPECT_EQ(counters.get(shop_, "orders"), 11);
}

}  // namespace
}  // namespace model_counter::test
