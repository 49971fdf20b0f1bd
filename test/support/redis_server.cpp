#include "support/redis_server.hpp"

#include "redis/node.hpp"

#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <stdexcept>

namespace model_counter::test {
namespace {

std::string find_program() {
    for (const char* const path : {"/usr/bin/redis-server", "/usr/local/bin/redis-server"}) {
        if (access(path, X_OK) == 0) {
            return path;
        }
    }
    return {};
}

ServerCommand command(const ServerPlace& place, const std::vector<std::string>& durability) {
    ServerCommand words{find_program(),
                        "--bind",
                        "127.0.0.1",
                        "--port",
                        std::to_string(place.port),
                        "--dir",
                        place.directory,
                        "--unixsocket",
                        place.directory + "/redis.sock",
                        "--unixsocketperm",
                        "777",
                        "--save",
                        "",
                        "--enable-debug-command",
                        "yes"};
    words.insert(words.end(), durability.begin(), durability.end());
    return words;
}

bool is_ready(const ServerPlace& place) {
    try {
        return redis_run(redis_url(place), {"PING"}).at(0) == "PONG";
    } catch (const std::exception&) {
        return false;
    }
}

void flatten(const redis::Reply& reply, std::vector<std::string>& flat) {
    switch (reply.kind) {
        case redis::Reply::Kind::nothing:
            flat.emplace_back("(nil)");
            break;
        case redis::Reply::Kind::integer:
            flat.push_back(std::to_string(reply.integer));
            break;
        case redis::Reply::Kind::text:
            flat.push_back(reply.text);
            break;
        case redis::Reply::Kind::list:
            for (const redis::Reply& element : reply.list) {
                flatten(element, flat);
            }
            break;
        default:
            throw std::runtime_error(reply.text);
    }
}

ServerRecipe recipe(const std::string& name, std::vector<std::string> durability) {
    return {name,
            find_program(),
            {"redis", "nobody"},
            [](const ServerPlace&, const auto&) {},
            [durability = std::move(durability)](const ServerPlace& place) {
                return command(place, durability);
            },
            is_ready,
            SIGTERM};
}

}  // namespace

const ServerRecipe& redis_recipe() {
    static const ServerRecipe made = recipe("redis", {"--appendonly", "no"});
    return made;
}

const ServerRecipe& durable_redis_recipe() {
    static const ServerRecipe made =
        recipe("durable-redis", {"--appendonly", "yes", "--appendfsync", "always"});
    return made;
}

const ServerRecipe& everysec_redis_recipe() {
    static const ServerRecipe made =
        // Never rewritten, so that tests can cut the one file.
        recipe("everysec-redis", {"--appendonly", "yes", "--appendfsync", "everysec",
                                  "--auto-aof-rewrite-percentage", "0"});
    return made;
}

std::string redis_url(const ServerPlace& place) {
    return "redis://127.0.0.1:" + std::to_string(place.port);
}

std::string redis_socket_url(const ServerPlace& place) {
    return "redis+unix://" + place.directory + "/redis.sock";
}

std::vector<std::string> redis_run(const std::string& url, const std::vector<std::string>& words) {
    redis::Node node(redis::parse_server_url(url));
    redis::Commands command;
    command.begin(words.size());
    for (const std::string& word : words) {
        command.add(word);
    }
    command.end();
    std::vector<std::string> flat;
    flatten(redis::run_one(node, command, Deadline::after(std::chrono::seconds(20))), flat);
    return flat;
}

std::string unused_redis_prefix() {
    static std::atomic<int> made = 0;
    return "t" + std::to_string(getpid()) + "-" + std::to_string(++made) + ":";
}

}  // namespace model_counter::test
