#include "contract/transaction_contract.hpp"

#include <gmock/gmock.h>
#include <limits>

namespace model_counter::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::int64_t kGreatest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

using CallersTransaction = TransactionContract;

INSTANTIATE_TEST_SUITE_P(, CallersTransaction, testing::ValuesIn(caller_kinds()), caller_kind_name);

TEST_P(CallersTransaction, commits_the_row_and_its_count_together) {
    Counters counters = buffered();
    counters.increment(shop_, "orders", 10);
    caller_->run("BEGIN");
    order(counters);
    EXPECT_EQ(counters.get(shop_, "orders"), 10) << "not committed yet";
    order(counters, 5);
    order(counters, -2);
    caller_->run("COMMIT");
    EXPECT_EQ(counters.get(shop_, "orders"), 14);
    counters.sync();
    EXPECT_EQ(counters.get(shop_, "orders"), 14);
    EXPECT_EQ(orders(), 3);
}

TEST_P(CallersTransaction, rolls_the_row_and_its_count_back_together) {
    Counters counters = buffered();
    counters.increment(shop_, "orders", 10);
    counters.sync();
    caller_->run("BEGIN");
    order(counters);
    caller_->increment_in(counters, shop_, "new", 1);
    caller_->run("ROLLBACK");
    EXPECT_EQ(orders(), 0);
    EXPECT_EQ(counters.get(shop_, "orders"), 10);
    EXPECT_EQ(counters.all(shop_).size(), 1U);
}

TEST_P(CallersTransaction, rolls_back_to_a_savepoint) {
    Counters counters = buffered();
    caller_->run("BEGIN");
    order(counters, 1);
    caller_->run("SAVEPOINT second");
    order(counters, 100);
    caller_->run("ROLLBACK TO SAVEPOINT second");
    order(counters, 10);
    caller_->run("COMMIT");
    EXPECT_EQ(counters.get(shop_, "orders"), 11);
    EXPECT_EQ(orders(), 2);
}

TEST_P(CallersTransaction, counts_for_owners_of_both_kinds_of_ids) {
    Counters counters = buffered();
    caller_->run("BEGIN");
    caller_->increment_in(counters, {"user", 1}, "k", 1);
    caller_->increment_in(counters, {"user", "1"}, "k", 1);
    caller_->increment_in(counters, global_owner(), "k", 4);
    caller_->run("COMMIT");
    EXPECT_EQ(counters.get(Owner("user", 1), "k"), 2);
    EXPECT_EQ(counters.get(global_owner(), "k"), 4);
}

TEST_P(CallersTransaction, counts_in_direct_mode_too) {
    Counters counters = open(nullptr);
    counters.increment(shop_, "orders", 10);
    caller_->run("BEGIN");
    order(counters);
    caller_->run("COMMIT");
    EXPECT_EQ(counters.get(shop_, "orders"), 11);
}

TEST_P(CallersTransaction, leaves_the_transaction_as_it_was_when_a_count_would_leave_int64) {
    Counters counters = open(nullptr);
    counters.set(shop_, "orders", kGreatest);
    counters.set(shop_, "returns", kLeast);
    caller_->run("BEGIN");
    caller_->run("INSERT INTO orders VALUES (1)");
    EXPECT_EQ(code_of([&] { caller_->increment_in(counters, shop_, "orders", 1); }),
              ErrorCode::out_of_range);
    EXPECT_THAT(message_, HasSubstr("shop:7:orders"));
    EXPECT_THAT(message_, HasSubstr("9223372036854775807 + 1"));
    EXPECT_EQ(code_of([&] { caller_->increment_in(counters, shop_, "returns", -1); }),
              ErrorCode::out_of_range);
    caller_->increment_in(counters, shop_, "orders", -1);
    caller_->increment_in(counters, shop_, "returns", kAmountMax);
    caller_->increment_in(counters, shop_, "others", 1);
    caller_->run("COMMIT");
    EXPECT_EQ(orders(), 1);
    EXPECT_EQ(counters.get(shop_, "orders"), kGreatest - 1);
    EXPECT_EQ(counters.get(shop_, "returns"), kLeast + kAmountMax);
    EXPECT_EQ(counters.get(shop_, "others"), 1);
}

TEST_P(CallersTransaction, reaches_both_ends_of_the_range) {
    Counters counters = open(nullptr);
    counters.set(shop_, "up", kGreatest - 5);
    counters.set(shop_, "down", kLeast + 5);
    caller_->run("BEGIN");
    caller_->increment_in(counters, shop_, "up", 5);
    caller_->increment_in(counters, shop_, "down", -5);
    caller_->run("COMMIT");
    EXPECT_EQ(counters.get(shop_, "up"), kGreatest);
    EXPECT_EQ(counters.get(shop_, "down"), kLeast);
}

TEST_P(CallersTransaction, needs_an_open_transaction) {
    Counters counters = buffered();
    EXPECT_EQ(code_of([&] { caller_->increment_in(counters, shop_, "orders", 1); }),
              ErrorCode::invalid_argument);
    EXPECT_THAT(message_, HasSubstr("BEGIN"));
    EXPECT_EQ(counters.get(shop_, "orders"), 0);
}

TEST_P(CallersTransaction, refuses_what_breaks_a_limit_before_it_touches_the_transaction) {
    Counters counters = buffered();
    caller_->run("BEGIN");
    for (const auto& [type, key, amount] :
         {std::tuple("shop", "a:b", std::int64_t{1}), std::tuple("", "k", std::int64_t{1}),
          std::tuple("shop", "k", kAmountMax + 1), std::tuple("shop", "k", kLeast)}) {
        EXPECT_EQ(code_of([&, type = type, key = key, amount = amount] {
                      caller_->increment_in(counters, {type, 1}, key, amount);
                  }),
                  ErrorCode::invalid_argument)
            << message_;
    }
    order(counters);
    caller_->run("COMMIT");
    EXPECT_EQ(counters.get(shop_, "orders"), 1);
}

TEST_P(CallersTransaction, refuses_a_connection_to_a_database_without_the_table) {
    Counters counters = buffered();
    const auto elsewhere = fixture_->connect_elsewhere();
    elsewhere->run("BEGIN");
    EXPECT_EQ(code_of([&] { elsewhere->increment_in(counters, shop_, "orders", 1); }),
              ErrorCode::not_found);
    EXPECT_THAT(message_, testing::ContainsRegex("pass (a connection|one) to"));
    if (fixture_->survives_errors()) {
        elsewhere->run("COMMIT");
    }
}

TEST_P(CallersTransaction, refuses_a_transaction_that_may_not_write) {
    Counters counters = buffered();
    for (const std::string& sql : fixture_->begin_read_only()) {
        caller_->run(sql);
    }
    EXPECT_EQ(code_of([&] { caller_->increment_in(counters, shop_, "orders", 1); }),
              ErrorCode::unavailable);
    EXPECT_THAT(message_, HasSubstr("read-only"));
    caller_->run("ROLLBACK");
    EXPECT_EQ(counters.get(shop_, "orders"), 0);
}

TEST_P(CallersTransaction, refuses_closed_counters) {
    Counters counters = buffered();
    counters.close();
    caller_->run("BEGIN");
    EXPECT_EQ(code_of([&] { caller_->increment_in(counters, shop_, "orders", 1); }),
              ErrorCode::unavailable);
}

TEST_P(CallersTransaction, is_refused_while_a_set_waits_that_would_undo_it) {
    Counters counters = buffered();
    counters.set(shop_, "orders", 100);
    counters.increment(shop_, "orders", 1);
    caller_->run("BEGIN");
    EXPECT_EQ(code_of([&] { order(counters); }), ErrorCode::busy);
    EXPECT_THAT(message_, HasSubstr("sync first"));
    caller_->run("ROLLBACK");
    counters.sync();
    caller_->run("BEGIN");
    order(counters);
    caller_->run("COMMIT");
    EXPECT_EQ(counters.get(shop_, "orders"), 102);

    counters.remove(shop_, "orders");
    caller_->run("BEGIN");
    EXPECT_EQ(code_of([&] { order(counters); }), ErrorCode::busy);
    caller_->increment_in(counters, shop_, "other", 1);
    caller_->run("COMMIT");
    EXPECT_EQ(counters.get(shop_, "other"), 1);
}

TEST_P(CallersTransaction, is_hidden_by_a_set_that_comes_after_it) {
    Counters counters = buffered();
    caller_->run("BEGIN");
    order(counters);
    counters.set(shop_, "orders", 100);
    caller_->run("COMMIT");
    EXPECT_EQ(counters.get(shop_, "orders"), 100);
    counters.sync();
    EXPECT_EQ(counters.get(shop_, "orders"), 100);
}

TEST_P(CallersTransaction, is_no_event) {
    Options options;
    std::vector<std::int64_t> events;
    options.events = [&](const Event& event) { events.push_back(event.amount); };
    Counters counters = buffered(std::move(options));
    caller_->run("BEGIN");
    order(counters);
    caller_->run("COMMIT");
    counters.increment(shop_, "orders", 3);
    EXPECT_THAT(events, ElementsAre(3));
}

}  // namespace
}  // namespace model_counter::test
