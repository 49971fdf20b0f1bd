#include "crash/ring_store.hpp"

#include "model_counter/embedded_store.hpp"
#ifdef MODEL_COUNTER_TEST_REDIS
#include "crash/faulty_node.hpp"
#include "crash/faulty_sink.hpp"
#include "model_counter/buffered_store.hpp"
#include "model_counter/redis_store.hpp"
#include "redis/cluster_client.hpp"
#include "redis/node.hpp"
#include "store/redis/redis_store.hpp"
#endif

#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <utility>

namespace model_counter::crash {

#ifdef MODEL_COUNTER_TEST_REDIS
namespace {

using Ways = std::map<std::uint16_t, std::uint16_t>;

Ways read_ways(const std::string& text) {
    Ways ways;
    std::istringstream words(text);
    std::uint16_t own = 0;
    std::uint16_t other = 0;
    char sign = 0;
    while (words >> own >> sign >> other) {
        ways[own] = other;
        words >> sign;
    }
    return ways;
}

std::unique_ptr<redis::Client> make_client(const std::string& url, const Ways& ways,
                                           std::optional<PlantedFault> fault) {
    const auto make_node = [ways, fault](redis::ServerUrl server) {
        const auto way = ways.find(server.port);
        server.port = way == ways.end() ? server.port : way->second;
        std::unique_ptr<redis::Client> node = std::make_unique<redis::Node>(server);
        return fault ? make_faulty(*fault, std::move(node)) : std::move(node);
    };
    if (redis::is_cluster_url(url)) {
        return std::make_unique<redis::ClusterClient>(redis::parse_cluster_url(url), make_node);
    }
    return make_node(redis::parse_server_url(url));
}

}  // namespace
#endif

#ifdef MODEL_COUNTER_TEST_REDIS
namespace {

/// All processes of the ring share the buffer's files.
std::unique_ptr<Store> with_buffer(const std::string& directory, std::unique_ptr<Store> behind,
                                   std::optional<PlantedFault> fault) {
    const std::string buffer = directory + "/buffer";
    if (!std::filesystem::exists(buffer)) {
        return behind;
    }
    BufferOptions options;
    options.directory = buffer;
    options.flush_every = std::chrono::milliseconds(2);
    return make_buffered_store(
        fault ? with_faulty_sink(*fault, std::move(behind)) : std::move(behind), options);
}

}  // namespace
#endif

std::unique_ptr<Store> open_ring_store(const std::string& directory,
                                       [[maybe_unused]] const std::string& ways,
                                       [[maybe_unused]] std::optional<PlantedFault> fault,
                                       [[maybe_unused]] bool past_buffer) {
#ifdef MODEL_COUNTER_TEST_REDIS
    if (std::ifstream file(directory + "/redis-url"); file) {
        RedisOptions options;
        std::getline(file, options.url);
        const Ways read = read_ways(ways);
        std::unique_ptr<Store> store =
            ways.empty() && !fault
                ? open_redis_store(options)
                : redis::make_redis_store(options, make_client(options.url, read, fault),
                                          make_client(options.url, read, fault));
        return past_buffer ? std::move(store) : with_buffer(directory, std::move(store), fault);
    }
#endif
    EmbeddedOptions options;
    options.directory = directory + "/store";
    return open_embedded_store(options);
}

}  // namespace model_counter::crash
