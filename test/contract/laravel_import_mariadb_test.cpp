#include "model_counter/laravel_import.hpp"
#include "model_counter/memory_database.hpp"
#include "model_counter/mysql_database.hpp"
#include "support/catches_errors.hpp"
#include "support/mariadb_server.hpp"
#include "support/need_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>

namespace model_counter::test {
namespace {

/// The package's tables as its migrations make them on MySQL and MariaDB.
class LaravelImportFromMariadb : public testing::Test, protected CatchesErrors {
protected:
    void SetUp() override {
        need_server(mariadb_recipe());
        if (!IsSkipped() && !HasFatalFailure()) {
            schema_ = std::make_unique<MariadbSchema>();
            options_.from = schema_->url();
            options_.batch_rows_max = 2;
        }
    }

    void make_current() const {
        schema_->query(R"(create table `model_counters` (
            `id` bigint unsigned not null auto_increment primary key,
            `owner_type` varchar(255) null, `owner_id` bigint unsigned null,
            `key` varchar(100) not null, `interval` varchar(20) null, `period_start` date null,
            `count` bigint not null default '0', `unique_hash` char(40) not null,
            `created_at` timestamp null, `updated_at` timestamp null)
            default character set utf8mb4 collate 'utf8mb4_unicode_ci')");
        schema_->query(R"(insert into `model_counters` (`owner_type`, `owner_id`, `key`,
                              `interval`, `period_start`, `count`, `unique_hash`)
            values ('App\\Models\\User', 1, 'käse', NULL, NULL, 5, 'a'),
                   ('App\\Models\\User', 1, 'käse', 'day', '2024-12-03', 3, 'b'),
                   (NULL, NULL, 'k', 'quarter', '2024-10-01', -7, 'c'),
                   ('App\\Models\\User', 1, 'k', 'week', '2024-12-03', 9, 'd'),
                   ('', 2, 'k', NULL, NULL, 1, 'e'),
                   ('App\\Models\\User', 18446744073709551615, 'k', NULL, NULL,
                    9223372036854775807, 'f'))");
    }

    std::unique_ptr<MariadbSchema> schema_;
    LaravelImport options_;
};

TEST_F(LaravelImportFromMariadb, takes_the_current_layout) {
    make_current();
    auto target = make_memory_database();
    target->migrate();
    const LaravelReport report = import_laravel(*target, options_);
    EXPECT_EQ(report.rows_taken, 4U);
    EXPECT_EQ(report.bad, 2U);
    const std::vector<CounterRef> counters{{{"app.models.user", 1}, "käse"},
                                           {{"app.models.user", 1}, "käse", "day", "2024-12-03"},
                                           {global_owner(), "k", "quarter", "2024-Q4"},
                                           {{"app.models.user", "18446744073709551615"}, "k"}};
    EXPECT_THAT(target->read({std::string(32, '0'), 0}, counters).counts,
                testing::ElementsAre(5, 3, -7, 9223372036854775807));
    EXPECT_EQ(import_laravel(*target, options_).rows_taken_before, 4U);
    EXPECT_EQ(check_laravel(*target, options_).differences, 0U);
}

TEST_F(LaravelImportFromMariadb, takes_version_1_and_leaves_counts_beyond_int64) {
    schema_->query(R"(CREATE TABLE model_counters (
        id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, owner_type VARCHAR(255) NOT NULL,
        owner_id BIGINT UNSIGNED NOT NULL, `key` VARCHAR(100) NOT NULL,
        count BIGINT UNSIGNED DEFAULT 0, created_at TIMESTAMP NULL, updated_at TIMESTAMP NULL,
        UNIQUE KEY (owner_type, owner_id, `key`), INDEX (owner_type, owner_id)))");
    schema_->query(
        "INSERT INTO model_counters (owner_type, owner_id, `key`, count) VALUES "
        "('user', 1, 'k', 5), ('user', 2, 'k', 18446744073709551615), "
        "('user', 3, 'k', 7)");
    auto target = make_memory_database();
    target->migrate();
    const LaravelReport report = import_laravel(*target, options_);
    EXPECT_EQ(report.rows_taken, 2U);
    EXPECT_EQ(report.bad, 1U);
    EXPECT_EQ(check_laravel(*target, options_).sums.back().ours, "12");
}

TEST_F(LaravelImportFromMariadb, lets_the_old_table_make_way) {
    make_current();
    auto target = open_mysql_database({.url = schema_->url(), .owner_ids = OwnerIdKind::string});
    EXPECT_EQ(code_of([&] { target->migrate(); }), ErrorCode::conflict);
    for (int run = 0; run < 2; ++run) {
        rename_laravel_table(schema_->url(), "model_counters", "model_counters_laravel");
        target->migrate();
    }
    options_.from_table = "model_counters_laravel";
    EXPECT_EQ(import_laravel(*target, options_).rows_taken, 4U);
    EXPECT_EQ(check_laravel(*target, options_).differences, 0U);
    EXPECT_EQ(schema_->query("SELECT count(*) FROM model_counters_laravel")[0][0], "6");
}

}  // namespace
}  // namespace model_counter::test
