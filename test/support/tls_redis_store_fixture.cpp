#include "model_counter/redis_store.hpp"
#include "support/redis_server.hpp"
#include "support/shared_server.hpp"
#include "support/store_fixture.hpp"

#include <unistd.h>
#include <exception>

namespace model_counter::test {
namespace {

constexpr const char* kOpenssl = "/usr/bin/openssl";

/// Certificate, key and whom to trust in one, for the server and who counts there.
std::string certificate_of(const ServerPlace& place) { return place.directory + "/tls.pem"; }

/// A server that talks TLS alone over TCP, and asks for a certificate.
const ServerRecipe& tls_recipe() {
    static const ServerRecipe made = [] {
        ServerRecipe recipe = redis_recipe();
        recipe.name = "redis-tls";
        recipe.prepare = [](const ServerPlace& place, const auto& run) {
            const std::string file = certificate_of(place);
            run({kOpenssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                 "/CN=redis", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", file, "-out",
                 file});
        };
        recipe.command = [](const ServerPlace& place) {
            const std::string file = certificate_of(place);
            ServerCommand words = redis_recipe().command(place);
            words.insert(words.end(), {"--port", "0", "--tls-port", std::to_string(place.port),
                                       "--tls-cert-file", file, "--tls-key-file", file,
                                       "--tls-ca-cert-file", file});
            return words;
        };
        recipe.is_ready = [](const ServerPlace& place) {
            try {
                return redis_run(redis_socket_url(place), {"PING"}).at(0) == "PONG";
            } catch (const std::exception&) {
                return false;
            }
        };
        return recipe;
    }();
    return made;
}

class TlsStoreFixture final : public StoreFixture {
public:
    std::unique_ptr<Store> open() override {
        const ServerPlace& place = shared_server(tls_recipe());
        const std::string file = certificate_of(place);
        return open_redis_store({.url = "rediss://127.0.0.1:" + std::to_string(place.port) +
                                        "?ca=" + file + "&cert=" + file + "&key=" + file,
                                 .prefix = prefix_,
                                 .shards = 1});
    }

private:
    std::string prefix_ = unused_redis_prefix();
};

}  // namespace

bool can_run_tls() { return access(kOpenssl, X_OK) == 0; }

StoreKind tls_store_kind() {
    return {.name = "redis_tls",
            .make = [] { return std::make_unique<TlsStoreFixture>(); },
            .has_cells = false};
}

}  // namespace model_counter::test
