#include "store/redis/gathered.hpp"

#include "store/redis/server_facts.hpp"

#include <gmock/gmock.h>
#include <string>
#include <vector>

namespace model_counter::redis {
namespace {

using testing::ElementsAre;
using Result = Check::Result;

std::vector<std::string> texts(const std::vector<ServerChecks>& servers) {
    std::vector<std::string> all;
    for (const Check& check : gathered(servers)) {
        all.push_back(check.name + " " + check.message);
    }
    return all;
}

TEST(RedisGathered, leaves_what_one_server_shows_as_it_is) {
    EXPECT_THAT(texts({{"", {{"memory", Result::good, "1 MiB", ""}}}}),
                ElementsAre("memory 1 MiB"));
}

TEST(RedisGathered, says_once_what_is_the_same_and_names_the_servers_of_the_rest) {
    const Check version{"Redis", Result::good, "7.0", ""};
    const Check away{"Redis", Result::problem, "away", "start it"};
    const Check full{"memory", Result::warning, "full", "sync"};
    const Check empty{"memory", Result::good, "empty", ""};
    EXPECT_THAT(
        texts({{"a:1", {version, empty}}, {"b:2", {version, full}}, {"c:3", {version}}}),
        ElementsAre("Redis each of 3 primaries: 7.0", "memory a:1: empty", "memory b:2: full"));
    EXPECT_THAT(texts({{"a:1", {version, empty}}, {"b:2", {away}}, {"c:3", {version, empty}}}),
                ElementsAre("Redis a:1, c:3: 7.0", "Redis b:2: away", "memory a:1, c:3: empty"));
}

TEST(RedisGathered, warns_with_the_names_of_the_servers_that_lack_something) {
    ServerFacts good = parse_info("maxmemory_policy:noeviction\r\naof_enabled:1\r\n");
    ServerFacts bare = parse_info("maxmemory_policy:noeviction\r\naof_enabled:0\r\n");
    ServerFacts away;
    good.server = "a:1";
    bare.server = "b:2";
    away.server = "c:3";
    away.failure = "nobody listens";
    const std::vector<ServerFacts> all{good, bare, away};
    const auto warnings = warnings_of(all);
    ASSERT_EQ(warnings.size(), 2U);
    EXPECT_THAT(warnings[0], testing::StartsWith("b:2: Redis keeps no append-only file"));
    EXPECT_EQ(warnings[1], "c:3: it does not answer: nobody listens");
    bare.server.clear();
    const std::vector<ServerFacts> one{bare};
    EXPECT_THAT(warnings_of(one), ElementsAre(testing::StartsWith("Redis keeps no")));
}

}  // namespace
}  // namespace model_counter::redis
