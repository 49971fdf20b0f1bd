#include "app/time_text.hpp"

#include "model_counter/period.hpp"
#include "support/stepped_zone.hpp"

#include <gtest/gtest.h>

namespace model_counter::program {
namespace {

constexpr std::int64_t kNoon = 1'733'227'200;  // 2024-12-03 12:00 UTC

std::int64_t seconds_of(const char* text, const TimeZone& zone = utc()) {
    std::string fault;
    const auto moment = read_time(text, zone, fault);
    EXPECT_TRUE(moment.has_value()) << fault;
    return moment ? std::chrono::duration_cast<std::chrono::seconds>(moment->time_since_epoch())
                        .count()
                  : -1;
}

TEST(TimeText, reads_a_date_with_less_and_less_of_a_time) {
    EXPECT_EQ(seconds_of("2024-12-03T12:00:01.999"), kNoon + 1);
    EXPECT_EQ(seconds_of("2024-12-03 12:00:01"), kNoon + 1);
    EXPECT_EQ(seconds_of("2024-12-03T12:01"), kNoon + 60);
    EXPECT_EQ(seconds_of("2024-12-03t12"), kNoon);
    EXPECT_EQ(seconds_of("2024-12-03"), kNoon - 43'200);
}

TEST(TimeText, reads_an_offset_whatever_the_zone) {
    const test::SteppedZone zone({}, 7'200);
    for (const char* text : {"2024-12-03T12:00Z", "2024-12-03T12:00:00z", "2024-12-03T13:00+01:00",
                             "2024-12-03T06:30-0530", "2024-12-03T12Z"}) {
        EXPECT_EQ(seconds_of(text, zone), kNoon) << text;
    }
    EXPECT_EQ(seconds_of("2024-12-03T14:00", zone), kNoon);
    EXPECT_EQ(seconds_of("2024-12-03", zone), kNoon - 43'200 - 7'200);
}

TEST(TimeText, takes_the_first_of_two_times_that_clocks_show) {
    const test::SteppedZone zone({{kNoon, 0}}, 3'600);  // 13:00 is 12:00 again
    EXPECT_EQ(seconds_of("2024-12-03T12:30", zone), kNoon - 1'800);
    EXPECT_EQ(seconds_of("2024-12-03T12:30+00:00", zone), kNoon + 1'800);
    EXPECT_EQ(seconds_of("2024-12-03T13:30", zone), kNoon + 5'400);
}

TEST(TimeText, reads_seconds_since_the_epoch) {
    EXPECT_EQ(seconds_of("1733227200"), kNoon);
    EXPECT_EQ(seconds_of("0"), 0);
    EXPECT_EQ(seconds_of("-1"), -1);
}

TEST(TimeText, refuses_what_is_no_time) {
    for (const char* text : {"",
                             "today",
                             "2024-12",
                             "2024-12-3",
                             "2024-12-32",
                             "2024-13-01",
                             "2023-02-29",
                             "2024-12-03T",
                             "2024-12-03T24",
                             "2024-12-03T1",
                             "2024-12-03T12:",
                             "2024-12-03T12:60",
                             "2024-12-03T12:00:60",
                             "2024-12-03T12:00:00x",
                             "2024-12-03T12:00+1",
                             "2024-12-03X12",
                             "2024-12-03T12:00Z1",
                             "2024-12-03+24:00",
                             "999999999999999",
                             "12.5",
                             "0000-01-01"}) {
        std::string fault;
        EXPECT_EQ(read_time(text, utc(), fault), std::nullopt) << text;
        EXPECT_NE(fault.find("; write 2024-12-03T14:30:00Z"), std::string::npos) << fault;
    }
}

}  // namespace
}  // namespace model_counter::program
