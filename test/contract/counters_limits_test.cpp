#include "contract/counters_contract.hpp"

namespace model_counter::test {
namespace {

using testing::HasSubstr;

/// Every verb that takes an owner and a key.
struct Verb {
    const char* name;
    std::function<void(Counters&, const OwnerRef&, std::string_view)> call;
};

const std::vector<Verb>& verbs() {
    static const std::vector<Verb> all{
        {"increment",
         [](Counters& c, const OwnerRef& o, std::string_view k) { c.increment(o, k); }},
        {"decrement",
         [](Counters& c, const OwnerRef& o, std::string_view k) { c.decrement(o, k); }},
        {"set", [](Counters& c, const OwnerRef& o, std::string_view k) { c.set(o, k, 1); }},
        {"reset", [](Counters& c, const OwnerRef& o, std::string_view k) { c.reset(o, k); }},
        {"remove", [](Counters& c, const OwnerRef& o, std::string_view k) { c.remove(o, k); }},
        {"get", [](Counters& c, const OwnerRef& o, std::string_view k) { (void)c.get(o, k); }},
        {"handle",
         [](Counters& c, const OwnerRef& o, std::string_view k) { (void)c.handle(o, k); }},
    };
    return all;
}

class CountersLimits : public CountersContract {
protected:
    void expect_refused(const OwnerRef& owner, std::string_view key, const char* message) {
        for (const Verb& verb : verbs()) {
            EXPECT_EQ(code_of([&] { verb.call(counters(), owner, key); }),
                      ErrorCode::invalid_argument)
                << verb.name;
            EXPECT_THAT(message_, HasSubstr(message)) << verb.name;
        }
    }

    void expect_taken(const OwnerRef& owner, std::string_view key) {
        counters().increment(owner, key, 3);
        counters().sync();
        EXPECT_EQ(counters().get(owner, key), 3);
        EXPECT_EQ(counters().handle(owner, key).add(), std::error_code());
        EXPECT_EQ(counters().get(owner, key), 4);
    }
};

INSTANTIATE_TEST_SUITE_P(, CountersLimits, testing::ValuesIn(counters_kinds()), counters_kind_name);

TEST_P(CountersLimits, takes_keys_of_1_to_100_bytes) {
    expect_taken(user_.ref(), "k");
    expect_taken(user_.ref(), std::string(100, 'k'));
    expect_refused(user_.ref(), std::string(101, 'k'), "100");
    expect_refused(user_.ref(), "", "empty");
}

TEST_P(CountersLimits, refuses_colons_control_characters_and_broken_utf8_in_keys) {
    expect_refused(user_.ref(), "a:b", ":");
    expect_refused(user_.ref(), "a\nb", "control");
    expect_refused(user_.ref(), std::string_view("a\0b", 3), "control");
    expect_refused(user_.ref(), "a\xff", "UTF-8");
    expect_taken(user_.ref(), "größe 100 %");
}

TEST_P(CountersLimits, takes_owner_types_of_1_to_255_bytes_without_colons) {
    expect_taken({std::string(255, 't'), 1}, "k");
    const std::string long_type(256, 't');
    expect_refused({long_type, 1}, "k", "255");
    expect_refused({"", 1}, "k", "empty");
    expect_refused({"a:b", 1}, "k", ":");
}

TEST_P(CountersLimits, takes_owner_ids_of_1_to_255_bytes_with_colons) {
    const std::string longest(255, 'i');
    expect_taken({"user", longest}, "k");
    expect_taken({"user", "urn:isbn:1"}, "k");
    const std::string too_long(256, 'i');
    expect_refused({"user", too_long}, "k", "255");
    expect_refused({"user", ""}, "k", "empty");
    expect_refused({"user", "a\tb"}, "k", "control");
    EXPECT_EQ(code_of([&] { (void)counters().all(OwnerRef("user", "")); }),
              ErrorCode::invalid_argument);
    EXPECT_EQ(code_of([&] { counters().remove_all(OwnerRef("user", "")); }),
              ErrorCode::invalid_argument);
}

TEST_P(CountersLimits, takes_integer_ids_of_64_bits_signed_and_unsigned) {
    expect_taken({"user", kLeast}, "k");
    expect_taken({"user", kGreatest}, "k");
    expect_taken({"user", std::numeric_limits<std::uint64_t>::max()}, "k");
    EXPECT_EQ(counters().get(OwnerRef("user", "18446744073709551615"), "k"), 4);
}

TEST_P(CountersLimits, takes_amounts_up_to_2_to_the_62_less_1) {
    counters().increment(user_, "a", kAmountMax);
    counters().increment(user_, "b", -kAmountMax);
    EXPECT_EQ(counters().get(user_, {"a", "b"}), (Values{{"a", kAmountMax}, {"b", -kAmountMax}}));
    CounterHandle handle = counters().handle(user_, "a");
    handle.increment(-kAmountMax);
    handle.decrement(kAmountMax);
    EXPECT_EQ(counters().get(user_, "a"), -kAmountMax);
}

TEST_P(CountersLimits, refuses_greater_amounts_and_counts_nothing) {
    CounterHandle handle = counters().handle(user_, "a");
    for (const std::int64_t amount : {kAmountMax + 1, -kAmountMax - 1, kGreatest, kLeast}) {
        EXPECT_EQ(code_of([&] { counters().increment(user_, "a", amount); }),
                  ErrorCode::invalid_argument);
        EXPECT_THAT(message_, HasSubstr("2^62"));
        EXPECT_EQ(code_of([&] { counters().decrement(user_, "a", amount); }),
                  ErrorCode::invalid_argument);
        EXPECT_EQ(handle.add(amount), make_error_code(ErrorCode::invalid_argument));
        EXPECT_EQ(code_of([&] { handle.decrement(amount); }), ErrorCode::invalid_argument);
        EXPECT_THAT(message_, HasSubstr("user:1:a"));
        const std::vector<Increment> many{{{user_.ref(), "a"}, amount}};
        EXPECT_EQ(counters().increment_many(many).done, 0U);
    }
    EXPECT_EQ(counters().get(user_, "a"), 0);
}

TEST_P(CountersLimits, takes_any_64_bit_value_in_set) {
    counters().set(user_, "least", kLeast);
    counters().set(user_, "greatest", kGreatest);
    counters().sync();
    EXPECT_EQ(counters().get(user_, {"least", "greatest"}),
              (Values{{"least", kLeast}, {"greatest", kGreatest}}));
}

TEST_P(CountersLimits, refuses_an_increment_that_leaves_64_bits_and_keeps_the_value) {
    counters().set(user_, "a", kGreatest);
    EXPECT_EQ(code_of([&] { counters().increment(user_, "a"); }), ErrorCode::out_of_range);
    CounterHandle handle = counters().handle(user_, "a");
    EXPECT_EQ(handle.add(), make_error_code(ErrorCode::out_of_range));
    EXPECT_EQ(code_of([&] { handle.increment(); }), ErrorCode::out_of_range);
    EXPECT_EQ(counters().get(user_, "a"), kGreatest);
    counters().decrement(user_, "a", 1);
    EXPECT_EQ(counters().get(user_, "a"), kGreatest - 1);
}

TEST_P(CountersLimits, says_so_when_store_and_database_together_leave_64_bits) {
    counters().set(user_, "a", kGreatest);
    counters().sync();
    // The store knows nothing of the row: only who reads or syncs can tell.
    const auto code = code_of([&] { counters().increment(user_, "a", 5); });
    if (is_direct()) {
        EXPECT_EQ(code, ErrorCode::out_of_range);
        EXPECT_EQ(counters().get(user_, "a"), kGreatest);
        return;
    }
    EXPECT_EQ(code, std::nullopt);
    EXPECT_EQ(code_of([&] { (void)counters().get(user_, "a"); }), ErrorCode::out_of_range);
    EXPECT_THAT(message_, HasSubstr("user:1:a"));
    EXPECT_EQ(counters().sync().rejected, 1U);
    EXPECT_EQ(counters().get(user_, "a"), kGreatest);
    EXPECT_THAT(database_->rejects(), testing::SizeIs(1));
}

TEST_P(CountersLimits, counts_those_before_one_of_many_that_does_not_fit) {
    counters().set(user_, "full", kGreatest);
    const std::vector<Increment> many{{{user_.ref(), "a"}, 1},
                                      {{user_.ref(), "b"}, 1},
                                      {{user_.ref(), "full"}, 1},
                                      {{user_.ref(), "c"}, 1}};
    const BulkResult result = counters().increment_many(many);
    EXPECT_EQ(result.done, 2U);
    ASSERT_TRUE(result.error.has_value());
    EXPECT_EQ(result.error->kind(), ErrorCode::out_of_range);
    Values expected{{"a", 1}, {"b", 1}, {"full", kGreatest}};
    // A store behind a network may have counted what was sent behind the refused one, and says so.
    if (!result.counted_behind.empty()) {
        EXPECT_EQ(result.counted_behind, std::vector<std::size_t>{3});
        expected = {{"a", 1}, {"b", 1}, {"c", 1}, {"full", kGreatest}};
    }
    EXPECT_EQ(counters().all(user_), expected);
}

TEST_P(CountersLimits, refuses_text_ids_when_the_table_takes_whole_numbers_only) {
    MemoryDatabaseOptions bigint;
    bigint.owner_id_kind = OwnerIdKind::bigint;
    Counters strict(store_ ? store_->open_first() : nullptr, make_memory_database(bigint));
    EXPECT_EQ(code_of([&] { strict.increment(Owner("user", "anna"), "a"); }),
              ErrorCode::invalid_argument);
    EXPECT_THAT(message_, HasSubstr("--owner-id string"));
    EXPECT_EQ(code_of([&] { (void)strict.handle(Owner("user", "anna"), "a"); }),
              ErrorCode::invalid_argument);
    strict.increment(user_, "a");
    strict.sync();
    EXPECT_EQ(strict.get(user_, "a"), 1);
}

}  // namespace
}  // namespace model_counter::test
