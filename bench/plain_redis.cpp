#include "bench/plain_redis.hpp"

#include "support/redis_server.hpp"
#include "support/shared_server.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

namespace model_counter::bench {
namespace {

const test::ServerPlace& server() { return test::shared_server(test::redis_recipe()); }
std::string socket_path() { return server().directory + "/redis.sock"; }

std::string output_of(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
    std::string output;
    std::array<char, 4096> piece{};
    while (pipe != nullptr && std::fgets(piece.data(), piece.size(), pipe.get()) != nullptr) {
        output += piece.data();
    }
    return output;
}

}  // namespace

PlainRedis::PlainRedis() : context_(redisConnectUnix(socket_path().c_str()), redisFree) {
    if (context_ == nullptr || context_->err != 0) {
        throw std::runtime_error("hiredis does not connect");
    }
    empty_redis();
}

PlainRedis::Reply PlainRedis::take_reply() {
    void* reply = nullptr;
    if (redisGetReply(context_.get(), &reply) != REDIS_OK) {
        fail();
    }
    Reply taken(static_cast<redisReply*>(reply), freeReplyObject);
    if (taken->type == REDIS_REPLY_ERROR) {
        throw std::runtime_error("Redis says " + std::string(taken->str, taken->len));
    }
    return taken;
}

void PlainRedis::fail() const {
    throw std::runtime_error(std::string("hiredis: ") + context_->errstr);
}

std::string redis_url() { return test::redis_socket_url(server()); }

void empty_redis() { test::redis_run(redis_url(), {"FLUSHALL"}); }

double redis_benchmark(std::int64_t commands, std::uint32_t counters, int connections,
                       int pipeline) {
    const std::string command = "redis-benchmark -q --csv -s " + socket_path() + " -n " +
                                std::to_string(commands) + " -r " + std::to_string(counters) +
                                " -c " + std::to_string(connections) + " -P " +
                                std::to_string(pipeline) + " INCRBY plain:__rand_int__ 1";
    const std::string output = output_of(command);
    // "test","rps",... and a line with the figures, of which ours is the second.
    const std::size_t line = output.find('\n');
    const std::size_t figure = output.find("\",\"", line);
    const double rate =
        figure == std::string::npos ? 0 : std::strtod(output.c_str() + figure + 3, nullptr);
    if (rate <= 0) {
        throw std::runtime_error(command + " says: " + output);
    }
    return rate;
}

}  // namespace model_counter::bench
