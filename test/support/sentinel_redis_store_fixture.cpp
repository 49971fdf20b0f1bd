#include "model_counter/redis_store.hpp"
#include "support/redis_sentinels.hpp"
#include "support/redis_server.hpp"
#include "support/store_fixture.hpp"

namespace model_counter::test {
namespace {

class SentinelStoreFixture final : public StoreFixture {
public:
    std::unique_ptr<Store> open() override {
        return open_redis_store({.url = shared_sentinels_url(), .prefix = prefix_, .shards = 1});
    }

private:
    std::string prefix_ = unused_redis_prefix();
};

}  // namespace

StoreKind sentinel_store_kind() {
    return {.name = "redis_sentinel",
            .make = [] { return std::make_unique<SentinelStoreFixture>(); },
            .has_cells = false};
}

}  // namespace model_counter::test
