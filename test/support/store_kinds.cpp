#include "support/store_fixture.hpp"
#ifdef MODEL_COUNTER_TEST_REDIS
#include "support/redis_cluster.hpp"
#include "support/redis_server.hpp"
#endif

namespace model_counter::test {

std::vector<StoreKind> store_kinds() {
    std::vector<StoreKind> kinds{memory_store_kind(), embedded_store_kind()};
#ifdef MODEL_COUNTER_TEST_REDIS
    if (!redis_recipe().program.empty()) {
        kinds.push_back(redis_store_kind());
    }
#endif
    return kinds;
}

std::vector<StoreKind> all_store_kinds() {
    std::vector<StoreKind> kinds = store_kinds();
#ifdef MODEL_COUNTER_TEST_REDIS
    if (!redis_recipe().program.empty()) {
        if (can_run_tls()) {
            kinds.push_back(tls_store_kind());
        }
        kinds.push_back(sentinel_store_kind());
        kinds.push_back(cluster_store_kind());
        if (can_run_cluster(Wire::tls)) {
            kinds.push_back(tls_cluster_store_kind());
        }
        kinds.push_back(buffered_memory_redis_store_kind());
        kinds.push_back(buffered_embedded_redis_store_kind());
        kinds.push_back(buffered_sentinel_store_kind());
        kinds.push_back(buffered_cluster_store_kind());
    }
#endif
    return kinds;
}

}  // namespace model_counter::test
