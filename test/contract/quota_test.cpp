#include "contract/quota_contract.hpp"

#include <random>

namespace model_counter::test {
namespace {

using testing::HasSubstr;

using Quota = QuotaContract;

INSTANTIATE_TEST_SUITE_P(, Quota, testing::ValuesIn(quota_kinds()), counters_kind_name);

TEST_P(Quota, counts_up_to_the_limit_and_not_one_beyond) {
    for (std::int64_t i = 1; i <= 5; ++i) {
        EXPECT_EQ(counters().increment_within(user_, "seats", 1, 5), i);
    }
    EXPECT_EQ(refusal([&] { counters().increment_within(user_, "seats", 1, 5); }),
              (Refusal{5, 1, 5}));
    EXPECT_EQ(counters().get(user_, "seats"), 5);
}

TEST_P(Quota, counts_all_that_was_asked_or_nothing) {
    EXPECT_EQ(counters().increment_within(user_, "bytes", 70, 100), 70);
    EXPECT_EQ(refusal([&] { counters().increment_within(user_, "bytes", 31, 100); }),
              (Refusal{70, 31, 100}));
    EXPECT_EQ(counters().increment_within(user_, "bytes", 30, 100), 100);
    EXPECT_EQ(counters().increment_within(user_, "bytes", 0, 100), 100);
}

TEST_P(Quota, counts_down_to_the_floor_and_not_one_below) {
    counters().increment(user_, "credit", 10);
    EXPECT_EQ(counters().decrement_within(user_, "credit", 7, 0), 3);
    EXPECT_EQ(refusal([&] { counters().decrement_within(user_, "credit", 4, 0); }),
              (Refusal{3, -4, 0}));
    EXPECT_EQ(counters().decrement_within(user_, "credit", 4, -1), -1);
}

TEST_P(Quota, tells_the_new_value) {
    EXPECT_EQ(counters().increment_and_get(user_, "tickets"), 1);
    EXPECT_EQ(counters().increment_and_get(user_, "tickets", 41), 42);
    counters().sync();
    EXPECT_EQ(counters().increment_and_get(user_, "tickets", -2), 40);
    EXPECT_EQ(rows()["user:1:tickets"], is_direct() ? 40 : 42);
}

TEST_P(Quota, knows_what_is_in_the_table_and_what_waits) {
    counters().increment(user_, "calls", 3);
    counters().sync();
    counters().increment(user_, "calls", 4);
    EXPECT_EQ(refusal([&] { counters().increment_within(user_, "calls", 4, 10); }),
              (Refusal{7, 4, 10}));
    EXPECT_EQ(counters().increment_within(user_, "calls", 3, 10), 10);
    counters().sync();
    EXPECT_EQ(rows()["user:1:calls"], 10);
}

TEST_P(Quota, follows_values_that_were_set_and_counters_that_were_removed) {
    sole().increment(user_, "calls", 9);
    sole().sync();
    sole().set(user_, "calls", 2);
    EXPECT_EQ(sole().increment_within(user_, "calls", 5, 10), 7);
    EXPECT_TRUE(refusal([&] { sole().increment_within(user_, "calls", 4, 10); }));
    sole().remove(user_, "calls");
    EXPECT_EQ(refusal([&] { sole().increment_within(user_, "calls", 11, 10); }),
              (Refusal{0, 11, 10}));
    EXPECT_EQ(sole().get(user_, "calls"), 0);
    EXPECT_EQ(sole().increment_within(user_, "calls", 10, 10), 10);
    sole().sync();
    EXPECT_EQ(rows()["user:1:calls"], 10);
}

TEST_P(Quota, refuses_where_plain_increments_have_passed_the_limit) {
    counters().increment(user_, "calls", 12);
    EXPECT_EQ(refusal([&] { counters().increment_within(user_, "calls", 0, 10); }),
              (Refusal{12, 0, 10}));
    EXPECT_EQ(counters().decrement_within(user_, "calls", 12, 0), 0);
}

TEST_P(Quota, is_exact_at_the_ends_of_the_range) {
    counters().set(user_, "wide", kGreatest - 1);
    EXPECT_EQ(counters().increment_within(user_, "wide", 1, kGreatest), kGreatest);
    EXPECT_EQ(refusal([&] { counters().increment_within(user_, "wide", 1, kGreatest); }),
              (Refusal{kGreatest, 1, kGreatest}));
    EXPECT_EQ(code_of([&] { counters().increment_and_get(user_, "wide"); }),
              ErrorCode::out_of_range);
    counters().set(user_, "deep", kLeast + 1);
    counters().sync();
    EXPECT_EQ(counters().decrement_within(user_, "deep", 1, kLeast), kLeast);
    EXPECT_TRUE(refusal([&] { counters().decrement_within(user_, "deep", 1, kLeast); }));
    EXPECT_TRUE(refusal([&] { counters().increment_within(user_, "wide", 0, kLeast); }));
    EXPECT_TRUE(refusal([&] { counters().decrement_within(user_, "deep", 0, kGreatest); }));
}

TEST_P(Quota, tells_counts_near_two_to_the_53_apart) {
    constexpr std::int64_t kBeyondDoubles = (std::int64_t{1} << 53) + 1;
    counters().set(user_, "wide", kBeyondDoubles - 2);
    EXPECT_EQ(counters().increment_within(user_, "wide", 2, kBeyondDoubles), kBeyondDoubles);
    EXPECT_TRUE(refusal([&] { counters().increment_within(user_, "wide", 1, kBeyondDoubles); }));
    EXPECT_EQ(counters().get(user_, "wide"), kBeyondDoubles);
}

TEST_P(Quota, refuses_amounts_below_zero_and_beyond_the_limit_of_amounts) {
    EXPECT_EQ(code_of([&] { counters().increment_within(user_, "calls", -1, 10); }),
              ErrorCode::invalid_argument);
    EXPECT_EQ(code_of([&] { counters().decrement_within(user_, "calls", -1, 10); }),
              ErrorCode::invalid_argument);
    EXPECT_EQ(code_of([&] { counters().increment_and_get(user_, "calls", kAmountMax + 1); }),
              ErrorCode::invalid_argument);
    EXPECT_EQ(code_of([&] { counters().increment_within(user_, "a:b", 1, 10); }),
              ErrorCode::invalid_argument);
}

TEST_P(Quota, names_counter_and_numbers_in_its_message) {
    try {
        counters().increment_within(user_, "calls", 11, 10);
        ADD_FAILURE() << "the limit was passed";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("user:1:calls"));
        EXPECT_THAT(error.what(), HasSubstr("at most 10"));
    }
}

TEST_P(Quota, tells_events_of_what_was_counted_and_of_nothing_else) {
    std::vector<std::int64_t> told;
    Options options;
    options.sole_writer = true;
    options.events = [&](const Event& event) {
        told.push_back(event.kind == Event::Kind::decremented ? -event.amount : event.amount);
    };
    counters(std::move(options)).increment_within(user_, "calls", 7, 10);
    EXPECT_TRUE(refusal([&] { counters().increment_within(user_, "calls", 4, 10); }));
    counters().decrement_within(user_, "calls", 2, 0);
    EXPECT_EQ(told, (std::vector<std::int64_t>{7, -2}));
}

TEST_P(Quota, reads_hot_counters_exactly_whatever_happens_between) {
    std::mt19937 random(20240229);
    std::int64_t value = 0;
    for (int step = 0; step < 200; ++step) {
        const auto number = static_cast<std::int64_t>(random() % 100) - 30;
        switch (random() % 8) {
            case 0:
                sole().sync();
                break;
            case 1:
                sole().set(user_, "hot", value = number);
                break;
            case 2:
                sole().remove(user_, "hot");
                value = 0;
                break;
            case 3:
                value += number;
                EXPECT_EQ(sole().increment_and_get(user_, "hot", number), value);
                break;
            default:
                sole().increment(user_, "hot", number);
                value += number;
                break;
        }
        ASSERT_EQ(sole().get(user_, "hot"), value) << "after step " << step;
        ASSERT_EQ(sole().get(user_, "hot"), value) << "again after step " << step;
    }
}

TEST_P(Quota, sees_what_was_written_past_the_store_once_it_is_told) {
    if (is_direct()) {
        return;  // Nothing is remembered.
    }
    sole().increment(user_, "hot", 3);
    EXPECT_EQ(sole().get(user_, "hot"), 3);
    const std::string encoded = encode(CounterRef{user_.ref(), "hot"});
    const std::vector<FoldRow> rows{{encoded, {Change::Kind::add, 40}}};
    database_->open()->write(rows);
    EXPECT_EQ(sole().get(user_, "hot"), 3) << "what is remembered was not used";
    sole().table_changed();
    EXPECT_EQ(sole().get(user_, "hot"), 43);
    EXPECT_EQ(refusal([&] { sole().increment_within(user_, "hot", 1, 43); }), (Refusal{43, 1, 43}));
}

TEST_P(Quota, forgets_what_the_table_rejected) {
    if (is_direct()) {
        return;  // The table refuses, and rejects nothing.
    }
    sole().set(user_, "hot", kGreatest);
    sole().sync();
    sole().increment(user_, "hot", 5);
    sole().sync();  // Leaves int64, and goes to the rejects.
    EXPECT_EQ(sole().get(user_, "hot"), kGreatest);
    EXPECT_EQ(sole().decrement_within(user_, "hot", 1, 0), kGreatest - 1);
}

}  // namespace
}  // namespace model_counter::test
