#include "model_counter/embedded_store.hpp"
#include "support/store_fixture.hpp"
#include "support/temporary_directory.hpp"

namespace model_counter::test {
namespace {

class EmbeddedStoreFixture final : public StoreFixture {
public:
    std::unique_ptr<Store> open() override {
        return open_embedded_store({.directory = directory_.path().string()});
    }
    std::unique_ptr<Store> open_forgetful(std::chrono::milliseconds token_ttl) override {
        return open_embedded_store(
            {.directory = directory_.path().string(), .token_ttl = token_ttl});
    }

private:
    TemporaryDirectory directory_;
};

}  // namespace

StoreKind embedded_store_kind() {
    return {.name = "embedded", .make = [] { return std::make_unique<EmbeddedStoreFixture>(); }};
}

}  // namespace model_counter::test
