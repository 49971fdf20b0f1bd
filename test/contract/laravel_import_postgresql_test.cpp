#include "model_counter/laravel_import.hpp"
#include "model_counter/memory_database.hpp"
#include "model_counter/postgresql_database.hpp"
#include "support/catches_errors.hpp"
#include "support/need_server.hpp"
#include "support/postgresql_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>

namespace model_counter::test {
namespace {

/// The package's tables as its migrations make them on PostgreSQL.
class LaravelImportFromPostgresql : public testing::Test, protected CatchesErrors {
protected:
    void SetUp() override {
        need_server(postgresql_recipe());
        if (!IsSkipped() && !HasFatalFailure()) {
            schema_ = std::make_unique<PostgresqlSchema>();
            options_.from = schema_->url();
            options_.batch_rows_max = 2;
        }
    }

    void make_current() const {
        schema_->query(R"(CREATE TABLE "model_counters" ("id" bigserial not null primary key,
            "owner_type" varchar(255) null, "owner_id" bigint null, "key" varchar(100) not null,
            "interval" varchar(20) null, "period_start" date null,
            "count" bigint not null default '0', "unique_hash" char(40) not null,
            "created_at" timestamp(0) without time zone null,
            "updated_at" timestamp(0) without time zone null))");
        schema_->query(R"(INSERT INTO model_counters (owner_type, owner_id, "key", "interval",
                              period_start, count, unique_hash)
            VALUES ('App\Models\User', 1, 'k', NULL, NULL, 5, 'a'),
                   ('App\Models\User', 1, 'k', 'day', '2024-12-03', 3, 'b'),
                   (NULL, NULL, 'k', 'quarter', '2024-10-01', -7, 'c'),
                   ('App\Models\User', 1, 'k', 'week', '2024-12-03', 9, 'd'),
                   ('App\Models\User', 9223372036854775807, 'k', NULL, NULL,
                    9223372036854775807, 'e'))");
    }

    std::unique_ptr<PostgresqlSchema> schema_;
    LaravelImport options_;
};

TEST_F(LaravelImportFromPostgresql, takes_the_current_layout) {
    make_current();
    auto target = make_memory_database();
    target->migrate();
    const LaravelReport report = import_laravel(*target, options_);
    EXPECT_EQ(report.rows_taken, 4U);
    EXPECT_EQ(report.bad, 1U);
    const std::vector<CounterRef> counters{{{"app.models.user", 1}, "k"},
                                           {{"app.models.user", 1}, "k", "day", "2024-12-03"},
                                           {global_owner(), "k", "quarter", "2024-Q4"},
                                           {{"app.models.user", 9223372036854775807}, "k"}};
    EXPECT_THAT(target->read({std::string(32, '0'), 0}, counters).counts,
                testing::ElementsAre(5, 3, -7, 9223372036854775807));
    EXPECT_EQ(import_laravel(*target, options_).rows_taken_before, 4U);
    EXPECT_EQ(check_laravel(*target, options_).differences, 0U);
}

TEST_F(LaravelImportFromPostgresql, takes_version_1) {
    schema_->query(R"(CREATE TABLE "model_counters" ("id" bigserial not null primary key,
        "owner_type" varchar(255) not null, "owner_id" bigint not null,
        "key" varchar(100) not null, "count" bigint not null default '0',
        "created_at" timestamp(0) without time zone null,
        "updated_at" timestamp(0) without time zone null))");
    schema_->query(
        "ALTER TABLE model_counters ADD CONSTRAINT model_counters_unique UNIQUE "
        "(owner_type, owner_id, key)");
    schema_->query(
        "INSERT INTO model_counters (owner_type, owner_id, key, count) VALUES "
        "('user', 1, 'k', 5), ('user', 2, 'k', 6), ('user', 3, 'k', 7)");
    auto target = make_memory_database();
    target->migrate();
    EXPECT_EQ(import_laravel(*target, options_).rows_taken, 3U);
    EXPECT_EQ(check_laravel(*target, options_).sums.back().ours, "18");
}

TEST_F(LaravelImportFromPostgresql, lets_the_old_table_make_way) {
    make_current();
    auto target = open_postgresql_database({.url = schema_->url()});
    EXPECT_EQ(code_of([&] { target->migrate(); }), ErrorCode::conflict);
    for (int run = 0; run < 2; ++run) {
        rename_laravel_table(schema_->url(), "model_counters", "model_counters_laravel");
        target->migrate();
    }
    options_.from_table = "model_counters_laravel";
    EXPECT_EQ(import_laravel(*target, options_).rows_taken, 4U);
    EXPECT_EQ(check_laravel(*target, options_).differences, 0U);
    EXPECT_EQ(schema_->query("SELECT count(*) FROM model_counters_laravel")[0][0], "5");
    EXPECT_EQ(code_of([&] {
                  rename_laravel_table(schema_->url(), "model_counters_laravel", "model_counters");
              }),
              ErrorCode::conflict);
}

TEST_F(LaravelImportFromPostgresql, says_that_a_table_is_missing_or_another_one) {
    auto target = make_memory_database();
    target->migrate();
    EXPECT_EQ(code_of([&] { import_laravel(*target, options_); }), ErrorCode::not_found);
    schema_->query("CREATE TABLE model_counters (id bigint, owner_type text)");
    EXPECT_EQ(code_of([&] { import_laravel(*target, options_); }), ErrorCode::conflict);
}

}  // namespace
}  // namespace model_counter::test
