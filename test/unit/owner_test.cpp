#include "model_counter/owner.hpp"

#include "support/refusal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <string>

namespace model_counter {
namespace {

using test::refusal;
using testing::AllOf;
using testing::HasSubstr;

TEST(Owner, is_one_owner_by_an_integer_and_by_its_decimal_text) {
    EXPECT_EQ(OwnerRef("user", 1), OwnerRef("user", "1"));
    EXPECT_EQ(OwnerRef("user", -1), OwnerRef("user", std::string("-1")));
    EXPECT_EQ(Owner("user", 1), Owner("user", "1"));
    EXPECT_TRUE(OwnerRef("user", "1").has_integer_id());
    EXPECT_EQ(OwnerRef("user", "1").integer_id(), 1);
}

TEST(Owner, is_another_by_every_other_way_to_write_an_integer) {
    const OwnerRef one("user", 1);
    for (const char* id : {"01", "+1", " 1", "1 ", "1.0", "-1", "0x1"}) {
        EXPECT_NE(one, OwnerRef("user", id)) << id;
        EXPECT_EQ(Owner("user", id).id(), id);
    }
    EXPECT_NE(OwnerRef("user", 0), OwnerRef("user", "-0"));
    EXPECT_FALSE(OwnerRef("user", "-0").has_integer_id());
}

TEST(Owner, is_another_by_another_type) {
    EXPECT_NE(OwnerRef("user", 1), OwnerRef("page", 1));
    EXPECT_NE(OwnerRef("user", "a"), OwnerRef("User", "a"));
}

TEST(Owner, takes_integers_of_every_width_and_sign) {
    EXPECT_EQ(OwnerRef("user", std::int8_t{-5}), OwnerRef("user", "-5"));
    EXPECT_EQ(OwnerRef("user", std::uint8_t{200}), OwnerRef("user", "200"));
    EXPECT_EQ(OwnerRef("user", std::uint16_t{65535}), OwnerRef("user", "65535"));
    EXPECT_EQ(OwnerRef("user", 4294967295U), OwnerRef("user", "4294967295"));
    EXPECT_EQ(OwnerRef("user", 7LL), OwnerRef("user", "7"));
}

TEST(Owner, takes_the_extremes_of_int64) {
    using Limits = std::numeric_limits<std::int64_t>;
    EXPECT_EQ(OwnerRef("user", Limits::max()).id(), "9223372036854775807");
    EXPECT_EQ(OwnerRef("user", Limits::min()).id(), "-9223372036854775808");
    EXPECT_EQ(OwnerRef("user", "9223372036854775807"), OwnerRef("user", Limits::max()));
    EXPECT_EQ(OwnerRef("user", "-9223372036854775808"), OwnerRef("user", Limits::min()));
}

TEST(Owner, keeps_an_unsigned_integer_past_int64_as_its_digits) {
    const OwnerRef owner("user", std::numeric_limits<std::uint64_t>::max());
    EXPECT_FALSE(owner.has_integer_id());
    EXPECT_EQ(owner.id(), "18446744073709551615");
    EXPECT_EQ(owner, OwnerRef("user", "18446744073709551615"));
    const std::array<OwnerRef, 1> copies{owner};
    EXPECT_EQ(copies[0].text_id(), "18446744073709551615");
    EXPECT_NE(copies[0].text_id().data(), owner.text_id().data());
    EXPECT_EQ(OwnerRef("user", std::uint64_t{1} << 63U).id(), "9223372036854775808");
}

TEST(Owner, is_read_from_text_split_at_the_first_colon) {
    EXPECT_EQ(Owner::parse("user:1"), Owner("user", 1));
    EXPECT_EQ(Owner::parse("user:a:b"), Owner("user", "a:b"));
    EXPECT_EQ(Owner::parse("user::"), Owner("user", ":"));
    EXPECT_EQ(Owner::parse("user:%3A"), Owner("user", "%3A"));
    EXPECT_EQ(Owner::parse("user:a:b").text(), "user:a:b");
}

TEST(Owner, reads_global_as_the_owner_of_type_global_with_id_0) {
    EXPECT_EQ(Owner::parse("global").ref(), global_owner());
    EXPECT_EQ(Owner::parse("global:0").ref(), global_owner());
    EXPECT_EQ(Owner(global_owner()).type(), "global");
    EXPECT_EQ(Owner(global_owner()).id(), "0");
    EXPECT_EQ(Owner("global", 0).text(), "global");
    EXPECT_EQ(Owner("global", 1).text(), "global:1");
    EXPECT_EQ(Owner("global", "00").text(), "global:00");
}

TEST(Owner, is_refused_without_a_colon_and_told_how_to_write_it) {
    for (const char* text : {"", "user", "Global"}) {
        EXPECT_THAT(refusal([&] { Owner::parse(text); }),
                    AllOf(HasSubstr("'" + std::string(text) + "'"), HasSubstr("type:id"),
                          HasSubstr("global")));
    }
}

TEST(Owner, has_a_type_of_1_to_255_bytes) {
    EXPECT_NO_THROW(Owner("t", 1));
    EXPECT_NO_THROW(Owner(std::string(255, 't'), 1));
    EXPECT_THAT(refusal([] { Owner("", 1); }),
                AllOf(HasSubstr("owner type"), HasSubstr("is empty"), HasSubstr("1 to 255 bytes")));
    EXPECT_THAT(refusal([] { Owner(std::string(256, 't'), 1); }),
                AllOf(HasSubstr("owner type"), HasSubstr("256 bytes"), HasSubstr("limit is 255")));
    EXPECT_THAT(refusal([] { Owner::parse(":1"); }), HasSubstr("owner type '' is empty"));
}

TEST(Owner, counts_bytes_and_not_characters) {
    std::string type;
    while (type.size() < 255) {
        type += "€";
    }
    EXPECT_NO_THROW(Owner(type, 1));
    EXPECT_THAT(refusal([&] { Owner(type + "€", 1); }), HasSubstr("258 bytes"));
}

TEST(Owner, refuses_a_colon_in_the_type) {
    EXPECT_THAT(refusal([] { Owner("a:b", 1); }),
                AllOf(HasSubstr("owner type 'a:b'"), HasSubstr("contains ':'")));
}

TEST(Owner, has_an_id_of_1_to_255_bytes) {
    EXPECT_NO_THROW(Owner("user", "i"));
    EXPECT_NO_THROW(Owner("user", std::string(255, 'i')));
    EXPECT_NO_THROW(Owner("user", std::string(255, '1')));
    EXPECT_THAT(
        refusal([] { Owner("user", ""); }),
        AllOf(HasSubstr("owner id"), HasSubstr("'user'"), HasSubstr("needs 1 to 255 bytes")));
    EXPECT_THAT(
        refusal([] { Owner("user", std::string(256, 'i')); }),
        AllOf(HasSubstr("owner id"), HasSubstr("has 256 bytes"), HasSubstr("limit is 255")));
    EXPECT_THAT(refusal([] { Owner::parse("user:"); }), HasSubstr("owner id '' of type 'user'"));
}

TEST(Owner, takes_a_colon_in_the_id) {
    EXPECT_EQ(Owner("page", "https://example.org/a").id(), "https://example.org/a");
}

TEST(Owner, refuses_control_characters_in_both_texts) {
    const std::string bad[] = {
        std::string("a\0b", 3), "a\n", "\t", "a\x1F", "a\x7F", "a\xC2\x80", "a\xC2\x9F"};
    for (const std::string& text : bad) {
        EXPECT_THAT(refusal([&] { Owner(text, 1); }),
                    AllOf(HasSubstr("owner type"), HasSubstr("control character")));
        EXPECT_THAT(refusal([&] { Owner("user", text); }),
                    AllOf(HasSubstr("owner id"), HasSubstr("control character")));
    }
}

TEST(Owner, refuses_what_is_not_well_formed_utf8_in_both_texts) {
    for (const std::string text : {"\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "a\xC3"}) {
        EXPECT_THAT(refusal([&] { Owner(text, 1); }),
                    AllOf(HasSubstr("owner type"), HasSubstr("not well-formed UTF-8")));
        EXPECT_THAT(refusal([&] { Owner("user", text); }),
                    AllOf(HasSubstr("owner id"), HasSubstr("not well-formed UTF-8")));
    }
}

TEST(Owner, is_checked_by_validate_and_not_by_its_borrowed_form) {
    const OwnerRef owner("a:b", "");
    EXPECT_THAT(refusal([&] { validate(owner); }), HasSubstr("owner type"));
    EXPECT_NO_THROW(validate(global_owner()));
}

}  // namespace
}  // namespace model_counter
