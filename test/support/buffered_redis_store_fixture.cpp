#include "model_counter/buffered_store.hpp"
#include "model_counter/redis_store.hpp"
#include "support/redis_cluster.hpp"
#include "support/redis_sentinels.hpp"
#include "support/redis_server.hpp"
#include "support/shared_server.hpp"
#include "support/store_fixture.hpp"
#include "support/temporary_directory.hpp"

#include <utility>

namespace model_counter::test {
namespace {

class BufferedRedisStoreFixture final : public StoreFixture {
public:
    BufferedRedisStoreFixture(std::string url, bool in_files)
        : url_(std::move(url)), in_files_(in_files) {}

    std::unique_ptr<Store> open() override {
        // Another instance would have a buffer of its own, which this one does not see.
        return in_files_ ? open_first() : nullptr;
    }

    std::unique_ptr<Store> open_first() override {
        auto behind = open_redis_store({.url = url_, .prefix = prefix_, .shards = 1});
        return make_buffered_store(
            std::move(behind),
            {.directory = in_files_ ? directory_.path().string() : std::string()});
    }

private:
    std::string url_;
    bool in_files_;
    TemporaryDirectory directory_;
    std::string prefix_ = unused_redis_prefix();
};

StoreKind kind(const char* name, bool in_files, std::string (*url)()) {
    return {.name = name,
            .make = [in_files,
                     url] { return std::make_unique<BufferedRedisStoreFixture>(url(), in_files); },
            .has_cells = false,
            .checks_sums = false,
            .status_name = "redis"};
}

std::string server_url() { return redis_socket_url(shared_server(redis_recipe())); }
std::string cluster_url() { return shared_cluster_url(); }

}  // namespace

StoreKind buffered_memory_redis_store_kind() {
    return kind("buffered_memory_redis", false, server_url);
}

StoreKind buffered_embedded_redis_store_kind() {
    return kind("buffered_embedded_redis", true, server_url);
}

StoreKind buffered_sentinel_store_kind() {
    return kind("buffered_redis_sentinel", true, shared_sentinels_url);
}

StoreKind buffered_cluster_store_kind() {
    return kind("buffered_redis_cluster", true, cluster_url);
}

}  // namespace model_counter::test
