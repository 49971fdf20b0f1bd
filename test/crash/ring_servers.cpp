#include "crash/ring_servers.hpp"

#include "crash/ring_database.hpp"
#ifdef MODEL_COUNTER_TEST_REDIS
#include "model_counter/redis_store.hpp"
#include "redis/slot.hpp"
#include "support/redis_cluster.hpp"
#include "support/redis_server.hpp"
#endif

#include <algorithm>
#include <chrono>
#include <thread>

namespace model_counter::crash {

#ifdef MODEL_COUNTER_TEST_REDIS
namespace {

using std::chrono::milliseconds;

/// Kills it in the middle of what it does.
void kill_and_restart(test::ServerProcess& server, Random& random) {
    server.kill();
    std::this_thread::sleep_for(milliseconds(random.below(50)));
    server.start();
}

class OneRedis final : public RingServers {
public:
    explicit OneRedis(const std::string& directory)
        : server_(test::durable_redis_recipe(), directory + "/redis-server") {
        server_.start();
    }

    [[nodiscard]] std::string url() const override { return test::redis_url(server_.place()); }
    [[nodiscard]] std::vector<std::uint16_t> ports() const override {
        return {server_.place().port};
    }
    bool disturb(Random& random) override {
        kill_and_restart(server_, random);
        return true;
    }

private:
    test::ServerProcess server_;
};

class RedisClusterServers final : public RingServers {
public:
    explicit RedisClusterServers(const std::string& directory)
        : cluster_(directory, test::RedisCluster::Kind::durable) {}

    [[nodiscard]] std::string url() const override { return cluster_.url(); }
    [[nodiscard]] std::vector<std::uint16_t> ports() const override {
        std::vector<std::uint16_t> ports;
        for (std::size_t i = 0; i < test::RedisCluster::kServers; ++i) {
            ports.push_back(cluster_.server(i).place().port);
        }
        return ports;
    }

    bool disturb(Random& random) override {
        const std::vector<std::size_t> primaries = cluster_.primaries();
        const std::size_t chosen = primaries.at(random.below(primaries.size()));
        const bool is_done = what_ == 1   ? cluster_.fail_over(chosen)
                             : what_ == 3 ? move_shard(random, primaries, chosen)
                                          : kill(random, chosen);
        what_ = (what_ + (is_done ? 1 : 0)) % 4;
        return is_done;
    }

private:
    /// A server that was a replica writes its file anew after it was given all data, and until then
    /// would come back with what it had before.
    bool is_durable(std::size_t server) {
        const std::string said = cluster_.run(server, {"INFO", "persistence"}).at(0);
        return said.find("aof_rewrite_in_progress:0") != std::string::npos &&
               said.find("aof_rewrite_scheduled:0") != std::string::npos;
    }

    bool kill(Random& random, std::size_t server) {
        if (!is_durable(server)) {
            return false;
        }
        kill_and_restart(cluster_.server(server), random);
        return true;
    }

    /// Moves the slot of one of the store's shards to this primary.
    bool move_shard(Random& random, const std::vector<std::size_t>& primaries, std::size_t to) {
        const RedisOptions options;
        const std::uint16_t slot = redis::slot_of(
            options.prefix + "{" + std::to_string(random.below(options.shards)) + "}:meta");
        const std::size_t from = cluster_.primary_of(slot);
        // Servers hear of each other by and by.
        if (from == to || std::find(primaries.begin(), primaries.end(), from) == primaries.end()) {
            return false;
        }
        cluster_.wait_until_whole();
        cluster_.move_slot(slot, from, to);
        return true;
    }

    mutable test::RedisCluster cluster_;
    unsigned what_ = 0;  ///< is done next: 1 a replica takes over, 3 a slot moves, else a kill
};

}  // namespace
#endif

std::unique_ptr<RingServers> start_ring_servers(std::string_view kind,
                                                const std::string& directory) {
    if (kind == "embedded") {
        return nullptr;
    }
#ifdef MODEL_COUNTER_TEST_REDIS
    if (!test::durable_redis_recipe().program.empty()) {
        if (kind == "cluster") {
            return std::make_unique<RedisClusterServers>(directory);
        }
        return std::make_unique<OneRedis>(directory);
    }
#endif
    throw NoServer("no Redis is installed");
}

}  // namespace model_counter::crash
