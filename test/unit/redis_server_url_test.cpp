#include "redis/server_url.hpp"

#include "support/refusal.hpp"
#include "support/scoped_environment.hpp"

#include <gmock/gmock.h>

namespace model_counter::test {
namespace {

using redis::parse_server_url;
using redis::ServerUrl;

TEST(RedisServerUrl, names_a_host_by_default_on_redis_own_port) {
    const ServerUrl url = parse_server_url("redis://localhost");
    EXPECT_EQ(url.host, "localhost");
    EXPECT_EQ(url.port, 6379);
    EXPECT_EQ(url.database, 0U);
    EXPECT_TRUE(url.user.empty() && url.password.empty() && url.socket.empty());
}

TEST(RedisServerUrl, has_a_user_a_port_and_a_database) {
    const ServerUrl url = parse_server_url("redis://me:p%40s%3As@cache.local:6380/1");
    EXPECT_EQ(url.user, "me");
    EXPECT_EQ(url.password, "p@s:s");
    EXPECT_EQ(url.host, "cache.local");
    EXPECT_EQ(url.port, 6380);
    EXPECT_EQ(url.database, 1U);
    EXPECT_EQ(parse_server_url("redis://:secret@host/").password, "secret");
}

TEST(RedisServerUrl, takes_an_address_in_brackets) {
    EXPECT_EQ(parse_server_url("redis://[::1]").host, "::1");
    EXPECT_EQ(parse_server_url("redis://[::1]:7000/2").port, 7000);
}

TEST(RedisServerUrl, names_a_socket) {
    const ServerUrl url = parse_server_url("redis+unix://:secret@/run/redis.sock?db=3");
    EXPECT_EQ(url.socket, "/run/redis.sock");
    EXPECT_EQ(url.password, "secret");
    EXPECT_EQ(url.database, 3U);
    EXPECT_TRUE(url.host.empty());
}

TEST(RedisServerUrl, asks_for_tls_and_says_whom_to_trust) {
    const ServerUrl url =
        parse_server_url("rediss://u:p@cache:1/2?ca=/etc/my%20ca.pem&cert=/c.pem&key=/k.pem");
    EXPECT_TRUE(url.tls);
    EXPECT_EQ(url.host, "cache");
    EXPECT_EQ(url.ca, "/etc/my ca.pem");
    EXPECT_EQ(url.cert, "/c.pem");
    EXPECT_EQ(url.key, "/k.pem");
    EXPECT_EQ(url.text(), "rediss://cache:1/2");
    EXPECT_FALSE(parse_server_url("redis://cache").tls);
}

TEST(RedisServerUrl, comes_from_the_environment) {
    const ScopedEnvironment saved({"REDIS_URL", "REDIS_HOST", "REDIS_PORT", "REDIS_PASSWORD"}, "-");
    EXPECT_EQ(parse_server_url("redis").text(), "redis://127.0.0.1:6379/0");
    setenv("REDIS_URL", "redis://one:1/2", 1);
    EXPECT_EQ(parse_server_url("redis").text(), "redis://one:1/2");
    setenv("REDIS_URL", "null", 1);
    setenv("REDIS_HOST", "two", 1);
    setenv("REDIS_PORT", "", 1);
    setenv("REDIS_PASSWORD", "null", 1);
    EXPECT_EQ(parse_server_url("redis").text(), "redis://two:6379/0");
    EXPECT_EQ(parse_server_url("redis").password, "");
    setenv("REDIS_PORT", "7", 1);
    setenv("REDIS_PASSWORD", "s", 1);
    EXPECT_EQ(parse_server_url("redis").port, 7);
    EXPECT_EQ(parse_server_url("redis").password, "s");
}

TEST(RedisServerUrl, names_sentinels_and_what_they_watch) {
    const ServerUrl url = parse_server_url(
        "redis+sentinel://me:secret@one,[::1]:7000,three:7001/my%20counters/4"
        "?sentinel_user=you&sentinel_password=hunter2");
    ASSERT_EQ(url.sentinels.size(), 3U);
    EXPECT_EQ(url.sentinels[0].host, "one");
    EXPECT_EQ(url.sentinels[0].port, 26379);
    EXPECT_EQ(url.sentinels[1].host, "::1");
    EXPECT_EQ(url.sentinels[1].port, 7000);
    EXPECT_EQ(url.sentinels[2].port, 7001);
    EXPECT_EQ(url.sentinels[2].user, "you");
    EXPECT_EQ(url.sentinels[2].password, "hunter2");
    EXPECT_EQ(url.service, "my counters");
    EXPECT_EQ(url.user, "me");
    EXPECT_EQ(url.password, "secret");
    EXPECT_EQ(url.database, 4U);
    EXPECT_TRUE(url.host.empty() && url.socket.empty());
    EXPECT_EQ(url.text(), "redis+sentinel://one:26379,[::1]:7000,three:7001/my counters/4");
}

TEST(RedisServerUrl, is_refused_without_showing_a_secret) {
    for (const char* text : {"",
                             "localhost",
                             "redis://host?db=1",
                             "rediss://h?x=1",
                             "rediss://h?cert=a",
                             "redis://h/1?ca=f",
                             "redis://",
                             "redis://:6379",
                             "redis://host:port",
                             "redis://host:70000",
                             "redis://host/one",
                             "redis+unix://run/redis.sock",
                             "redis+unix:///r?x=1",
                             "redis+sentinel://h",
                             "redis+sentinel://h/",
                             "redis+sentinel:///s",
                             "redis+sentinel://h,/s",
                             "redis+sentinel://h/s/one",
                             "redis+sentinel://h/s?ca=x",
                             "redis://h?sentinel_password=secret",
                             "redis://:secret%4@host",
                             "redis://:secret@:1"}) {
        EXPECT_THAT(refusal([&] { (void)parse_server_url(text); }),
                    testing::Not(testing::HasSubstr("secret")))
            << text;
    }
}

}  // namespace
}  // namespace model_counter::test
