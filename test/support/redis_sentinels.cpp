#include "support/redis_sentinels.hpp"

#include "support/redis_server.hpp"
#include "support/shared_server.hpp"

#include <sys/stat.h>
#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <functional>
#include <stdexcept>
#include <thread>

namespace model_counter::test {
namespace {

using std::chrono::milliseconds;

constexpr auto kPatience = std::chrono::seconds(30);

std::string local(std::uint16_t port) { return "redis://127.0.0.1:" + std::to_string(port); }

void wait_until(const std::string& what, const std::function<bool()>& is_so) {
    const auto until = std::chrono::steady_clock::now() + kPatience;
    for (;;) {
        try {
            if (is_so()) {
                return;
            }
        } catch (const std::exception&) {
            // It may be on its way up, or down.
        }
        if (std::chrono::steady_clock::now() > until) {
            throw std::runtime_error(what + " does not come about");
        }
        std::this_thread::sleep_for(milliseconds(10));
    }
}

bool holds(const std::vector<std::string>& reply, std::string_view text) {
    return reply.at(0).find(text) != std::string::npos;
}

/// A sentinel writes its file anew whenever it learns something.
std::string write_configuration(const ServerPlace& place, std::uint16_t primary_port,
                                milliseconds down_after) {
    const std::string path = place.directory + "/sentinel.conf";
    const std::string service = std::string(kRedisService) + " ";
    std::ofstream(path) << "bind 127.0.0.1\nport " << place.port << "\ndir " << place.directory
                        << "\nsentinel monitor " << service << "127.0.0.1 " << primary_port
                        << " 2\nsentinel down-after-milliseconds " << service << down_after.count()
                        << "\n"
                        << "sentinel failover-timeout " << service << "1500\n"
                        << "sentinel parallel-syncs " << service << "2\n";
    constexpr mode_t kAnybodys = 0666;
    chmod(path.c_str(), kAnybodys);
    return path;
}

ServerRecipe replica_recipe(int number, std::uint16_t primary_port) {
    ServerRecipe recipe = redis_recipe();
    recipe.name = "redis-replica-" + std::to_string(number);
    recipe.command = [primary_port](const ServerPlace& place) {
        ServerCommand words = redis_recipe().command(place);
        words.insert(words.end(), {"--replicaof", "127.0.0.1 " + std::to_string(primary_port),
                                   "--repl-diskless-sync-delay", "0"});
        return words;
    };
    return recipe;
}

/// `down_after`: how long a primary may be silent before another one is appointed.
ServerRecipe sentinel_recipe(int number, std::uint16_t primary_port, milliseconds down_after) {
    ServerRecipe recipe = redis_recipe();
    recipe.name = "redis-sentinel-" + std::to_string(number);
    recipe.command = [=, program = recipe.program](const ServerPlace& place) {
        return ServerCommand{program, write_configuration(place, primary_port, down_after),
                             "--sentinel"};
    };
    return recipe;
}

const ServerRecipe& shared_primary() {
    static const ServerRecipe made = [] {
        ServerRecipe recipe = redis_recipe();
        recipe.name = "redis-primary";
        return recipe;
    }();
    return made;
}

const ServerRecipe& shared_replica(std::size_t number) {
    const std::uint16_t port = shared_server(shared_primary()).port;
    static const std::array made{replica_recipe(0, port), replica_recipe(1, port)};
    return made.at(number);
}

const ServerRecipe& shared_sentinel(std::size_t number) {
    constexpr milliseconds kNever{600'000};
    const std::uint16_t port = shared_server(shared_primary()).port;
    static const std::array made{sentinel_recipe(0, port, kNever), sentinel_recipe(1, port, kNever),
                                 sentinel_recipe(2, port, kNever)};
    return made.at(number);
}

std::string url_of(const std::array<std::uint16_t, 3>& ports) {
    std::string hosts;
    for (const std::uint16_t port : ports) {
        hosts += (hosts.empty() ? "" : ",") + std::string("127.0.0.1:") + std::to_string(port);
    }
    return "redis+sentinel://" + hosts + "/" + kRedisService;
}

}  // namespace

std::string shared_sentinels_url() {
    shared_server(shared_replica(0));
    shared_server(shared_replica(1));
    return url_of({shared_server(shared_sentinel(0)).port, shared_server(shared_sentinel(1)).port,
                   shared_server(shared_sentinel(2)).port});
}

RedisSentinels::RedisSentinels(const std::string& directory) {
    constexpr milliseconds kDownAfter{300};
    for (std::size_t i = 0; i < kServers; ++i) {
        const std::uint16_t primary = i == 0 ? 0 : servers_[0]->place().port;
        recipes_[i] = std::make_unique<ServerRecipe>(
            i == 0 ? redis_recipe() : replica_recipe(static_cast<int>(i), primary));
        servers_[i] = std::make_unique<ServerProcess>(*recipes_[i],
                                                      directory + "/redis-" + std::to_string(i));
        servers_[i]->start();
    }
    for (std::size_t i = 0; i < kServers; ++i) {
        auto& recipe = recipes_[kServers + i];
        recipe = std::make_unique<ServerRecipe>(
            sentinel_recipe(static_cast<int>(i), servers_[0]->place().port, kDownAfter));
        sentinels_[i] =
            std::make_unique<ServerProcess>(*recipe, directory + "/sentinel-" + std::to_string(i));
        sentinels_[i]->start();
        // Their own periods are seconds. That of pings stays: by it they judge who may take over.
        redis_run(local(sentinels_[i]->place().port), {"SENTINEL", "DEBUG", "publish-period", "50",
                                                       "info-period", "500", "ask-period", "50"});
    }
    wait_until_they_know_each_other();
}

RedisSentinels::~RedisSentinels() {
    // A sentinel whose servers go away first would be busy appointing others.
    for (auto& sentinel : sentinels_) {
        sentinel->kill();
    }
}

void RedisSentinels::wait_until_they_know_each_other() {
    wait_until("replication", [this] {
        const auto facts = run(0, {"INFO", "replication"});
        return holds(facts, "connected_slaves:2") && !holds(facts, "state=wait_bgsave") &&
               holds(run(1, {"INFO", "replication"}), "master_link_status:up") &&
               holds(run(2, {"INFO", "replication"}), "master_link_status:up");
    });
    for (const auto& sentinel : sentinels_) {
        wait_until("a quorum of sentinels", [&] {
            const auto facts = redis_run(local(sentinel->place().port), {"INFO", "sentinel"});
            return holds(facts, "slaves=2,sentinels=3");
        });
    }
}

std::string RedisSentinels::url() const {
    return url_of(
        {sentinels_[0]->place().port, sentinels_[1]->place().port, sentinels_[2]->place().port});
}

std::vector<std::string> RedisSentinels::run(std::size_t index,
                                             const std::vector<std::string>& command) {
    return redis_run(local(servers_.at(index)->place().port), command);
}

void RedisSentinels::fail_over() {
    // A sentinel that has not heard of the replicas for a while appoints none of them.
    wait_until("a failover by hand", [this] {
        redis_run(local(sentinels_[0]->place().port), {"SENTINEL", "FAILOVER", kRedisService});
        return true;
    });
}

std::size_t RedisSentinels::wait_for_another(std::size_t index) {
    std::size_t found = index;
    wait_until("another primary", [&] {
        for (std::size_t i = 0; i < kServers; ++i) {
            if (i != index && servers_[i]->pid() > 0 && run(i, {"ROLE"}).at(0) == "master") {
                found = i;
                return true;
            }
        }
        return false;
    });
    return found;
}

void RedisSentinels::settle_on(std::size_t index) {
    const std::string port = std::to_string(servers_.at(index)->place().port);
    for (const auto& sentinel : sentinels_) {
        const std::string url = local(sentinel->place().port);
        wait_until("one primary for all sentinels", [&] {
            return redis_run(url, {"SENTINEL", "GET-MASTER-ADDR-BY-NAME", kRedisService}).at(1) ==
                   port;
        });
        redis_run(url, {"SENTINEL", "SET", kRedisService, "down-after-milliseconds", "600000"});
    }
}

}  // namespace model_counter::test
