#include "model_counter/time_zone.hpp"

#include "model_counter/period.hpp"
#include "support/refusal.hpp"
#include "support/scoped_environment.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>
#include <cstdlib>
#include <ctime>

namespace model_counter::test {
namespace {

using testing::HasSubstr;

/// What the C library says of the same zone.
std::int32_t offset_of_libc(std::int64_t seconds) {
    const std::time_t time = seconds;
    std::tm shown{};
    localtime_r(&time, &shown);
    return static_cast<std::int32_t>(shown.tm_gmtoff);
}

TEST(TimeZone, of_utc_never_changes) {
    EXPECT_EQ(utc().name(), "UTC");
    EXPECT_EQ(utc().offset_at(1'700'000'000), 0);
    EXPECT_EQ(utc().change_after(0), std::nullopt);
    EXPECT_EQ(open_time_zone("UTC").get(), &utc());
}

TEST(TimeZone, is_refused_where_the_machine_knows_none_of_that_name) {
    for (const char* name : {"", "Europe/Berlinn", "/etc/localtime", "../etc/passwd",
                             "file:/etc/localtime", "Europe/../Europe/Berlin"}) {
        EXPECT_THAT(refusal([&] { (void)open_time_zone(name); }), HasSubstr("time zone '"));
    }
}

TEST(TimeZone, knows_when_clocks_change) {
    const auto berlin = open_time_zone("Europe/Berlin");
    EXPECT_EQ(berlin->name(), "Europe/Berlin");
    EXPECT_EQ(berlin->offset_at(1'729'990'799), 7200);  // 2024-10-27 00:59:59 UTC
    EXPECT_EQ(berlin->offset_at(1'729'990'800), 3600);
    EXPECT_EQ(berlin->change_after(1'729'990'799), 1'729'990'800);
    EXPECT_EQ(berlin->change_after(1'729'990'800), 1'743'296'400);  // 2025-03-30 01:00 UTC
    EXPECT_EQ(Period(Interval::hour, 1'729'990'800, *berlin).text(), "2024-10-27T02+0100");
    // Also in years for which no change is written down.
    EXPECT_EQ(berlin->offset_at(4'086'928'800), 7200);  // 2099-07-05
}

class TimeZoneOfTheWorld : public testing::TestWithParam<const char*> {};

INSTANTIATE_TEST_SUITE_P(, TimeZoneOfTheWorld,
                         testing::Values("Europe/Berlin", "America/New_York", "America/St_Johns",
                                         "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia",
                                         "America/Sao_Paulo", "Africa/Casablanca"));

TEST_P(TimeZoneOfTheWorld, agrees_with_the_c_library) {
    const ScopedEnvironment environment({"TZ"}, "TZ=");
    setenv("TZ", GetParam(), 1);
    tzset();
    const auto zone = open_time_zone(GetParam());
    for (std::int64_t at = 0; at < 4'000'000'000; at += 1'234'567) {
        ASSERT_EQ(zone->offset_at(at), offset_of_libc(at)) << at;
    }
    int changes = 0;
    for (auto at = zone->change_after(0); at && *at < 4'000'000'000; at = zone->change_after(*at)) {
        ASSERT_EQ(offset_of_libc(*at - 1), zone->offset_at(*at - 1)) << *at;
        ASSERT_EQ(offset_of_libc(*at), zone->offset_at(*at)) << *at;
        ++changes;
    }
    EXPECT_GT(changes, 0);
}

TEST_P(TimeZoneOfTheWorld, gives_every_moment_a_period_that_it_lies_in) {
    const auto zone = open_time_zone(GetParam());
    for (auto at = zone->change_after(0); at && *at < 2'000'000'000; at = zone->change_after(*at)) {
        for (std::int64_t moment = *at - 7'200; moment <= *at + 7'200; moment += 599) {
            for (const Interval interval : {Interval::hour, Interval::day, Interval::month}) {
                const Period period(interval, moment, *zone);
                ASSERT_LE(period.start(*zone), moment) << period.text();
                ASSERT_GT(period.end(*zone), moment) << period.text();
            }
        }
    }
}

}  // namespace
}  // namespace model_counter::test
