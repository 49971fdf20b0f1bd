#include "model_counter/redis_store.hpp"
#include "support/redis_cluster.hpp"
#include "support/redis_server.hpp"
#include "support/shared_server.hpp"
#include "support/store_fixture.hpp"

#include <utility>

namespace model_counter::test {
namespace {

class RedisStoreFixture final : public StoreFixture {
public:
    explicit RedisStoreFixture(std::string url) : url_(std::move(url)) {}

    std::unique_ptr<Store> open() override {
        return open_redis_store({.url = url_, .prefix = prefix_, .shards = 1});
    }
    std::unique_ptr<Store> open_forgetful(std::chrono::milliseconds token_ttl) override {
        return open_redis_store({.url = redis_socket_url(shared_server(redis_recipe())),
                                 .prefix = prefix_,
                                 .token_ttl = token_ttl,
                                 .shards = 1});
    }

private:
    std::string url_;
    std::string prefix_ = unused_redis_prefix();
};

}  // namespace

StoreKind redis_store_kind() {
    return {.name = "redis",
            .make =
                [] {
                    return std::make_unique<RedisStoreFixture>(
                        redis_socket_url(shared_server(redis_recipe())));
                },
            .has_cells = false};
}

StoreKind cluster_store_kind() {
    return {.name = "redis_cluster",
            .make = [] { return std::make_unique<RedisStoreFixture>(shared_cluster_url()); },
            .has_cells = false};
}

StoreKind tls_cluster_store_kind() {
    return {
        .name = "redis_tls_cluster",
        .make = [] { return std::make_unique<RedisStoreFixture>(shared_cluster_url(Wire::tls)); },
        .has_cells = false};
}

}  // namespace model_counter::test
