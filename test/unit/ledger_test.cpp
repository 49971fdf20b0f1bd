#include "model_counter/ledger.hpp"

#include "model_counter/encoded_id.hpp"
#include "support/arbitrary_ids.hpp"
#include "support/refusal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter {
namespace {

using test::refusal;
using testing::AllOf;
using testing::HasSubstr;

std::string encoded(std::string_view text) { return encode(CounterId::parse(text).ref()); }

std::uint64_t applied(const Ledger& ledger, std::string_view text) {
    const CounterId counter = CounterId::parse(text);
    return ledger.applied(counter.ref(), encode(counter.ref()));
}

Ledger full_ledger() {
    return {5,
            {{Pattern("user"), 7}, {Pattern("page:a%3Ab:v*"), 6}},
            UnderWay{Pattern("user:1"), 9, encoded("user:1:downloads")},
            {0, 1, 0xFEDCBA9876543210, 0xFFFFFFFFFFFFFFFF}};
}

LedgerColumns full_columns() {
    return {5, "7 user\n6 page:a%3Ab:v*\n", "9 user:1\nuser:1:downloads",
            "0000000000000000 0000000000000001 fedcba9876543210 ffffffffffffffff"};
}

std::vector<std::string> texts(const LedgerColumns& columns) {
    return {std::to_string(columns.floor), columns.marks, columns.under_way, columns.nonces};
}

TEST(Ledger, has_applied_nothing_when_it_is_new) {
    EXPECT_EQ(applied({}, "user:1:k"), 0U);
    EXPECT_EQ(Ledger().greatest(), 0U);
}

TEST(Ledger, has_applied_the_floor_for_every_counter) {
    EXPECT_EQ(applied({4, {}, {}, {}}, "user:1:k"), 4U);
}

TEST(Ledger, has_applied_the_greatest_mark_that_matches) {
    const Ledger ledger{
        2, {{Pattern("user"), 5}, {Pattern("*:1"), 7}, {Pattern("page"), 1}}, {}, {}};
    EXPECT_EQ(applied(ledger, "user:1:k"), 7U);
    EXPECT_EQ(applied(ledger, "user:2:k"), 5U);
    EXPECT_EQ(applied(ledger, "page:1:k"), 7U);
    EXPECT_EQ(applied(ledger, "page:2:k"), 2U);
}

TEST(Ledger, has_applied_the_run_under_way_up_to_its_cursor_and_the_cursor_too) {
    const Ledger ledger{2, {}, UnderWay{Pattern("user"), 6, encoded("user:5:k")}, {}};
    EXPECT_EQ(applied(ledger, "user:4:k"), 6U);
    EXPECT_EQ(applied(ledger, "user:5:a"), 6U);
    EXPECT_EQ(applied(ledger, "user:5:k"), 6U);
    EXPECT_EQ(applied(ledger, "user:5:l"), 2U);
    EXPECT_EQ(applied(ledger, "user:10:a"), 2U);
    EXPECT_EQ(applied(ledger, "page:1:k"), 2U);
}

TEST(Ledger, has_applied_nothing_of_a_run_that_has_no_cursor_yet) {
    const Ledger ledger{2, {}, UnderWay{Pattern(), 6, {}}, {}};
    EXPECT_EQ(applied(ledger, "a:1:k"), 2U);
    EXPECT_EQ(ledger.greatest(), 6U);
}

TEST(Ledger, never_falls_behind_the_floor_by_an_old_mark_or_run) {
    const Ledger ledger{8, {{Pattern("user"), 3}}, UnderWay{Pattern(), 4, encoded("z:1:k")}, {}};
    EXPECT_EQ(applied(ledger, "user:1:k"), 8U);
    EXPECT_EQ(ledger.greatest(), 8U);
}

TEST(Ledger, knows_the_greatest_number_it_mentions_and_the_nonces_it_keeps) {
    EXPECT_EQ(full_ledger().greatest(), 9U);
    EXPECT_EQ((Ledger{1, {{Pattern("a"), 3}, {Pattern("b"), 2}}, {}, {}}.greatest()), 3U);
    EXPECT_TRUE(full_ledger().knows(0xFEDCBA9876543210));
    EXPECT_FALSE(full_ledger().knows(2));
    EXPECT_FALSE(Ledger().knows(0));
}

/// Whether a set's share of a counter is in, said the long way.
bool is_in(const Ledger& ledger, std::uint64_t seq, const CounterId& counter) {
    if (seq <= ledger.floor) {
        return true;
    }
    for (const Mark& mark : ledger.marks) {
        if (seq <= mark.upto && mark.pattern.matches(counter.ref())) {
            return true;
        }
    }
    if (!ledger.under_way || ledger.under_way->cursor.empty()) {
        return false;
    }
    const CounterRef cursor = decode(ledger.under_way->cursor);
    return seq <= ledger.under_way->upto && ledger.under_way->pattern.matches(counter.ref()) &&
           test::order_of(counter.ref()) <= test::order_of(cursor);
}

rc::Gen<CounterId> few_counters() {
    return rc::gen::map(rc::gen::element<std::string>("a:1:k", "a:1:l", "a:2:k", "a:10:k", "a:x:k",
                                                      "b:1:k", "b:x%3Ay:k", "b:-1:k"),
                        [](const std::string& text) { return CounterId::parse(text); });
}

rc::Gen<Pattern> any_pattern() {
    return rc::gen::map(
        rc::gen::element<std::string>("*", "a", "a:1", "a:1*", "*:x*", "::k", "b:?", "a:2:k"),
        [](const std::string& text) { return Pattern(text); });
}

rc::Gen<Ledger> any_ledger() {
    const auto seq = rc::gen::element<std::uint64_t>(0, 1, 2, 3, 4, 5, 6, 7);
    const auto mark = rc::gen::apply(
        [](Pattern pattern, std::uint64_t upto) {
            return Mark{std::move(pattern), upto};
        },
        any_pattern(), seq);
    const auto cursor = rc::gen::oneOf(
        rc::gen::just(std::string()),
        rc::gen::map(few_counters(), [](const CounterId& at) { return encode(at.ref()); }));
    const auto under_way = rc::gen::apply(
        [](bool runs, Pattern pattern, std::uint64_t upto, std::string at) {
            return runs ? std::optional(UnderWay{std::move(pattern), upto, std::move(at)})
                        : std::nullopt;
        },
        rc::gen::arbitrary<bool>(), any_pattern(), seq, cursor);
    return rc::gen::apply(
        [](std::uint64_t floor, std::vector<Mark> marks, std::optional<UnderWay> run,
           std::vector<std::uint64_t> nonces) {
            return Ledger{floor, std::move(marks), std::move(run), std::move(nonces)};
        },
        seq, rc::gen::resize(4, rc::gen::container<std::vector<Mark>>(mark)), under_way,
        rc::gen::container<std::vector<std::uint64_t>>(rc::gen::arbitrary<std::uint64_t>()));
}

RC_GTEST_PROP(Ledger, counts_a_part_exactly_when_it_is_not_in, ()) {
    const Ledger ledger = *any_ledger();
    const CounterId counter = *few_counters();
    const std::uint64_t applied = ledger.applied(counter.ref(), encode(counter.ref()));
    for (std::uint64_t seq = 1; seq < 10; ++seq) {
        RC_ASSERT((seq > applied) == !is_in(ledger, seq, counter));
    }
    RC_CLASSIFY(applied > ledger.floor, "past the floor");
    RC_ASSERT(applied <= ledger.greatest());
}

RC_GTEST_PROP(LedgerColumns, lose_nothing, ()) {
    const Ledger ledger = *any_ledger();
    RC_ASSERT(from_columns(to_columns(ledger)) == ledger);
}

TEST(LedgerColumns, are_texts_for_people_too) {
    EXPECT_EQ(texts(to_columns(full_ledger())), texts(full_columns()));
    EXPECT_EQ(from_columns(full_columns()), full_ledger());
}

TEST(LedgerColumns, are_empty_where_there_is_nothing) {
    EXPECT_EQ(texts(to_columns({})), (std::vector<std::string>{"0", "", "", ""}));
    EXPECT_EQ(from_columns({}), Ledger());
}

TEST(LedgerColumns, tell_a_run_that_has_no_cursor_yet_from_no_run) {
    const Ledger ledger{0, {}, UnderWay{Pattern(), 3, {}}, {}};
    EXPECT_EQ(to_columns(ledger).under_way, "3 *\n");
    EXPECT_EQ(from_columns(to_columns(ledger)), ledger);
}

TEST(LedgerColumns, hold_a_cursor_and_a_pattern_of_any_characters) {
    const CounterId counter(Owner("é", "a:b%\"'\\ c"), "k'; --");
    const Ledger ledger{0, {}, UnderWay{Pattern("é:a%3A*: "), 3, encode(counter.ref())}, {}};
    EXPECT_EQ(from_columns(to_columns(ledger)), ledger);
}

TEST(LedgerColumns, are_refused_by_name_when_they_are_damaged) {
    const auto refused = [](const std::function<void(LedgerColumns&)>& damage) {
        LedgerColumns columns = full_columns();
        damage(columns);
        return refusal([&] { static_cast<void>(from_columns(columns)); }, ErrorCode::corrupt);
    };
    EXPECT_THAT(refused([](auto& columns) { columns.floor = -1; }),
                AllOf(HasSubstr("column floor"), HasSubstr("-1"), HasSubstr("backup")));
    for (const char* marks :
         {"7", "7 \n", " user\n", "x user\n", "-7 user\n", "7user\n", "7 a:b:c:d\n", "\n",
          "7 user\n\n", "18446744073709551616 user\n", "7\tuser\n", "7 us\x01\n"}) {
        EXPECT_THAT(refused([&](auto& columns) { columns.marks = marks; }),
                    AllOf(HasSubstr("column marks"), HasSubstr("damaged")))
            << marks;
    }
    for (const char* under_way :
         {"9", "9 \n", "\n", "x user\n", "9 user:1\nuser:1", "9 user:1\nuser:1:\n", "9 user\n\n",
          "9 user:1\nuser:1:k:day:1", "9 user:1\nuser:%zz:k"}) {
        EXPECT_THAT(refused([&](auto& columns) { columns.under_way = under_way; }),
                    AllOf(HasSubstr("column under_way"), HasSubstr("damaged")))
            << under_way;
    }
    for (const char* nonces :
         {"0", "000000000000000g", "00000000000000001", " 0000000000000001", "-000000000000001",
          "0000000000000001  0000000000000002", "0000000000000001,0000000000000002"}) {
        EXPECT_THAT(refused([&](auto& columns) { columns.nonces = nonces; }),
                    AllOf(HasSubstr("column nonces"), HasSubstr("damaged")))
            << nonces;
    }
}

TEST(LedgerColumns, are_refused_when_they_were_cut_short_or_written_in_another_way) {
    const auto refused = [](const std::function<void(LedgerColumns&)>& damage) {
        LedgerColumns columns = full_columns();
        damage(columns);
        return refusal([&] { static_cast<void>(from_columns(columns)); }, ErrorCode::corrupt);
    };
    // "6 page" was "6 page:a%3Ab:v*": read as it stands, it would hide counts that are not in.
    for (const char* marks : {"7 user\n6 page", "07 user\n", "7 user:*\n", "7 user:**\n"}) {
        EXPECT_THAT(refused([&](auto& columns) { columns.marks = marks; }),
                    AllOf(HasSubstr("column marks"), HasSubstr("damaged")))
            << marks;
    }
    for (const char* under_way : {"9 us", "09 user\n", "9 user:*\n"}) {
        EXPECT_THAT(refused([&](auto& columns) { columns.under_way = under_way; }),
                    AllOf(HasSubstr("column under_way"), HasSubstr("damaged")))
            << under_way;
    }
    for (const char* nonces : {"0000000000000001 ", "000000000000000A"}) {
        EXPECT_THAT(refused([&](auto& columns) { columns.nonces = nonces; }),
                    AllOf(HasSubstr("column nonces"), HasSubstr("damaged")))
            << nonces;
    }
}

}  // namespace
}  // namespace model_counter
