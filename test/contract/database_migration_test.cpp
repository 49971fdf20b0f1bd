#include "contract/database_contract.hpp"

#include <gmock/gmock.h>

namespace model_counter::test {
namespace {

using testing::HasSubstr;

using DatabaseMigration = DatabaseContract;

INSTANTIATE_TEST_SUITE_P(, DatabaseMigration, testing::ValuesIn(database_kinds()), kind_name);

TEST_P(DatabaseMigration, changes_nothing_when_run_again) {
    fold({add("u:1:a", 1)});
    database_->migrate();
    fixture_->open()->migrate();
    EXPECT_EQ(count("u:1:a"), 1);
    EXPECT_EQ(database_->open_ledger(key_).floor, 1U);
}

TEST_P(DatabaseMigration, lists_what_is_applied) {
    const auto applied = database_->migrations();
    ASSERT_FALSE(applied.empty());
    EXPECT_EQ(applied[0].number, 1U);
    EXPECT_EQ(applied[0].name, "tables");
    EXPECT_TRUE(applied.back().applied);
    database_->rollback_migration();
    EXPECT_EQ(database_->migrations().size(), applied.size());
    EXPECT_FALSE(database_->migrations().back().applied);
}

TEST_P(DatabaseMigration, rolls_back_and_comes_again_empty) {
    fold({add("u:1:a", 1)});
    database_->rollback_migration();
    database_->migrate();
    EXPECT_EQ(count("u:1:a"), std::nullopt);
    EXPECT_EQ(database_->open_ledger(key_), Ledger{});
}

TEST_P(DatabaseMigration, has_nothing_to_roll_back_without_tables) {
    database_->rollback_migration();
    EXPECT_EQ(code_of([&] { database_->rollback_migration(); }), ErrorCode::not_found);
}

TEST_P(DatabaseMigration, is_asked_for_by_every_operation_that_misses_its_tables) {
    auto other = fixture_->open();
    EXPECT_EQ(other->read(key_, {}).ledger, Ledger{});
    database_->rollback_migration();
    const CounterId counter = id("u:1:a");
    const std::vector<CounterRef> asked{counter.ref()};
    const Encoded rows({add("u:1:a", 1)}, true);
    const std::vector<std::function<void()>> calls{
        [&] { (void)other->open_ledger(key_); },
        [&] {
            other->fold({key_, Ledger{}, Ledger{}, rows.rows});
        },
        [&] { (void)other->read(key_, asked); },
        [&] {
            (void)other->read_owner(key_, {"u", 1});
        },
        [&] { other->write(rows.rows); },
        [&] { (void)other->status(); }};
    for (const auto& call : calls) {
        EXPECT_EQ(code_of(call), ErrorCode::not_found);
        EXPECT_THAT(message_, HasSubstr("model-counter migrate"));
    }
    database_->migrate();
    other->write(rows.rows);
    EXPECT_EQ(count("u:1:a"), 1);
}

TEST_P(DatabaseMigration, says_how_full_the_tables_are) {
    EXPECT_EQ(database_->status().last_applied_at, 0);
    fold({set("u:1:a", kGreatest), add("u:1:b", 1)});
    fold({add("u:1:a", 1)});
    const DatabaseStatus status = database_->status();
    EXPECT_EQ(status.kind, GetParam().name);
    EXPECT_FALSE(status.location.empty());
    EXPECT_EQ(status.rows, 2U);
    EXPECT_EQ(status.rejects, 1U);
    EXPECT_GT(status.last_applied_at, 0);
    EXPECT_TRUE(status.warnings.empty());
}

TEST_P(DatabaseMigration, takes_calls_again_after_close) {
    fold({add("u:1:a", 1)});
    database_->close();
    database_->close();
    EXPECT_EQ(count("u:1:a"), 1);
    EXPECT_EQ(database_->owner_id_kind(), fixture_->owner_ids());
}

}  // namespace
}  // namespace model_counter::test
