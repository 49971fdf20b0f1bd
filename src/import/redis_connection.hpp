#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter::redis {
class Client;
}

namespace model_counter::laravel {

/// What Redis answers.
struct RedisReply {
    enum class Kind { nothing, text, integer, list };
    Kind kind = Kind::nothing;
    std::string text;
    std::int64_t integer = 0;
    std::vector<RedisReply> list;
};

/// A connection to one Redis server.
///
/// Errors:  unavailable  it cannot be reached, the connection broke - what was asked last may or
///                       may not have been done -, or it refused the command
/// Threads: one at a time.
class RedisConnection {
public:
    /// The URL is one that the Redis store takes, too.
    ///
    /// Errors: invalid_argument  another URL
    explicit RedisConnection(const std::string& url);
    ~RedisConnection();
    RedisConnection(const RedisConnection&) = delete;
    RedisConnection& operator=(const RedisConnection&) = delete;

    RedisReply run(const std::vector<std::string>& command);

    /// Where it leads, without secrets.
    [[nodiscard]] const std::string& place() const noexcept { return place_; }

private:
    std::string place_;
    std::unique_ptr<redis::Client> client_;
};

}  // namespace model_counter::laravel
