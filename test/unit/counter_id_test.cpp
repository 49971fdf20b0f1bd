#include "model_counter/counter_id.hpp"

#include "support/arbitrary_ids.hpp"
#include "support/refusal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace model_counter {
namespace {

using test::refusal;
using testing::AllOf;
using testing::HasSubstr;

TEST(CounterId, is_written_as_type_id_and_key) {
    EXPECT_EQ(CounterId(Owner("user", 1), "downloads").text(), "user:1:downloads");
    EXPECT_EQ(CounterId(Owner("user", "-7"), "é").text(), "user:-7:é");
    EXPECT_EQ(CounterId(Owner(global_owner()), "signups").text(), "global:0:signups");
}

TEST(CounterId, escapes_colons_and_percent_signs_inside_the_id_only) {
    EXPECT_EQ(CounterId(Owner("page", "a:b"), "views").text(), "page:a%3Ab:views");
    EXPECT_EQ(CounterId(Owner("page", "100%"), "views").text(), "page:100%25:views");
    EXPECT_EQ(CounterId(Owner("page", "%3A"), "views").text(), "page:%253A:views");
    EXPECT_EQ(CounterId(Owner("50%", "x"), "50%").text(), "50%:x:50%");
}

TEST(CounterId, is_read_back_from_its_text) {
    for (const char* text : {"user:1:downloads", "page:a%3Ab:views", "page:%253A:views", "%:x:%",
                             "user:01:k", "global:0:k", "user: 1:k"}) {
        EXPECT_EQ(CounterId::parse(text).text(), text);
    }
    EXPECT_EQ(CounterId::parse("page:a%3Ab:views").owner().id(), "a:b");
    EXPECT_EQ(CounterId::parse("user:1:k").ref().owner, OwnerRef("user", 1));
}

RC_GTEST_PROP(CounterId, loses_nothing_in_its_text, ()) {
    const CounterId counter = *test::any_counter();
    RC_ASSERT(CounterId::parse(counter.text()) == counter);
    RC_ASSERT(CounterId(counter.ref()) == counter);
    RC_ASSERT(canonical_text(counter.ref()) == counter.text());
}

RC_GTEST_PROP(CounterId, has_a_text_of_its_own, ()) {
    const CounterId a = *test::any_counter();
    const CounterId b = *test::any_counter();
    RC_ASSERT((a == b) == (a.text() == b.text()));
}

TEST(CounterId, refuses_another_number_of_fields) {
    for (const std::string text : {"", "user", "user:1", "user:1:k:day", "a:b:c:d:e:f"}) {
        EXPECT_THAT(refusal([&] { CounterId::parse(text); }),
                    AllOf(HasSubstr("'" + text + "'"), HasSubstr("fields"),
                          HasSubstr("type:id:key[:interval:period]")));
    }
}

TEST(CounterId, refuses_any_other_percent_sign_in_the_id) {
    for (const std::string id : {"%", "%3", "%3a", "%2F", "a%%25", "%3B", "%"}) {
        EXPECT_THAT(refusal([&] { CounterId::parse("user:" + id + ":k"); }),
                    AllOf(HasSubstr("user:"), HasSubstr("neither %3A nor %25")));
    }
}

TEST(CounterId, has_an_interval_and_a_period_of_it_or_neither) {
    for (const char* text : {"user:1:k:day:2024-01-01", "user:1:k:hour:2024-11-03T01-0500"}) {
        EXPECT_EQ(CounterId::parse(text).text(), text);
    }
    EXPECT_THAT(refusal([] { CounterId::parse("user:1:k::"); }),
                HasSubstr("empty interval or period"));
    EXPECT_THAT(refusal([] { CounterId::parse("user:1:k:day:"); }),
                HasSubstr("empty interval or period"));
    EXPECT_THAT(refusal([] { CounterId::parse("user:1:k:decade:2020"); }),
                HasSubstr("interval 'decade' is none; intervals are hour"));
    refusal([] { CounterId::parse("user:1:k:total:2020"); });
    EXPECT_THAT(refusal([] {
                    validate(CounterRef{global_owner(), "k", "day", ""});
                }),
                HasSubstr("period '' is none of the interval 'day'; periods are"));
    refusal([] { validate(CounterRef{global_owner(), "k", "", "2024"}); });
}

TEST(CounterId, has_a_key_of_1_to_100_bytes) {
    const Owner owner("user", 1);
    EXPECT_NO_THROW(CounterId(owner, "k"));
    EXPECT_NO_THROW(CounterId(owner, std::string(100, 'k')));
    EXPECT_THAT(refusal([&] { CounterId(owner, ""); }),
                AllOf(HasSubstr("key ''"), HasSubstr("needs 1 to 100 bytes")));
    EXPECT_THAT(refusal([&] { CounterId(owner, std::string(101, 'k')); }),
                AllOf(HasSubstr("key 'kkk"), HasSubstr("has 101 bytes; the limit is 100")));
    EXPECT_THAT(refusal([&] { CounterId(owner, std::string(99, 'k') + "é"); }),
                HasSubstr("has 101 bytes"));
}

TEST(CounterId, refuses_a_colon_a_control_character_and_broken_utf8_in_the_key) {
    const Owner owner("user", 1);
    EXPECT_THAT(refusal([&] { CounterId(owner, "a:b"); }),
                AllOf(HasSubstr("key 'a:b'"), HasSubstr("contains ':'")));
    EXPECT_THAT(refusal([&] { CounterId(owner, std::string_view("a\0", 2)); }),
                AllOf(HasSubstr("key 'a\\x00'"), HasSubstr("control character")));
    EXPECT_THAT(refusal([&] { CounterId(owner, "a\xC2\x85"); }),
                AllOf(HasSubstr("key"), HasSubstr("control character")));
    EXPECT_THAT(refusal([&] { CounterId(owner, "a\xE0\x80\x80"); }),
                AllOf(HasSubstr("key"), HasSubstr("not well-formed UTF-8")));
}

TEST(CounterId, refuses_an_owner_outside_its_limits) {
    EXPECT_THAT(refusal([] { CounterId::parse(":1:k"); }), HasSubstr("owner type '' is empty"));
    EXPECT_THAT(refusal([] { CounterId::parse("user::k"); }), HasSubstr("owner id ''"));
    EXPECT_THAT(refusal([] { CounterId::parse("user:1:"); }), HasSubstr("key '' is empty"));
    EXPECT_THAT(refusal([] { validate(CounterRef{{"", 1}, "k"}); }), HasSubstr("owner type"));
}

TEST(CounterId, measures_an_id_by_its_own_bytes_and_not_by_the_escaped_ones) {
    const CounterId counter(Owner("page", std::string(255, ':')), "k");
    EXPECT_EQ(counter.text().size(), 5U + 255U * 3U + 2U);
    EXPECT_EQ(CounterId::parse(counter.text()), counter);
}

}  // namespace
}  // namespace model_counter
