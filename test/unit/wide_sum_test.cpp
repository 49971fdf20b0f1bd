#include "model/wide_sum.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <limits>

namespace model_counter::test {
namespace {

constexpr std::int64_t kGreatest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

TEST(WideSum, goes_beyond_64_bits) {
    WideSum sum;
    EXPECT_EQ(sum.text(), "0");
    sum.add(kGreatest);
    sum.add(kGreatest);
    EXPECT_EQ(sum.text(), "18446744073709551614");
    WideSum least;
    least.add(kLeast, 3);
    EXPECT_EQ(least.text(), "-27670116110564327424");
    sum.add(least);
    EXPECT_EQ(sum.text(), "-9223372036854775810");
}

RC_GTEST_PROP(WideSum, is_read_as_it_was_written, (std::int64_t number, std::int64_t times)) {
    WideSum sum;
    sum.add(number, times);
    RC_ASSERT(WideSum::read(sum.text()) == sum);
}

TEST(WideSum, reads_decimal_numbers_only) {
    for (const char* text : {"", "-", "+1", "1.0", " 1", "1e3"}) {
        EXPECT_FALSE(WideSum::read(text)) << text;
    }
    EXPECT_FALSE(WideSum::read(std::string(39, '1')));
}

}  // namespace
}  // namespace model_counter::test
