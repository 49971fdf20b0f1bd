#include "model_counter/pattern.hpp"

#include "support/arbitrary_ids.hpp"
#include "support/refusal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter {
namespace {

using test::refusal;
using testing::AllOf;
using testing::HasSubstr;

bool matches(std::string_view pattern, const CounterId& counter) {
    return Pattern(pattern).matches(counter.ref());
}

bool matches(std::string_view pattern, std::string_view counter) {
    return matches(pattern, CounterId::parse(counter));
}

TEST(Pattern, with_an_id_matches_that_owner_alone) {
    EXPECT_TRUE(matches("user:1", "user:1:downloads"));
    EXPECT_TRUE(matches("user:1", "user:1:views"));
    EXPECT_FALSE(matches("user:1", "user:10:downloads"));
    EXPECT_FALSE(matches("user:1", "user:01:downloads"));
    EXPECT_FALSE(matches("user:1", "user:-1:downloads"));
    EXPECT_FALSE(matches("user:1", "users:1:downloads"));
}

TEST(Pattern, with_a_star_behind_the_id_matches_longer_ids_too) {
    EXPECT_TRUE(matches("user:1*", "user:1:k"));
    EXPECT_TRUE(matches("user:1*", "user:10:k"));
    EXPECT_FALSE(matches("user:1*", "user:21:k"));
    EXPECT_TRUE(matches("user:*1", "user:21:k"));
}

TEST(Pattern, matches_all_where_a_field_is_missing_or_empty) {
    EXPECT_TRUE(matches("user", "user:1:k"));
    EXPECT_FALSE(matches("user", "page:1:k"));
    EXPECT_TRUE(matches("user:", "user:1:k"));
    EXPECT_TRUE(matches("user::k", "user:1:k"));
    EXPECT_FALSE(matches("user::k", "user:1:kk"));
    EXPECT_TRUE(matches("::k", "page:x:k"));
    EXPECT_FALSE(matches("::k", "page:k:x"));
    EXPECT_TRUE(matches(":1:", "page:1:x"));
    EXPECT_FALSE(matches(":1:", "page:2:x"));
}

TEST(Pattern, matches_everything_by_stars_alone) {
    EXPECT_TRUE(Pattern().matches_everything());
    for (const char* text : {"*", "**", "*:*", "*:*:*", ":", "::", ":*:"}) {
        EXPECT_TRUE(Pattern(text).matches_everything()) << text;
        EXPECT_EQ(Pattern(text), Pattern()) << text;
        EXPECT_EQ(Pattern(text).text(), "*");
    }
    for (const char* text : {"?*", "user", "*:1", "::k"}) {
        EXPECT_FALSE(Pattern(text).matches_everything()) << text;
    }
}

TEST(Pattern, has_one_shortest_text) {
    EXPECT_EQ(Pattern("user:*:*").text(), "user");
    EXPECT_EQ(Pattern("user::").text(), "user");
    EXPECT_EQ(Pattern("user:1:*").text(), "user:1");
    EXPECT_EQ(Pattern("user:1:k").text(), "user:1:k");
    EXPECT_EQ(Pattern("::k").text(), "*:*:k");
    EXPECT_EQ(Pattern("user:a***b").text(), "user:a*b");
    EXPECT_EQ(Pattern("user:**:***"), Pattern("user"));
    EXPECT_NE(Pattern("user:1"), Pattern("user"));
}

TEST(Pattern, takes_a_question_mark_for_exactly_one_character) {
    EXPECT_TRUE(matches("user:?", "user:1:k"));
    EXPECT_FALSE(matches("user:?", "user:10:k"));
    EXPECT_TRUE(matches("user:??", "user:10:k"));
    EXPECT_TRUE(matches("user:1:d?wnl??ds", "user:1:downloads"));
    EXPECT_FALSE(matches("user:1:k?", "user:1:k"));
}

TEST(Pattern, counts_characters_and_not_bytes) {
    for (const char* id : {"é", "€", "😀"}) {
        const CounterId counter(Owner("user", id), "k");
        EXPECT_TRUE(matches("user:?", counter)) << id;
        EXPECT_FALSE(matches("user:??", counter)) << id;
        EXPECT_TRUE(matches("user:*?", counter)) << id;
        EXPECT_TRUE(matches("user:?*", counter)) << id;
    }
    EXPECT_TRUE(matches("user:?€?", "user:é€😀:k"));
    EXPECT_TRUE(matches("user:*€*", "user:é€😀:k"));
    EXPECT_FALSE(matches("user:*é", "user:è:k"));
    EXPECT_FALSE(matches("user:*??ab", "user:€ab:k"));
}

TEST(Pattern, never_lets_a_star_leave_its_field) {
    EXPECT_FALSE(matches("us*k", "user:1:k"));
    EXPECT_FALSE(matches("*:k", "user:1:k"));
    EXPECT_TRUE(matches("*:*:k", "user:1:k"));
}

TEST(Pattern, writes_a_colon_inside_an_id_as_the_canonical_text_does) {
    const CounterId counter(Owner("page", "a:b"), "views");
    EXPECT_TRUE(matches("page:a%3Ab", counter));
    EXPECT_TRUE(matches("page:a*b:views", counter));
    EXPECT_FALSE(matches("page:a:b", counter));
    EXPECT_FALSE(matches("page:a%3Ab", CounterId(Owner("page", "a%3Ab"), "views")));
    EXPECT_TRUE(matches("page:a%253Ab", CounterId(Owner("page", "a%3Ab"), "views")));
}

TEST(Pattern, tells_capitals_apart) { EXPECT_FALSE(matches("User", "user:1:k")); }

TEST(Pattern, is_refused_when_it_is_empty_and_told_what_it_needs) {
    EXPECT_THAT(refusal([] { Pattern(""); }), AllOf(HasSubstr("pattern ''"), HasSubstr("empty")));
}

TEST(Pattern, is_refused_with_more_than_three_fields) {
    EXPECT_THAT(refusal([] { Pattern("page:a:b:views"); }),
                AllOf(HasSubstr("'page:a:b:views'"), HasSubstr("three fields"), HasSubstr("%3A")));
    EXPECT_THAT(refusal([] { Pattern(":::"); }), HasSubstr("three fields"));
}

TEST(Pattern, is_refused_past_700_bytes_with_control_characters_or_broken_utf8) {
    EXPECT_NO_THROW(Pattern(std::string(700, 'a')));
    EXPECT_THAT(refusal([] { Pattern(std::string(701, 'a')); }),
                HasSubstr("has 701 bytes; the limit is 700"));
    EXPECT_THAT(refusal([] { Pattern("user\n"); }), HasSubstr("control character"));
    EXPECT_THAT(refusal([] { Pattern("user\xC2\x80"); }), HasSubstr("control character"));
    EXPECT_THAT(refusal([] { Pattern("user:\xC0\x80"); }), HasSubstr("not well-formed UTF-8"));
}

TEST(Pattern, takes_no_longer_the_more_stars_it_has) {
    std::string stars = "user:";
    while (stars.size() < 690) {
        stars += "a*";
    }
    const Pattern pattern(stars + "b");
    const CounterId counter(Owner("user", std::string(255, 'a')), "k");
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 100; ++i) {
        ASSERT_FALSE(pattern.matches(counter.ref()));
    }
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

using Characters = std::vector<std::string>;

std::string joined(const Characters& characters) {
    std::string text;
    for (const std::string& character : characters) {
        text += character;
    }
    return text;
}

/// Tries everything that a star can stand for.
bool matches_slowly(const Characters& pattern, std::size_t at, const Characters& text,
                    std::size_t from) {
    if (at == pattern.size()) {
        return from == text.size();
    }
    if (pattern[at] == "*") {
        return matches_slowly(pattern, at + 1, text, from) ||
               (from < text.size() && matches_slowly(pattern, at, text, from + 1));
    }
    return from < text.size() && (pattern[at] == "?" || pattern[at] == text[from]) &&
           matches_slowly(pattern, at + 1, text, from + 1);
}

RC_GTEST_PROP(Pattern, agrees_with_a_matcher_that_tries_everything, ()) {
    const auto letter = rc::gen::elementOf(Characters{"a", "b", "é", "è", "€"});
    const auto sign = rc::gen::elementOf(Characters{"a", "b", "é", "è", "€", "*", "*", "?"});
    const auto length = *rc::gen::element<std::size_t>(1, 2, 3, 4, 5, 6, 7);
    const auto text = *rc::gen::container<Characters>(length, letter);
    const auto pattern =
        *rc::gen::container<Characters>(*rc::gen::element<std::size_t>(1, 2, 3, 4, 5, 6, 7), sign);
    const bool expected = matches_slowly(pattern, 0, text, 0);
    RC_CLASSIFY(expected, "matches");
    const std::string wanted = joined(pattern);
    const std::string given = joined(text);
    RC_ASSERT(matches(wanted, CounterId(Owner(given, 1), "k")) == expected);
    RC_ASSERT(matches("t:" + wanted, CounterId(Owner("t", given), "k")) == expected);
    RC_ASSERT(matches("t:1:" + wanted, CounterId(Owner("t", 1), given)) == expected);
    RC_ASSERT(Pattern(Pattern("t:" + wanted).text()) == Pattern("t:" + wanted));
}

RC_GTEST_PROP(Pattern, that_is_a_counters_canonical_text_matches_it_and_its_owner_does, ()) {
    const CounterId counter = *test::any_counter();
    const std::string text = counter.text();
    RC_PRE(text.size() <= 700);
    RC_ASSERT(matches(text, counter));
    RC_ASSERT(matches(text.substr(0, text.rfind(':')), counter));
    RC_ASSERT(matches(counter.owner().type(), counter));
}

}  // namespace
}  // namespace model_counter
