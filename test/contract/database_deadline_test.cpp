#include "contract/database_contract.hpp"

#include <gmock/gmock.h>
#include <chrono>
#include <functional>
#include <iterator>

namespace model_counter::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class DatabaseDeadline : public DatabaseContract {
protected:
    struct Call {
        std::string name;
        std::function<void(const Deadline&)> run;
    };

    /// Every call that could have to wait for somebody, with what it needs.
    std::vector<Call> calls() {
        return {
            {"open_ledger",
             [&](const Deadline& d) { (void)database_->open_ledger(other_key_, d); }},
            {"fold", [&](const Deadline& d) { fold_within(d); }},
            {"read", [&](const Deadline& d) { (void)database_->read(key_, asked_, d); }},
            {"read_owner",
             [&](const Deadline& d) {
                 (void)database_->read_owner(key_, {"u", 1}, d);
             }},
            {"write", [&](const Deadline& d) { database_->write(rows_.rows, d); }},
            {"rollback_migration", [&](const Deadline& d) { database_->rollback_migration(d); }},
            {"migrate", [&](const Deadline& d) { database_->migrate(d); }},
            {"migrations", [&](const Deadline& d) { (void)database_->migrations(d); }},
            {"status", [&](const Deadline& d) { (void)database_->status(d); }},
            {"totals", [&](const Deadline& d) { (void)database_->totals(d); }},
        };
    }

    FoldResult fold_within(const Deadline& deadline) {
        Ledger next = ledger_;
        ++next.floor;
        return database_->fold({key_, ledger_, next, rows_.rows}, deadline);
    }

    void expect_works_and_nothing_moved() {
        EXPECT_EQ(counts(), (Counts{{"u:1:a", 1}}));
        EXPECT_TRUE(fixture_->rejects().empty());
        EXPECT_EQ(database_->open_ledger(key_), ledger_);
        EXPECT_FALSE(fold_within(Deadline::after(seconds(60))).moved);
        EXPECT_EQ(counts(), (Counts{{"u:1:a", 2}, {"u:1:b", 5}}));
    }

    void SetUp() override {
        fold({add("u:1:a", 1)});
        ledger_ = database_->open_ledger(key_);
    }

    const CounterId a_ = id("u:1:a");
    const std::vector<CounterRef> asked_{a_.ref()};
    const Encoded rows_{{add("u:1:a", 1), add("u:1:b", 5)}, true};
    const LedgerKey other_key_{"fedcba9876543210fedcba9876543210", 0};
    Ledger ledger_;
};

INSTANTIATE_TEST_SUITE_P(, DatabaseDeadline, testing::ValuesIn(database_kinds()), kind_name);

TEST_P(DatabaseDeadline, ends_every_call_at_once_that_begins_after_it) {
    for (const Call& call : calls()) {
        EXPECT_EQ(code_of([&] { call.run(Deadline::after(milliseconds(0))); }), ErrorCode::timeout)
            << call.name << ": " << message_;
    }
    expect_works_and_nothing_moved();
}

TEST_P(DatabaseDeadline, changes_nothing_for_a_call_that_ends_before_it) {
    const Deadline later = Deadline::after(seconds(60));
    EXPECT_EQ(database_->read(key_, asked_, later).counts.at(0), 1);
    EXPECT_EQ(database_->read_owner(key_, {"u", 1}, later).rows.size(), 1U);
    EXPECT_TRUE(database_->migrations(later).at(0).applied);
    EXPECT_EQ(database_->status(later).rows, 1U);
    database_->migrate(later);
    database_->write(rows_.rows, later);
    EXPECT_EQ(counts(), (Counts{{"u:1:a", 2}, {"u:1:b", 5}}));
    database_->rollback_migration(later);
    EXPECT_EQ(code_of([&] { (void)database_->status(later); }), ErrorCode::not_found);
}

std::vector<DatabaseKind> kinds_with_locks() {
    const auto all = database_kinds();
    std::vector<DatabaseKind> chosen;
    std::copy_if(all.begin(), all.end(), std::back_inserter(chosen),
                 [](const DatabaseKind& kind) { return kind.has_locks; });
    return chosen;
}

using DatabaseLockDeadline = DatabaseDeadline;

INSTANTIATE_TEST_SUITE_P(, DatabaseLockDeadline, testing::ValuesIn(kinds_with_locks()), kind_name);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(DatabaseLockDeadline);

TEST_P(DatabaseLockDeadline, ends_the_wait_of_every_call_for_the_lock_of_another) {
    constexpr milliseconds kTime{60};
    constexpr milliseconds kNotLongAfter{1500};
    database_->close();
    auto lock = fixture_->lock_out_others();
    ASSERT_NE(lock, nullptr);
    for (const Call& call : calls()) {
        const auto begun = Deadline::Clock::now();
        EXPECT_EQ(code_of([&] { call.run(Deadline::after(kTime)); }), ErrorCode::timeout)
            << call.name << ": " << message_;
        const auto took = Deadline::Clock::now() - begun;
        EXPECT_GE(took, kTime) << call.name;
        EXPECT_LT(took, kNotLongAfter) << call.name;
    }
    lock.reset();
    expect_works_and_nothing_moved();
}

}  // namespace
}  // namespace model_counter::test
