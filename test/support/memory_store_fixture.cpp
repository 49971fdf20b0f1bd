#include "model_counter/memory_store.hpp"
#include "support/store_fixture.hpp"

namespace model_counter::test {
namespace {

class MemoryStoreFixture final : public StoreFixture {
public:
    std::unique_ptr<Store> open() override { return nullptr; }
    std::unique_ptr<Store> open_first() override { return make_memory_store(); }
    std::unique_ptr<Store> open_forgetful(std::chrono::milliseconds token_ttl) override {
        return make_memory_store({.token_ttl = token_ttl});
    }
};

}  // namespace

StoreKind memory_store_kind() {
    return {.name = "memory", .make = [] { return std::make_unique<MemoryStoreFixture>(); }};
}

}  // namespace model_counter::test
