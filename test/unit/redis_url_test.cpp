#include "import/redis_url.hpp"

#include "support/refusal.hpp"

#include <gmock/gmock.h>

namespace model_counter::test {
namespace {

using laravel::parse_redis_url;
using laravel::RedisUrl;

TEST(RedisUrl, names_a_host_by_default_on_redis_own_port) {
    const RedisUrl url = parse_redis_url("redis://localhost");
    EXPECT_EQ(url.host, "localhost");
    EXPECT_EQ(url.port, 6379);
    EXPECT_EQ(url.database, 0U);
    EXPECT_TRUE(url.user.empty() && url.password.empty() && url.socket.empty());
}

TEST(RedisUrl, has_a_user_a_port_and_a_database) {
    const RedisUrl url = parse_redis_url("redis://me:p%40s%3As@cache.local:6380/1");
    EXPECT_EQ(url.user, "me");
    EXPECT_EQ(url.password, "p@s:s");
    EXPECT_EQ(url.host, "cache.local");
    EXPECT_EQ(url.port, 6380);
    EXPECT_EQ(url.database, 1U);
    EXPECT_EQ(parse_redis_url("redis://:secret@host/").password, "secret");
}

TEST(RedisUrl, takes_an_address_in_brackets) {
    EXPECT_EQ(parse_redis_url("redis://[::1]").host, "::1");
    EXPECT_EQ(parse_redis_url("redis://[::1]:7000/2").port, 7000);
}

TEST(RedisUrl, names_a_socket) {
    const RedisUrl url = parse_redis_url("redis+unix://:secret@/run/redis.sock?db=3");
    EXPECT_EQ(url.socket, "/run/redis.sock");
    EXPECT_EQ(url.password, "secret");
    EXPECT_EQ(url.database, 3U);
    EXPECT_TRUE(url.host.empty());
}

TEST(RedisUrl, is_refused_without_showing_a_secret) {
    for (const char* text :
         {"", "localhost", "rediss://host", "redis://", "redis://:6379", "redis://host:port",
          "redis://host:70000", "redis://host/one", "redis+unix://run/redis.sock",
          "redis+unix:///r?x=1", "redis://:secret%4@host", "redis://:secret@:1"}) {
        EXPECT_THAT(refusal([&] { (void)parse_redis_url(text); }),
                    testing::Not(testing::HasSubstr("secret")))
            << text;
    }
}

}  // namespace
}  // namespace model_counter::test
