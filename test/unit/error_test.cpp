#include "model_counter/error.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <system_error>
#include <utility>

namespace model_counter {
namespace {

constexpr std::pair<ErrorCode, std::string_view> kCodes[] = {
    {ErrorCode::invalid_argument, "invalid_argument"},
    {ErrorCode::not_found, "not_found"},
    {ErrorCode::conflict, "conflict"},
    {ErrorCode::busy, "busy"},
    {ErrorCode::unavailable, "unavailable"},
    {ErrorCode::timeout, "timeout"},
    {ErrorCode::in_doubt, "in_doubt"},
    {ErrorCode::out_of_range, "out_of_range"},
    {ErrorCode::corrupt, "corrupt"},
    {ErrorCode::internal, "internal"},
};

TEST(Error, has_codes_whose_values_and_names_are_stable) {
    int value = 0;
    for (const auto& [code, expected] : kCodes) {
        EXPECT_EQ(static_cast<int>(code), ++value) << expected;
        EXPECT_EQ(name(code), expected);
        EXPECT_EQ(make_error_code(code).message(), expected);
    }
}

TEST(Error, has_a_code_of_the_category_model_counter) {
    const std::error_code code = ErrorCode::busy;
    EXPECT_STREQ(code.category().name(), "model_counter");
    EXPECT_EQ(&code.category(), &error_category());
    EXPECT_EQ(code, make_error_code(ErrorCode::busy));
    EXPECT_NE(code, make_error_code(ErrorCode::timeout));
    EXPECT_EQ(std::error_code(999, error_category()).message(), "unknown");
}

TEST(Error, carries_its_code_and_its_message) {
    const Error error(ErrorCode::not_found, "counter user:1:k does not exist");
    EXPECT_STREQ(error.what(), "counter user:1:k does not exist");
    EXPECT_EQ(error.kind(), ErrorCode::not_found);
    EXPECT_EQ(error.code(), ErrorCode::not_found);
    EXPECT_THROW(throw Error(error), std::runtime_error);
}

TEST(Error, is_retryable_only_where_nothing_was_done_and_the_same_call_may_succeed) {
    const std::set<ErrorCode> retryable = {ErrorCode::busy, ErrorCode::unavailable,
                                           ErrorCode::timeout};
    for (const auto& [code, text] : kCodes) {
        EXPECT_EQ(Error(code, "").retryable(), retryable.contains(code)) << text;
        EXPECT_EQ(Error(code, "").in_doubt(), code == ErrorCode::in_doubt) << text;
    }
}

}  // namespace
}  // namespace model_counter
