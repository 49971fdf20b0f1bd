#include "model/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

namespace model_counter {
namespace {

using testing::HasSubstr;

constexpr std::string_view kOneGoodByte("a\x80", 2);

TEST(Utf8CharacterBytes, counts_the_bytes_of_the_first_character) {
    EXPECT_EQ(utf8_character_bytes("a€"), 1U);
    EXPECT_EQ(utf8_character_bytes("éa"), 2U);
    EXPECT_EQ(utf8_character_bytes("€a"), 3U);
    EXPECT_EQ(utf8_character_bytes("😀a"), 4U);
    EXPECT_EQ(utf8_character_bytes(kOneGoodByte), 1U);
    EXPECT_EQ(utf8_character_bytes(std::string_view("\0", 1)), 1U);
    EXPECT_EQ(utf8_character_bytes(""), 0U);
}

TEST(Utf8CharacterBytes, takes_the_first_and_the_last_character_of_every_length) {
    EXPECT_EQ(utf8_character_bytes("\x7F"), 1U);
    EXPECT_EQ(utf8_character_bytes("\xC2\x80"), 2U);
    EXPECT_EQ(utf8_character_bytes("\xDF\xBF"), 2U);
    EXPECT_EQ(utf8_character_bytes("\xE0\xA0\x80"), 3U);
    EXPECT_EQ(utf8_character_bytes("\xED\x9F\xBF"), 3U);
    EXPECT_EQ(utf8_character_bytes("\xEE\x80\x80"), 3U);
    EXPECT_EQ(utf8_character_bytes("\xEF\xBF\xBF"), 3U);
    EXPECT_EQ(utf8_character_bytes("\xF0\x90\x80\x80"), 4U);
    EXPECT_EQ(utf8_character_bytes("\xF4\x8F\xBF\xBF"), 4U);
}

TEST(Utf8CharacterBytes, refuses_what_is_not_well_formed) {
    const std::vector<std::string> bad = {
        "\x80",              // a continuation alone
        "\xBF",              //
        "\xC3",              // cut short
        "\xE2\x82",          //
        "\xF0\x9F\x98",      //
        "\xC3\x28",          // no continuation where one must be
        "\xE2\x28\x82",      //
        "\xE2\x82\x28",      //
        "\xF0\x9F\x98\x28",  //
        "\xC0\x80",          // overlong
        "\xC1\xBF",          //
        "\xE0\x9F\xBF",      //
        "\xF0\x8F\xBF\xBF",  //
        "\xED\xA0\x80",      // surrogates
        "\xED\xBF\xBF",      //
        "\xF4\x90\x80\x80",  // past U+10FFFF
        "\xF5\x80\x80\x80",  //
        "\xFE",              //
        "\xFF",              //
    };
    for (const std::string& text : bad) {
        EXPECT_EQ(utf8_character_bytes(text), 0U) << testing::PrintToString(text);
        EXPECT_EQ(text_fault("ab" + text, 9, true), "is not well-formed UTF-8")
            << testing::PrintToString(text);
    }
}

TEST(TextFault, finds_none_in_a_good_text_of_any_length_up_to_the_limit) {
    EXPECT_EQ(text_fault("a", 3, false), std::nullopt);
    EXPECT_EQ(text_fault("abc", 3, false), std::nullopt);
    EXPECT_EQ(text_fault("€", 3, false), std::nullopt);
    EXPECT_EQ(text_fault("a:b", 3, true), std::nullopt);
    EXPECT_EQ(text_fault("a b", 3, false), std::nullopt);
}

TEST(TextFault, names_the_limit_and_the_length) {
    EXPECT_EQ(text_fault("", 3, true), "is empty; it needs 1 to 3 bytes");
    EXPECT_EQ(text_fault("abcd", 3, true), "has 4 bytes; the limit is 3");
    EXPECT_EQ(text_fault("a€", 3, true), "has 4 bytes; the limit is 3");
}

TEST(TextFault, refuses_a_colon_where_it_separates) {
    EXPECT_THAT(text_fault("a:b", 3, false).value(), HasSubstr("contains ':'"));
}

TEST(TextFault, refuses_every_control_character_and_nothing_beside_them) {
    const auto fault_of = [](unsigned code_point) {
        std::string text = "a";
        if (code_point < 0x80) {
            text += static_cast<char>(code_point);
        } else {
            text += static_cast<char>(0xC0U | (code_point >> 6U));
            text += static_cast<char>(0x80U | (code_point & 0x3FU));
        }
        return text_fault(text, 9, true);
    };
    for (unsigned code_point = 0; code_point < 0x200; ++code_point) {
        const bool is_control = code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
        if (is_control) {
            EXPECT_EQ(fault_of(code_point), "contains a control character") << code_point;
        } else {
            EXPECT_EQ(fault_of(code_point), std::nullopt) << code_point;
        }
    }
}

TEST(CanonicalInteger, reads_every_int64_as_it_is_written) {
    EXPECT_EQ(canonical_integer("0"), 0);
    EXPECT_EQ(canonical_integer("7"), 7);
    EXPECT_EQ(canonical_integer("-1"), -1);
    EXPECT_EQ(canonical_integer("10"), 10);
    EXPECT_EQ(canonical_integer("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(canonical_integer("-9223372036854775808"), std::numeric_limits<std::int64_t>::min());
}

TEST(CanonicalInteger, takes_no_second_way_to_write_one) {
    for (const char* text : {"", "-", "+1", "01", "-01", "00", "-0", "--1", " 1", "1 ", "1.0",
                             "1e3", "0x1", "1a", "9223372036854775808", "-9223372036854775809",
                             "18446744073709551615", "10000000000000000000000"}) {
        EXPECT_EQ(canonical_integer(text), std::nullopt) << text;
    }
    EXPECT_EQ(canonical_integer(std::string_view("1\0", 2)), std::nullopt);
}

TEST(Quoted, shows_a_good_text_as_it_is) {
    EXPECT_EQ(model_counter::quoted("user"), "'user'");
    EXPECT_EQ(model_counter::quoted("é€😀"), "'é€😀'");
    EXPECT_EQ(model_counter::quoted(""), "''");
}

TEST(Quoted, writes_control_characters_as_bytes) {
    EXPECT_EQ(model_counter::quoted("a\nb\x7F"), "'a\\x0ab\\x7f'");
    EXPECT_EQ(model_counter::quoted("\xC2\x9B"
                                    "2J"),
              "'\\xc2\\x9b2J'");
}

TEST(Quoted, gives_well_formed_text_for_any_bytes) {
    EXPECT_EQ(model_counter::quoted("a\xFF\xC3"), "'a\\xff\\xc3'");
    EXPECT_EQ(model_counter::quoted("\xED\xA0\x80"), "'\\xed\\xa0\\x80'");
}

TEST(Quoted, is_cut_at_60_bytes_but_never_inside_a_character) {
    const std::string sixty(60, 'a');
    EXPECT_EQ(model_counter::quoted(sixty), "'" + sixty + "'");
    EXPECT_EQ(model_counter::quoted(sixty + "b"), "'" + sixty + "...'");
    EXPECT_EQ(model_counter::quoted(sixty.substr(1) + "é"), "'" + sixty.substr(1) + "...'");
    EXPECT_EQ(model_counter::quoted(sixty.substr(2) + "é"), "'" + sixty.substr(2) + "é'");
}

}  // namespace
}  // namespace model_counter
