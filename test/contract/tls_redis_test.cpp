#include "model_counter/redis_store.hpp"
#include "support/catches_errors.hpp"
#include "support/need_server.hpp"
#include "support/redis_server.hpp"
#include "support/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <unistd.h>
#include <filesystem>

namespace model_counter::test {
namespace {

using testing::HasSubstr;

/// A server that takes TLS alone, and certificates: of a host that it is not, and of nobody.
const ServerRecipe& recipe_with_tls() {
    static const ServerRecipe recipe = [] {
        ServerRecipe with = redis_recipe();
        with.prepare = [](const ServerPlace& place, const auto& run) {
            for (const auto& [name, subject] :
                 {std::pair{"server", "DNS:localhost"}, {"other", "IP:127.0.0.1"}}) {
                run({"/usr/bin/openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days",
                     "2", "-subj", "/CN=redis", "-addext", std::string("subjectAltName=") + subject,
                     "-keyout", place.directory + "/" + name + ".key", "-out",
                     place.directory + "/" + name + ".crt"});
            }
        };
        with.command = [](const ServerPlace& place) {
            const std::string files = place.directory + "/server.";
            return ServerCommand{redis_recipe().program,
                                 "--bind",
                                 "127.0.0.1",
                                 "--port",
                                 "0",
                                 "--tls-port",
                                 std::to_string(place.port),
                                 "--dir",
                                 place.directory,
                                 "--save",
                                 "",
                                 "--tls-cert-file",
                                 files + "crt",
                                 "--tls-key-file",
                                 files + "key",
                                 "--tls-ca-cert-file",
                                 files + "crt",
                                 "--unixsocket",
                                 place.directory + "/redis.sock"};
        };
        with.is_ready = [](const ServerPlace& place) {
            return access((place.directory + "/redis.sock").c_str(), F_OK) == 0;
        };
        return with;
    }();
    return recipe;
}

class RedisTls : public testing::Test, protected CatchesErrors {
protected:
    void SetUp() override { need_server(redis_recipe()); }
};

TEST_F(RedisTls, talks_only_to_a_server_whose_certificate_and_name_are_right) {
    if (IsSkipped()) {
        return;
    }
    if (access("/usr/bin/openssl", X_OK) != 0) {
        GTEST_SKIP() << "openssl makes the certificates";
    }
    const TemporaryDirectory directory;
    std::filesystem::permissions(directory.path(), std::filesystem::perms(0711));
    ServerProcess server(recipe_with_tls(), directory.file("server"));
    server.start();
    // The server's own directory is its user's alone.
    for (const char* name : {"server.crt", "server.key", "other.crt"}) {
        std::filesystem::copy_file(server.place().directory + "/" + name, directory.file(name));
    }
    const auto url = [&](const std::string& host, const std::string& ca, const std::string& own) {
        return "rediss://" + host + ":" + std::to_string(server.place().port) +
               "?ca=" + directory.file(ca) +
               (own.empty() ? ""
                            : "&cert=" + directory.file(own + ".crt") +
                                  "&key=" + directory.file(own + ".key"));
    };
    const CounterRef counter{OwnerRef("user", 1), "a"};
    const auto add = [&](const std::string& where) {
        const auto store = open_redis_store({.url = where});
        store->add(counter, 1);
        std::vector<Increment> many(20'000, Increment{counter, 1});
        EXPECT_EQ(store->add_many(many).done, many.size());
        const auto view = store->read(store->shard_of(counter.owner), {&counter, 1});
        return view.counters.at(0).at(0).change.amount;
    };
    EXPECT_EQ(add(url("localhost", "server.crt", "server")), 20'001);
    EXPECT_EQ(code_of([&] { add(url("127.0.0.1", "server.crt", "server")); }),
              ErrorCode::unavailable);
    EXPECT_THAT(message_, HasSubstr("IP address mismatch"));
    EXPECT_EQ(code_of([&] { add(url("localhost", "other.crt", "server")); }),
              ErrorCode::unavailable);
    EXPECT_THAT(message_, HasSubstr("certificate"));
    EXPECT_EQ(code_of([&] { add(url("localhost", "server.crt", "")); }), ErrorCode::unavailable)
        << "the server wants to know who asks";
    EXPECT_EQ(code_of([&] { add("redis://localhost:" + std::to_string(server.place().port)); }),
              ErrorCode::unavailable);
    EXPECT_EQ(code_of([&] { add(url("localhost", "missing.crt", "server")); }),
              ErrorCode::unavailable);
    EXPECT_THAT(message_, HasSubstr("missing.crt"));
}

}  // namespace
}  // namespace model_counter::test
