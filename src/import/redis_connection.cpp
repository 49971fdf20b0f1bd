#include "import/redis_connection.hpp"

#include "import/redis_url.hpp"
#include "model_counter/error.hpp"

#include <hiredis/hiredis.h>
#include <sys/time.h>

namespace model_counter::laravel {
namespace {

constexpr timeval kConnectTimeout{5, 0};
constexpr timeval kReplyTimeout{60, 0};  // a script over a big batch, on a busy server

RedisReply copied(const redisReply& reply) {
    RedisReply copy;
    switch (reply.type) {
        case REDIS_REPLY_INTEGER:
            copy.kind = RedisReply::Kind::integer;
            copy.integer = reply.integer;
            break;
        case REDIS_REPLY_STRING:
        case REDIS_REPLY_STATUS:
        case REDIS_REPLY_ERROR:
            copy.kind = RedisReply::Kind::text;
            copy.text.assign(reply.str, static_cast<std::size_t>(reply.len));
            break;
        case REDIS_REPLY_ARRAY:
            copy.kind = RedisReply::Kind::list;
            for (std::size_t i = 0; i < reply.elements; ++i) {
                copy.list.push_back(copied(*reply.element[i]));
            }
            break;
        default:
            break;
    }
    return copy;
}

}  // namespace

void RedisConnection::Close::operator()(redisContext* context) const noexcept {
    redisFree(context);
}

RedisConnection::RedisConnection(const std::string& text) {
    const RedisUrl url = parse_redis_url(text);
    place_ = "Redis at " +
             (url.host.empty() ? url.socket : url.host + ":" + std::to_string(url.port)) +
             ", database " + std::to_string(url.database);
    context_.reset(url.host.empty()
                       ? redisConnectUnixWithTimeout(url.socket.c_str(), kConnectTimeout)
                       : redisConnectWithTimeout(url.host.c_str(), url.port, kConnectTimeout));
    if (context_ == nullptr || context_->err != 0) {
        throw Error(ErrorCode::unavailable,
                    place_ + " cannot be reached: " +
                        (context_ != nullptr ? context_->errstr : "out of memory"));
    }
    redisSetTimeout(context_.get(), kReplyTimeout);
    if (!url.password.empty()) {
        run(url.user.empty() ? std::vector<std::string>{"AUTH", url.password}
                             : std::vector<std::string>{"AUTH", url.user, url.password});
    }
    if (url.database != 0) {
        run({"SELECT", std::to_string(url.database)});
    }
}

RedisConnection::~RedisConnection() = default;

RedisReply RedisConnection::run(const std::vector<std::string>& command) {
    std::vector<const char*> arguments;
    std::vector<std::size_t> sizes;
    for (const std::string& argument : command) {
        arguments.push_back(argument.data());
        sizes.push_back(argument.size());
    }
    const std::unique_ptr<void, void (*)(void*)> held(
        redisCommandArgv(context_.get(), static_cast<int>(arguments.size()), arguments.data(),
                         sizes.data()),
        freeReplyObject);
    if (held == nullptr) {
        throw Error(ErrorCode::unavailable, place_ + ": the connection broke at " + command[0] +
                                                ": " + context_->errstr + "; run it again");
    }
    const auto& reply = *static_cast<const redisReply*>(held.get());
    if (reply.type == REDIS_REPLY_ERROR) {
        throw Error(ErrorCode::unavailable,
                    place_ + " refused " + command[0] + ": " +
                        std::string(reply.str, static_cast<std::size_t>(reply.len)));
    }
    return copied(reply);
}

}  // namespace model_counter::laravel
