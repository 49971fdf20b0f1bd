#include "import/laravel_key.hpp"

#include "model/period_text.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace model_counter::test {
namespace {

using laravel::LaravelKey;
using laravel::parse_laravel_key;
using testing::HasSubstr;

std::string parts_of(std::string_view text, std::string_view prefix = "counter:") {
    const auto parsed = parse_laravel_key(prefix, text);
    if (const auto* fault = std::get_if<std::string>(&parsed)) {
        return "refused: " + *fault;
    }
    const auto& key = std::get<LaravelKey>(parsed);
    return std::string(key.type) + '|' + std::string(key.id) + '|' + std::string(key.key) + '|' +
           std::string(key.interval) + '|' + key.period;
}

TEST(LaravelKey, is_taken_apart) {
    EXPECT_EQ(parts_of("counter:user:1:downloads"), "user|1|downloads||");
    EXPECT_EQ(parts_of("counter:app.models.user:9b1d-x:views"), "app.models.user|9b1d-x|views||");
    EXPECT_EQ(parts_of("counter:global:0:signups"), "global|0|signups||");
    EXPECT_EQ(parts_of("a:b:c:user:1:k", "a:b:c:"), "user|1|k||");
}

TEST(LaravelKey, has_the_period_of_its_interval) {
    EXPECT_EQ(parts_of("counter:user:1:k:day:2024-12-03"), "user|1|k|day|2024-12-03");
    EXPECT_EQ(parts_of("counter:user:1:k:week:2024-49"), "user|1|k|week|2024-W49");
    EXPECT_EQ(parts_of("counter:user:1:k:week:2024-W49"), "user|1|k|week|2024-W49");
    EXPECT_EQ(parts_of("counter:user:1:k:month:2024-12"), "user|1|k|month|2024-12");
    EXPECT_EQ(parts_of("counter:user:1:k:quarter:2024-Q4"), "user|1|k|quarter|2024-Q4");
    EXPECT_EQ(parts_of("counter:user:1:k:year:2024"), "user|1|k|year|2024");
}

TEST(LaravelKey, is_refused_with_a_reason) {
    EXPECT_THAT(parts_of("user:1:k"), HasSubstr("does not begin with the prefix 'counter:'"));
    EXPECT_THAT(parts_of("counter:"), HasSubstr("1 fields"));
    EXPECT_THAT(parts_of("counter:user:1"), HasSubstr("2 fields"));
    EXPECT_THAT(parts_of("counter:user:1:2:k"), HasSubstr("4 fields"));
    EXPECT_THAT(parts_of("counter:user:1:k:day:2024-12-03:x"), HasSubstr("6 fields"));
    EXPECT_THAT(parts_of("counter:user:1:k:hour:2024"), HasSubstr("unknown interval 'hour'"));
    EXPECT_THAT(parts_of("counter:user:1:k:week:2024-54"), HasSubstr("no week"));
    EXPECT_THAT(parts_of("counter:user:1:k:day:2024-49"), HasSubstr("no day"));
}

RC_GTEST_PROP(LaravelKey, of_any_parts_and_any_period_is_taken_apart_again, ()) {
    const auto part = [] {
        return *rc::gen::container<std::string>(rc::gen::suchThat(
            rc::gen::arbitrary<char>(), [](char c) { return c != ':' && c != '\0'; }));
    };
    const std::string prefix = part() + ":" + part();
    const std::string type = part();
    const std::string id = part();
    const std::string key = part();
    const std::string plain = prefix + type + ':' + id + ':' + key;
    RC_ASSERT(parts_of(plain, prefix) == type + '|' + id + '|' + key + "||");
    const auto day = *rc::gen::inRange<std::int64_t>(-700'000, 2'900'000);
    for (const char* const interval : {"day", "week", "month", "quarter", "year"}) {
        const auto period = period_that_begins(interval, day);
        if (period) {
            std::string written = *period;
            if (std::string_view(interval) == "week") {
                written.erase(5, 1);
            }
            RC_ASSERT(parts_of(plain + ':' + interval + ':' + written, prefix) ==
                      type + '|' + id + '|' + key + '|' + interval + '|' + *period);
        }
    }
}

}  // namespace
}  // namespace model_counter::test
