#include "import/redis_connection.hpp"

#include "model_counter/error.hpp"
#include "redis/sentinel_client.hpp"

#include <chrono>
#include <utility>

namespace model_counter::laravel {
namespace {

constexpr std::chrono::seconds kTimeout{60};  // a script over a big batch, on a busy server

RedisReply copied(redis::Reply reply) {
    RedisReply copy;
    switch (reply.kind) {
        case redis::Reply::Kind::integer:
            copy.kind = RedisReply::Kind::integer;
            copy.integer = reply.integer;
            break;
        case redis::Reply::Kind::text:
        case redis::Reply::Kind::error:
            copy.kind = RedisReply::Kind::text;
            copy.text = std::move(reply.text);
            break;
        case redis::Reply::Kind::list:
            copy.kind = RedisReply::Kind::list;
            for (redis::Reply& element : reply.list) {
                copy.list.push_back(copied(std::move(element)));
            }
            break;
        default:
            break;
    }
    return copy;
}

}  // namespace

RedisConnection::RedisConnection(const std::string& text) {
    const redis::ServerUrl url = redis::parse_server_url(text);
    const std::string host =
        url.sentinels.empty() ? url.host + ":" + std::to_string(url.port) : url.text();
    const bool is_socket = !url.socket.empty();
    place_ = "Redis at " + (is_socket ? url.socket : host) + ", database " +
             std::to_string(url.database);
    client_ = redis::make_client(url);
    run({"PING"});
}

RedisConnection::~RedisConnection() = default;

RedisReply RedisConnection::run(const std::vector<std::string>& words) {
    redis::Commands command;
    command.begin(words.size());
    for (const std::string& word : words) {
        command.add(word);
    }
    command.end();
    redis::Reply reply = redis::run_one(*client_, command, Deadline::after(kTimeout));
    if (reply.kind == redis::Reply::Kind::unsent) {
        throw Error(ErrorCode::unavailable, place_ + " lets nobody in: " + reply.text +
                                                "; check the URL, its user and its password");
    }
    if (reply.kind == redis::Reply::Kind::lost) {
        throw Error(ErrorCode::unavailable, place_ + ": the connection broke at " + words[0] +
                                                ": " + reply.text + "; run it again");
    }
    if (reply.kind == redis::Reply::Kind::error) {
        throw Error(ErrorCode::unavailable, place_ + " refused " + words[0] + ": " + reply.text);
    }
    return copied(std::move(reply));
}

}  // namespace model_counter::laravel
