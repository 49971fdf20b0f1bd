#include "app/log_position.hpp"

#include "support/refusal.hpp"

#include <gmock/gmock.h>
#include <vector>

namespace model_counter::program {
namespace {

using testing::HasSubstr;

TEST(LogPosition, is_read_back_as_it_was_written) {
    const LogPosition position{1, 2, 3, 4, 5, 6};
    const std::vector<std::uint64_t> numbers = position.numbers();
    const LogPosition again = LogPosition::from_numbers(numbers);
    EXPECT_EQ(again.numbers(), numbers);
    EXPECT_EQ(again.offset, 3U);
}

TEST(LogPosition, of_a_source_of_another_program_is_refused) {
    std::vector<std::uint64_t> numbers = LogPosition{1, 2, 3, 4, 5, 6}.numbers();
    const auto refused = [&] {
        return test::refusal([&] { (void)LogPosition::from_numbers(numbers); }, ErrorCode::corrupt);
    };
    numbers[0] += 1;
    EXPECT_THAT(refused(), HasSubstr("is not one in a log file"));
    numbers[0] -= 1;
    numbers.pop_back();
    EXPECT_THAT(refused(), HasSubstr("choose another name"));
}

}  // namespace
}  // namespace model_counter::program
