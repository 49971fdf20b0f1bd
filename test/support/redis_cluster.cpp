#include "support/redis_cluster.hpp"

#include "redis/node.hpp"
#include "redis/slot.hpp"
#include "redis/slot_map.hpp"
#include "support/redis_server.hpp"
#include "support/shared_server.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <thread>

namespace model_counter::test {
namespace {

constexpr std::size_t kPrimaries = RedisCluster::kPrimaries;
constexpr std::size_t kServers = RedisCluster::kServers;

/// When a server is taken for dead: soon, or not before it could have been started again.
constexpr int kHasty = 1500;
constexpr int kPatient = 15'000;

/// The port at which the servers talk among themselves; by default it would be beyond the range.
std::uint16_t bus_port(std::uint16_t port) { return static_cast<std::uint16_t>(port - 20'000); }

constexpr const char* kOpenssl = "/usr/bin/openssl";

/// Certificate and key of all servers of a cluster, in the directory of the first one.
std::string certificate_of(const ServerPlace& place) {
    const std::filesystem::path own(place.directory);
    std::string first = own.filename().string();
    first.back() = '0';
    return own.parent_path() / first / "tls.pem";
}

void make_certificate(const ServerPlace& place,
                      const std::function<void(const ServerCommand&)>& run) {
    const std::string file = certificate_of(place);
    if (place.directory.back() == '0') {
        run({kOpenssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
             "/CN=redis", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", file, "-out", file});
    }
}

/// What a cluster's server is started with, so that it talks TLS alone over TCP.
ServerCommand tls_arguments(const ServerPlace& place) {
    const std::string file = certificate_of(place);
    return {"--port",
            "0",
            "--tls-port",
            std::to_string(place.port),
            "--tls-cluster",
            "yes",
            "--tls-replication",
            "yes",
            "--tls-cert-file",
            file,
            "--tls-key-file",
            file,
            "--tls-ca-cert-file",
            file};
}

/// How the tests themselves reach a server, whatever it talks over TCP.
std::string way_to(const ServerPlace& place) { return redis_socket_url(place); }

/// The recipe's name ends with the server's number, and so does its directory.
ServerRecipe cluster_recipe(const ServerRecipe& plain, const std::string& name, int node_timeout_ms,
                            Wire wire) {
    ServerRecipe recipe = plain;
    recipe.name = name;
    recipe.command = [node_timeout_ms, wire, &plain](const ServerPlace& place) {
        ServerCommand words = plain.command(place);
        words.insert(
            words.end(),
            {"--cluster-enabled", "yes", "--cluster-port", std::to_string(bus_port(place.port)),
             "--cluster-node-timeout", std::to_string(node_timeout_ms),
             "--cluster-replica-validity-factor", "0", "--repl-diskless-sync-delay", "0"});
        if (wire == Wire::tls) {
            const ServerCommand more = tls_arguments(place);
            words.insert(words.end(), more.begin(), more.end());
        }
        return words;
    };
    if (wire == Wire::tls) {
        recipe.prepare = make_certificate;
        recipe.is_ready = [](const ServerPlace& place) {
            try {
                return redis_run(way_to(place), {"PING"}).at(0) == "PONG";
            } catch (const std::exception&) {
                return false;
            }
        };
    }
    return recipe;
}

bool try_run(const ServerPlace& place, const std::vector<std::string>& command) {
    try {
        redis_run(way_to(place), command);
        return true;
    } catch (const std::exception&) {
        return false;  // Most of what forms a cluster is refused the second time.
    }
}

std::string info(const ServerPlace& place) {
    return redis_run(way_to(place), {"CLUSTER", "INFO"}).at(0);
}

std::string nodes(const ServerPlace& place) {
    return redis_run(way_to(place), {"CLUSTER", "NODES"}).at(0);
}

bool is_whole(const ServerPlace& place) {
    const std::string text = info(place);
    const std::string listed = nodes(place);
    return text.find("cluster_state:ok") != std::string::npos &&
           text.find("cluster_known_nodes:" + std::to_string(kServers)) != std::string::npos &&
           listed.find("handshake") == std::string::npos;
}

bool is_formed(const std::vector<ServerPlace>& places) {
    return std::all_of(places.begin(), places.end(), is_whole) &&
           std::all_of(places.begin() + kPrimaries, places.end(), [](const ServerPlace& place) {
               const std::string replication =
                   redis_run(way_to(place), {"INFO", "replication"}).at(0);
               return replication.find("master_link_status:up") != std::string::npos;
           });
}

/// Takes the next steps toward a cluster of these servers.
///
/// Returns: whether it is one now
bool form(const std::vector<ServerPlace>& places) {
    const auto text = [](auto number) { return std::to_string(number); };
    for (std::size_t i = 0; i < places.size(); ++i) {
        try_run(places[i], {"CLUSTER", "SET-CONFIG-EPOCH", text(i + 1)});
        if (i < kPrimaries) {
            const std::size_t first = redis::kSlots * i / kPrimaries;
            const std::size_t end = redis::kSlots * (i + 1) / kPrimaries;
            try_run(places[i], {"CLUSTER", "ADDSLOTSRANGE", text(first), text(end - 1)});
        }
        if (i > 0 && nodes(places[i]).find(":" + text(places[0].port) + "@") == std::string::npos) {
            try_run(places[i], {"CLUSTER", "MEET", "127.0.0.1", text(places[0].port),
                                text(bus_port(places[0].port))});
        }
    }
    for (std::size_t i = kPrimaries; i < places.size(); ++i) {
        const ServerPlace& primary = places[i - kPrimaries];
        if (nodes(places[i]).find("myself,slave") == std::string::npos) {
            const auto id = redis_run(way_to(primary), {"CLUSTER", "MYID"}).at(0);
            try_run(places[i], {"CLUSTER", "REPLICATE", id});
        }
    }
    return is_formed(places);
}

std::string url_of(const std::vector<ServerPlace>& places, Wire wire) {
    std::string url = wire == Wire::tls ? "rediss+cluster://" : "redis+cluster://";
    for (const ServerPlace& place : places) {
        url += (&place == places.data() ? "" : ",") + std::string("127.0.0.1:") +
               std::to_string(place.port);
    }
    if (wire == Wire::tls) {
        const std::string file = certificate_of(places.front());
        url.append("?ca=").append(file).append("&cert=").append(file).append("&key=").append(file);
    }
    return url;
}

std::vector<ServerRecipe> shared_recipes(Wire wire) {
    const std::string name = wire == Wire::tls ? "redis-tls-cluster-" : "redis-cluster-";
    std::vector<ServerRecipe> recipes;
    for (std::size_t i = 0; i < kServers; ++i) {
        recipes.push_back(cluster_recipe(redis_recipe(), name + std::to_string(i), kPatient, wire));
    }
    return recipes;
}

void wait_until(const char* what, const std::function<bool()>& is_so) {
    constexpr std::chrono::seconds kPatience{60};
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (!is_so()) {
        if (std::chrono::steady_clock::now() > until) {
            throw std::runtime_error(std::string("the cluster does not become ") + what);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

}  // namespace

bool can_run_cluster(Wire wire) {
    return !redis_recipe().program.empty() && (wire == Wire::plain || access(kOpenssl, X_OK) == 0);
}

std::string shared_cluster_url(Wire wire) {
    static std::map<Wire, std::string> urls;
    if (const auto found = urls.find(wire); found != urls.end()) {
        return found->second;
    }
    static std::map<Wire, std::vector<ServerRecipe>> recipes;
    const auto& mine = recipes.emplace(wire, shared_recipes(wire)).first->second;
    std::vector<ServerPlace> places;
    for (const ServerRecipe& recipe : mine) {
        places.push_back(shared_server(recipe));
    }
    // Several processes of a run may do it at once: each step can be taken again.
    wait_until("one", [&] { return is_formed(places) || form(places); });
    return urls[wire] = url_of(places, wire);
}

RedisCluster::RedisCluster(const std::string& directory, Kind kind, Wire wire) : wire_(wire) {
    const ServerRecipe& plain = kind == Kind::durable ? durable_redis_recipe() : redis_recipe();
    for (std::size_t i = 0; i < kServers; ++i) {
        recipes_.push_back(cluster_recipe(plain, "redis-" + std::to_string(i),
                                          kind == Kind::hasty ? kHasty : kPatient, wire));
    }
    std::vector<ServerPlace> places;
    for (const ServerRecipe& recipe : recipes_) {
        servers_.push_back(std::make_unique<ServerProcess>(recipe, directory + "/" + recipe.name));
        servers_.back()->start();
        places.push_back(servers_.back()->place());
    }
    wait_until("one", [&] { return form(places); });
}

std::string RedisCluster::url() const {
    std::vector<ServerPlace> places;
    for (const auto& server : servers_) {
        places.push_back(server->place());
    }
    return url_of(places, wire_);
}

std::vector<std::string> RedisCluster::run(std::size_t index,
                                           const std::vector<std::string>& command) {
    return redis_run(way_to(server(index).place()), command);
}

std::string RedisCluster::id(std::size_t index) { return run(index, {"CLUSTER", "MYID"}).at(0); }

std::size_t RedisCluster::primary_of(std::uint16_t slot) {
    redis::Commands question;
    question.command({"CLUSTER", "SLOTS"});
    for (const auto& asked : servers_) {
        redis::Node node(redis::parse_server_url(way_to(asked->place())));
        const auto map = redis::SlotMap::read(
            redis::run_one(node, question, Deadline::after(std::chrono::seconds(5))), "127.0.0.1");
        for (std::size_t i = 0; map && i < kServers; ++i) {
            if (map->primary(slot) == "127.0.0.1:" + std::to_string(server(i).place().port)) {
                return i;
            }
        }
    }
    throw std::runtime_error("nobody serves slot " + std::to_string(slot));
}

std::vector<std::size_t> RedisCluster::primaries() {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < kServers; ++i) {
        if (server(i).pid() != 0 &&
            nodes(server(i).place()).find("myself,master") != std::string::npos) {
            found.push_back(i);
        }
    }
    return found;
}

std::optional<std::size_t> RedisCluster::replica_of(std::size_t primary) {
    const std::string port = "master_port:" + std::to_string(server(primary).place().port);
    for (std::size_t i = 0; i < kServers; ++i) {
        if (i == primary || server(i).pid() == 0) {
            continue;
        }
        const std::string said = run(i, {"INFO", "replication"}).at(0);
        if (said.find(port + "\r") != std::string::npos &&
            said.find("master_link_status:up") != std::string::npos) {
            return i;
        }
    }
    return std::nullopt;
}

bool RedisCluster::fail_over(std::size_t primary) {
    const auto replica = replica_of(primary);
    if (!replica || !try_run(server(*replica).place(), {"CLUSTER", "FAILOVER"})) {
        return false;
    }
    constexpr std::chrono::seconds kPatience{6};  // the servers give up after 5
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (std::chrono::steady_clock::now() < until) {
        if (nodes(server(*replica).place()).find("myself,master") != std::string::npos) {
            return true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

void RedisCluster::move_slot(std::uint16_t slot, std::size_t from, std::size_t to,
                             const std::function<void()>& half_way) {
    const std::string number = std::to_string(slot);
    const std::string port = std::to_string(server(to).place().port);
    run(to, {"CLUSTER", "SETSLOT", number, "IMPORTING", id(from)});
    run(from, {"CLUSTER", "SETSLOT", number, "MIGRATING", id(to)});
    const auto all = std::stoull(run(from, {"CLUSTER", "COUNTKEYSINSLOT", number}).at(0));
    unsigned long long moved = 0;
    bool is_half_way = !half_way;
    for (;;) {
        const auto keys = run(from, {"CLUSTER", "GETKEYSINSLOT", number, "5"});
        if (keys.empty()) {
            break;
        }
        std::vector<std::string> migrate{"MIGRATE", "127.0.0.1", port, "", "0", "5000", "KEYS"};
        migrate.insert(migrate.end(), keys.begin(), keys.end());
        run(from, migrate);
        moved += keys.size();
        if (!is_half_way && moved > all / 2) {
            is_half_way = true;
            half_way();
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    for (const std::size_t told : {to, from}) {
        run(told, {"CLUSTER", "SETSLOT", number, "NODE", id(to)});
    }
}

void RedisCluster::wait_until_whole() {
    wait_until("whole", [this] {
        return std::all_of(servers_.begin(), servers_.end(), [](const auto& server) {
            return server->pid() == 0 ||
                   info(server->place()).find("cluster_state:ok") != std::string::npos;
        });
    });
}

}  // namespace model_counter::test
