#include "model_counter/deadline.hpp"

#include "model_counter/error.hpp"
#include "support/refusal.hpp"

#include <gmock/gmock.h>
#include <algorithm>
#include <limits>
#include <thread>

namespace model_counter::test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using testing::HasSubstr;

TEST(Deadline, never_passes) {
    EXPECT_FALSE(Deadline::never().expired());
    EXPECT_TRUE(Deadline::never().is_never());
    EXPECT_EQ(Deadline::never().remaining(), Deadline::Clock::duration::max());
    Deadline::never().check("waiting");
}

TEST(Deadline, passes_when_its_time_has_come) {
    const auto begun = Deadline::Clock::now();
    const Deadline deadline = Deadline::after(milliseconds(20));
    EXPECT_FALSE(deadline.is_never());
    EXPECT_GT(deadline.remaining(), Deadline::Clock::duration::zero());
    EXPECT_LE(deadline.remaining(), milliseconds(20));
    while (!deadline.expired()) {
        std::this_thread::sleep_for(milliseconds(1));
    }
    EXPECT_GE(Deadline::Clock::now() - begun, milliseconds(20));
    EXPECT_EQ(deadline.remaining(), Deadline::Clock::duration::zero());
}

TEST(Deadline, has_passed_at_once_after_no_time_and_less) {
    EXPECT_TRUE(Deadline::after(milliseconds(0)).expired());
    EXPECT_TRUE(Deadline::after(milliseconds(-1)).expired());
    EXPECT_TRUE(Deadline::after(hours::min()).expired());
    EXPECT_TRUE(Deadline::after(nanoseconds::min()).expired());
    EXPECT_TRUE(
        Deadline::after(std::chrono::duration<double>(std::numeric_limits<double>::quiet_NaN()))
            .expired());
    EXPECT_EQ(Deadline::after(milliseconds(-1)).remaining(), Deadline::Clock::duration::zero());
}

TEST(Deadline, does_not_wrap_beyond_what_the_clock_can_tell) {
    EXPECT_TRUE(Deadline::after(hours::max()).is_never());
    EXPECT_TRUE(Deadline::after(milliseconds::max()).is_never());
    EXPECT_TRUE(Deadline::after(nanoseconds::max()).is_never());
    EXPECT_TRUE(Deadline::after(std::chrono::duration<double>(1e300)).is_never());
    const Deadline century = Deadline::after(hours(24 * 36525));
    EXPECT_FALSE(century.is_never());
    EXPECT_GT(century.remaining(), hours(24 * 36524));
}

TEST(Deadline, takes_fractions_of_a_second) {
    const Deadline deadline = Deadline::after(std::chrono::duration<double>(1.5));
    EXPECT_GT(deadline.remaining(), milliseconds(1000));
    EXPECT_LE(deadline.remaining(), milliseconds(1500));
}

TEST(Deadline, is_ordered_with_never_last) {
    const Deadline soon = Deadline::after(milliseconds(1));
    const Deadline late = Deadline::after(hours(1));
    EXPECT_LT(soon, late);
    EXPECT_LT(late, Deadline::never());
    EXPECT_EQ(std::min(late, soon), soon);
    EXPECT_EQ(std::min(Deadline::never(), late), late);
    EXPECT_EQ(Deadline::at(soon.moment()), soon);
}

TEST(Deadline, refuses_with_what_was_to_be_done_once_it_has_passed) {
    const Deadline passed = Deadline::after(milliseconds(0));
    EXPECT_THAT(refusal([&] { passed.check("reading counters.sqlite3"); }, ErrorCode::timeout),
                HasSubstr("reading counters.sqlite3"));
    Deadline::after(hours(1)).check("reading");
}

}  // namespace
}  // namespace model_counter::test
