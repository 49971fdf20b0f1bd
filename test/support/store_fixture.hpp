#pragma once

#include "model_counter/store.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace model_counter::test {

/// One private store of some kind.
class StoreFixture {
public:
    virtual ~StoreFixture() = default;

    /// Another instance on the same store, as another process would have it; null where a store
    /// is its instance.
    virtual std::unique_ptr<Store> open() = 0;

    /// The first instance.
    virtual std::unique_ptr<Store> open_first() { return open(); }

    /// An instance that remembers tokens for this time; null where that cannot be chosen.
    virtual std::unique_ptr<Store> open_forgetful(std::chrono::milliseconds /*token_ttl*/) {
        return nullptr;
    }
};

/// A kind of store that the contract suite runs over.
struct StoreKind {
    std::string name;
    std::function<std::unique_ptr<StoreFixture>()> make;
    bool has_cells = true;  ///< `resolve` gives a cell that can be counted in until it is sealed
    bool keeps_tokens = true;
    bool checks_sums = true;       ///< an increment that leads a value out of int64 is refused
    std::string status_name = {};  ///< what its status calls itself, if not by its name
};

/// What is tested with every database.
std::vector<StoreKind> store_kinds();
/// The same, Redis with sentinels and as a cluster, and those with a buffer in front.
std::vector<StoreKind> all_store_kinds();

StoreKind memory_store_kind();
StoreKind embedded_store_kind();
StoreKind redis_store_kind();
/// A Redis that talks TLS alone over TCP; whether there is what makes its certificate.
StoreKind tls_store_kind();
bool can_run_tls();
/// A Redis that sentinels watch.
StoreKind sentinel_store_kind();
StoreKind buffered_memory_redis_store_kind();
StoreKind buffered_embedded_redis_store_kind();
StoreKind buffered_sentinel_store_kind();
StoreKind buffered_cluster_store_kind();
/// A cluster of three primaries.
StoreKind cluster_store_kind();
/// The same, over TLS.
StoreKind tls_cluster_store_kind();

}  // namespace model_counter::test
