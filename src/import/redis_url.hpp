#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace model_counter::laravel {

/// Where a Redis server is, and who asks.
struct RedisUrl {
    std::string host;  ///< empty: `socket`
    std::uint16_t port = 6379;
    std::string socket;
    std::string user;
    std::string password;
    std::uint32_t database = 0;
};

/// Reads `redis://[[user]:password@]host[:port][/db]` or
/// `redis+unix://[[user]:password@]/path[?db=1]`; user and password may be percent-encoded.
///
/// Errors: invalid_argument  anything else; the message shows no secret
[[nodiscard]] RedisUrl parse_redis_url(std::string_view url);

}  // namespace model_counter::laravel
