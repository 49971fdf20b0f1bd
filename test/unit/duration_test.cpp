#include "open/duration.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace model_counter::open {
namespace {

using std::chrono::milliseconds;

TEST(Duration, reads_every_unit_and_bare_seconds) {
    EXPECT_EQ(parse_duration("500ms"), milliseconds(500));
    EXPECT_EQ(parse_duration("60s"), milliseconds(60'000));
    EXPECT_EQ(parse_duration("5m"), milliseconds(300'000));
    EXPECT_EQ(parse_duration("24h"), kDurationMax);
    EXPECT_EQ(parse_duration("60"), milliseconds(60'000));
    EXPECT_EQ(parse_duration("0"), milliseconds(0));
}

TEST(Duration, reads_nothing_else) {
    for (const char* text : {"", "s", "-1s", "+1s", " 1s", "1 s", "1S", "1sec", "1.5s", "0x1s",
                             "25h", "86400001ms", "18446744073709551615h"}) {
        EXPECT_EQ(parse_duration(text), std::nullopt) << text;
    }
}

RC_GTEST_PROP(Duration, is_read_back_as_it_was_written, ()) {
    const auto duration = milliseconds(*rc::gen::inRange<std::int64_t>(0, kDurationMax.count()));
    RC_ASSERT(parse_duration(duration_text(duration)) == duration);
}

}  // namespace
}  // namespace model_counter::open
