// Stands in for redis_connection.cpp where the library was built without hiredis.

#include "import/redis_connection.hpp"

#include "model_counter/error.hpp"
#include "redis/client.hpp"

namespace model_counter::laravel {

RedisConnection::RedisConnection(const std::string&) {
    throw Error(ErrorCode::invalid_argument,
                "reading Redis keys needs the component model_counter::redis, which this "
                "library was built without (Debian: libhiredis-dev libssl-dev)");
}

RedisConnection::~RedisConnection() = default;

RedisReply RedisConnection::run(const std::vector<std::string>&) { return {}; }

}  // namespace model_counter::laravel
