#include "open/env_file.hpp"

#include "model_counter/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

namespace model_counter::open {
namespace {

using testing::HasSubstr;

std::string value_of(const std::string& line) {
    const auto assignments = parse_env(line, ".env");
    EXPECT_EQ(assignments.size(), 1U) << line;
    return assignments.empty() ? "" : assignments.front().value;
}

std::string message_of(const std::string& text) {
    try {
        (void)parse_env(text, ".env");
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorCode::invalid_argument);
        return error.what();
    }
    return "no error";
}

TEST(EnvFile, reads_its_own_lines_and_leaves_the_rest_to_others) {
    const auto assignments = parse_env(
        "APP_KEY=base64:x\n\n# COUNTER_STORE=memory\nCOUNTER_STORE=direct\r\n"
        "this is not a line of any kind\n  export COUNTER_PREFIX = a b \n",
        ".env");
    ASSERT_EQ(assignments.size(), 2U);
    EXPECT_EQ(assignments[0].key, "COUNTER_STORE");
    EXPECT_EQ(assignments[0].value, "direct");
    EXPECT_EQ(assignments[0].line, 4U);
    EXPECT_EQ(assignments[1].key, "COUNTER_PREFIX");
    EXPECT_EQ(assignments[1].value, "a b");
    EXPECT_EQ(assignments[1].line, 6U);
}

TEST(EnvFile, reads_bare_values_up_to_a_comment) {
    EXPECT_EQ(value_of("COUNTER_X=a # b"), "a");
    EXPECT_EQ(value_of("COUNTER_X=a#b"), "a#b");
    EXPECT_EQ(value_of("COUNTER_X=# b"), "");
    EXPECT_EQ(value_of("COUNTER_X="), "");
    EXPECT_EQ(value_of("COUNTER_X=a=b"), "a=b");
    EXPECT_EQ(value_of("COUNTER_X=${HOME}"), "${HOME}");
}

TEST(EnvFile, reads_values_in_quotes) {
    EXPECT_EQ(value_of("COUNTER_X=\" a # b \" # c"), " a # b ");
    EXPECT_EQ(value_of(R"(COUNTER_X="a\"b\\c\nd\te\$f")"), "a\"b\\c\nd\te$f");
    EXPECT_EQ(value_of(R"(COUNTER_X='a\n"b')"), R"(a\n"b)");
    EXPECT_EQ(value_of("COUNTER_X=''"), "");
}

TEST(EnvFile, names_the_line_that_it_cannot_read) {
    EXPECT_THAT(message_of("\nCOUNTER_STORE\n"), HasSubstr(".env line 2"));
    EXPECT_THAT(message_of("COUNTER_STORE=\"memory"), HasSubstr("quote"));
    EXPECT_THAT(message_of("COUNTER_STORE='a'b"), HasSubstr("closing quote"));
    EXPECT_THAT(message_of("COUNTER_STORE=\"hunter2"), testing::Not(HasSubstr("hunter2")));
}

TEST(EnvFile, accepts_an_empty_file) { EXPECT_TRUE(parse_env("", ".env").empty()); }

}  // namespace
}  // namespace model_counter::open
