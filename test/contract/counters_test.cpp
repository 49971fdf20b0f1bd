#include "contract/counters_contract.hpp"

namespace model_counter::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

using CountersVerbs = CountersContract;

INSTANTIATE_TEST_SUITE_P(, CountersVerbs, testing::ValuesIn(counters_kinds()), counters_kind_name);

TEST_P(CountersVerbs, reads_zero_where_nothing_was_counted) {
    EXPECT_EQ(counters().get(user_, "downloads"), 0);
    EXPECT_THAT(counters().all(user_), IsEmpty());
}

TEST_P(CountersVerbs, counts_by_one_unless_told_otherwise) {
    counters().increment(user_, "downloads");
    counters().increment(user_, "downloads", 5);
    counters().decrement(user_, "downloads");
    counters().decrement(user_, "downloads", 2);
    EXPECT_EQ(counters().get(user_, "downloads"), 3);
}

TEST_P(CountersVerbs, goes_below_zero) {
    counters().decrement(user_, "balance", 7);
    counters().increment(user_, "balance", -3);
    EXPECT_EQ(counters().get(user_, "balance"), -10);
    counters().decrement(user_, "balance", -4);
    EXPECT_EQ(counters().get(user_, "balance"), -6);
}

TEST_P(CountersVerbs, reads_several_counters_in_the_order_asked) {
    counters().increment(user_, "a", 1);
    counters().increment(user_, "b", 2);
    EXPECT_EQ(counters().get(user_, {"b", "missing", "a", "b"}),
              (Values{{"b", 2}, {"missing", 0}, {"a", 1}, {"b", 2}}));
    const std::vector<std::string_view> keys{"a", "b"};
    EXPECT_EQ(counters().get(user_, std::span(keys)), (Values{{"a", 1}, {"b", 2}}));
    EXPECT_THAT(counters().get(user_, std::span<const std::string_view>()), IsEmpty());
}

TEST_P(CountersVerbs, keeps_owners_apart) {
    counters().increment(user_, "downloads", 1);
    counters().increment(Owner("user", 10), "downloads", 2);
    counters().increment(Owner("users", 1), "downloads", 3);
    counters().increment(Owner("user", "01"), "downloads", 4);
    counters().increment(global_owner(), "downloads", 5);
    counters().sync();
    EXPECT_EQ(counters().get(user_, "downloads"), 1);
    EXPECT_EQ(counters().get(Owner("user", "1"), "downloads"), 1);
    EXPECT_EQ(counters().get(Owner("user", 10), "downloads"), 2);
    EXPECT_EQ(counters().get(Owner("users", 1), "downloads"), 3);
    EXPECT_EQ(counters().get(Owner("user", "01"), "downloads"), 4);
    EXPECT_EQ(counters().get(global_owner(), "downloads"), 5);
}

TEST_P(CountersVerbs, lists_synced_and_unsynced_counters_sorted_by_key) {
    counters().increment(user_, "b", 1);
    counters().increment(user_, "c", 3);
    counters().sync();
    counters().increment(user_, "a", 2);
    counters().increment(user_, "b", 10);
    counters().increment(Owner("user", 2), "d");
    EXPECT_EQ(counters().all(user_), (Values{{"a", 2}, {"b", 11}, {"c", 3}}));
}

TEST_P(CountersVerbs, gives_a_value_that_later_increments_add_to) {
    counters().increment(user_, "downloads", 3);
    counters().sync();
    counters().increment(user_, "downloads", 4);
    counters().set(user_, "downloads", 100);
    EXPECT_EQ(counters().get(user_, "downloads"), 100);
    counters().increment(user_, "downloads", 5);
    EXPECT_EQ(counters().get(user_, "downloads"), 105);
    counters().sync();
    EXPECT_EQ(rows(), (Rows{{"user:1:downloads", 105}}));
}

TEST_P(CountersVerbs, resets_to_zero_and_keeps_the_counter) {
    counters().increment(user_, "downloads", 3);
    counters().reset(user_, "downloads");
    EXPECT_EQ(counters().get(user_, "downloads"), 0);
    EXPECT_EQ(counters().all(user_), (Values{{"downloads", 0}}));
    counters().sync();
    EXPECT_EQ(rows(), (Rows{{"user:1:downloads", 0}}));
}

TEST_P(CountersVerbs, removes_a_counter_that_then_starts_from_zero) {
    counters().increment(user_, "downloads", 3);
    counters().sync();
    counters().remove(user_, "downloads");
    EXPECT_EQ(counters().get(user_, "downloads"), 0);
    EXPECT_THAT(counters().all(user_), IsEmpty());
    counters().sync();
    EXPECT_THAT(rows(), IsEmpty());
    counters().increment(user_, "downloads", 2);
    EXPECT_EQ(counters().get(user_, "downloads"), 2);
    counters().remove(user_, "never there");
    EXPECT_EQ(counters().all(user_), (Values{{"downloads", 2}}));
}

TEST_P(CountersVerbs, removes_every_counter_of_an_owner_and_says_how_many) {
    counters().increment(user_, "a");
    counters().sync();
    counters().increment(user_, "b");
    counters().increment(Owner("user", 2), "a");
    EXPECT_EQ(counters().remove_all(user_), 2U);
    EXPECT_THAT(counters().all(user_), IsEmpty());
    EXPECT_EQ(counters().remove_all(user_), 0U);
    counters().sync();
    EXPECT_EQ(rows(), (Rows{{"user:2:a", 1}}));
}

TEST_P(CountersVerbs, counts_many_in_one_call) {
    const Owner other("user", 2);
    const std::vector<Increment> many{
        {{user_.ref(), "a"}, 1}, {{other.ref(), "a"}, 2}, {{user_.ref(), "a"}, 10}};
    const BulkResult result = counters().increment_many(many);
    EXPECT_EQ(result.done, 3U);
    EXPECT_FALSE(result.error.has_value());
    EXPECT_EQ(counters().get(user_, "a"), 11);
    EXPECT_EQ(counters().get(other, "a"), 2);
}

TEST_P(CountersVerbs, says_how_far_a_call_with_many_came) {
    const std::vector<Increment> many{{{user_.ref(), "a"}, 1},
                                      {{user_.ref(), "b"}, 2},
                                      {{user_.ref(), "c:d"}, 3},
                                      {{user_.ref(), "e"}, 4}};
    const BulkResult result = counters().increment_many(many);
    EXPECT_EQ(result.done, 2U);
    ASSERT_TRUE(result.error.has_value());
    EXPECT_EQ(result.error->kind(), ErrorCode::invalid_argument);
    EXPECT_EQ(counters().all(user_), (Values{{"a", 1}, {"b", 2}}));
}

TEST_P(CountersVerbs, syncs_everything_or_what_a_pattern_chooses) {
    counters().increment(user_, "a", 1);
    counters().increment(Owner("user", 10), "a", 2);
    if (!is_direct()) {
        SyncOptions only_user;
        only_user.pattern = Pattern("user:1");
        const SyncReport part = counters().sync(only_user);
        EXPECT_EQ(part.rows, 1U);
        EXPECT_EQ(part.amount, 1);
        EXPECT_EQ(rows(), (Rows{{"user:1:a", 1}}));
    }
    const SyncReport rest = counters().sync();
    EXPECT_EQ(rest.rows, is_direct() ? 0U : 1U);
    EXPECT_EQ(rows(), (Rows{{"user:10:a", 2}, {"user:1:a", 1}}));
    EXPECT_EQ(counters().sync().rows, 0U);
}

TEST_P(CountersVerbs, shows_what_a_sync_would_do_and_does_nothing) {
    counters().increment(user_, "a", 3);
    counters().set(user_, "b", 7);
    const auto preview = counters().preview_sync();
    if (is_direct()) {
        EXPECT_THAT(preview, IsEmpty());
        return;
    }
    ASSERT_EQ(preview.size(), 2U);
    EXPECT_EQ(preview[0].counter, "user:1:a");
    EXPECT_EQ(preview[0].pending, "+3");
    EXPECT_EQ(preview[0].becomes, 3);
    EXPECT_EQ(preview[1].pending, "=7");
    EXPECT_THAT(rows(), IsEmpty());
    EXPECT_THAT(counters().preview_sync(Pattern("user:1:b")), testing::SizeIs(1));
}

TEST_P(CountersVerbs, uses_the_batch_size_it_was_made_with) {
    Options options;
    options.batch_rows_max = 2;
    for (const char* key : {"a", "b", "c", "d", "e"}) {
        counters(options).increment(user_, key);
    }
    EXPECT_EQ(counters().sync().batches, is_direct() ? 0U : 3U);
}

TEST_P(CountersVerbs, refuses_a_batch_size_out_of_its_limits) {
    for (const std::size_t rows_max : {std::size_t{0}, kBatchRowsMax + 1}) {
        Options options;
        options.batch_rows_max = rows_max;
        EXPECT_EQ(code_of([&] { open(options); }), ErrorCode::invalid_argument);
    }
}

TEST_P(CountersVerbs, refuses_a_null_database) {
    EXPECT_EQ(code_of([] { Counters(nullptr, nullptr); }), ErrorCode::invalid_argument);
}

TEST_P(CountersVerbs, says_what_stands_behind_it) {
    counters().increment(user_, "a");
    const CountersStatus status = counters().status();
    EXPECT_EQ(status.direct, is_direct());
    EXPECT_EQ(status.store.kind, is_direct() ? "direct" : GetParam().store->name);
    EXPECT_EQ(status.database.kind, GetParam().database.name);
    if (status.store.kind == "memory") {
        EXPECT_THAT(status.store.warnings, ElementsAre(HasSubstr("ends with this process")));
    }
}

TEST_P(CountersVerbs, goes_on_when_it_is_moved) {
    counters().increment(user_, "a", 1);
    CounterHandle handle = counters().handle(user_, "a");
    Counters moved = std::move(counters());
    handle.increment();
    moved.increment(user_, "a", 1);
    EXPECT_EQ(moved.get(user_, "a"), 3);
    // What was moved from says so.
    EXPECT_EQ(code_of([&] { counters().increment(user_, "a"); }), ErrorCode::unavailable);
    counters() = std::move(moved);
    EXPECT_EQ(counters().get(user_, "a"), 3);
}

}  // namespace
}  // namespace model_counter::test
