#include "model_counter/clock.hpp"
#include "model_counter/encoded_id.hpp"
#include "model_counter/mysql_database.hpp"
#include "support/catches_errors.hpp"
#include "support/mariadb_server.hpp"
#include "support/need_server.hpp"
#include "support/store_fixture.hpp"
#include "support/tcp_proxy.hpp"
#include "support/temporary_directory.hpp"
#include "sync/synchronizer.hpp"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <iterator>
#include <memory>
#include <vector>

namespace model_counter::test {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

/// A port of the loopback interface on which nobody is ever let in.
class DeafPort {
public:
    DeafPort() : listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* const generic = reinterpret_cast<sockaddr*>(&address);
        EXPECT_EQ(bind(listener_, generic, size), 0);
        EXPECT_EQ(listen(listener_, 0), 0);
        EXPECT_EQ(getsockname(listener_, generic, &size), 0);
        port_ = ntohs(address.sin_port);
        // They fill the queue of those who wait to be let in.
        for (int& waiting : waiting_) {
            waiting = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
            (void)connect(waiting, generic, size);
        }
    }
    ~DeafPort() {
        for (const int waiting : waiting_) {
            ::close(waiting);
        }
        ::close(listener_);
    }
    DeafPort(const DeafPort&) = delete;
    DeafPort& operator=(const DeafPort&) = delete;

    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

private:
    int listener_;
    std::array<int, 4> waiting_{};
    std::uint16_t port_ = 0;
};

std::ptrdiff_t open_descriptors() {
    return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
}

/// What a network between the two does to them.
class MariadbNetwork : public testing::Test, protected CatchesErrors {
protected:
    void SetUp() override {
        need_server(mariadb_recipe());
        if (!IsSkipped() && !HasFatalFailure()) {
            schema_ = std::make_unique<MariadbSchema>();
        }
    }
    static std::unique_ptr<Database> open(const std::string& url) {
        return open_mysql_database({.url = url, .owner_ids = OwnerIdKind::string});
    }

    std::unique_ptr<MariadbSchema> schema_;
};

TEST_F(MariadbNetwork, that_lets_nobody_in_is_given_up_without_a_trace) {
    const DeafPort deaf;
    const std::string url = "mysql://root@127.0.0.1:" + std::to_string(deaf.port()) + "/x";
    const auto database = open(url + "?connect-timeout=1");
    const auto before = open_descriptors();
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(code_of([&] { (void)database->status(Deadline::after(milliseconds(50))); }),
                  ErrorCode::timeout)
            << message_;
    }
    EXPECT_EQ(code_of([&] { (void)database->status(); }), ErrorCode::unavailable);
    EXPECT_THAT(message_, HasSubstr("no answer within 1 s"));
    EXPECT_EQ(open_descriptors(), before);
}

TEST_F(MariadbNetwork, that_falls_silent_anywhere_is_given_up_without_a_trace) {
    open(schema_->url())->migrate();
    TcpProxy proxy(schema_->place().port);
    ServerPlace place = schema_->place();
    place.port = proxy.port();
    std::vector<std::string> texts;
    for (std::int64_t user = 1; user <= 1000; ++user) {
        texts.push_back(encode({{"user", user}, "k"}));
    }
    std::sort(texts.begin(), texts.end());
    std::vector<FoldRow> rows;
    for (const std::string& text : texts) {
        rows.push_back({text, {Change::Kind::add, 1}});
    }
    // By turns: while greeting, preparing, loading and reading many rows.
    for (const char* text : {"root", "SET SESSION sql_mode", "information_schema",
                             "CREATE TEMPORARY", "LOAD DATA", "INSERT INTO", "user"}) {
        const auto database = open(mariadb_url(place, schema_->name()));
        proxy.set_rule(TcpProxy::lose_reply_to(text, false));
        EXPECT_EQ(code_of([&] { database->write(rows, Deadline::after(milliseconds(400))); }),
                  ErrorCode::timeout)
            << text << ": " << message_;
        proxy.set_rule({});
        EXPECT_EQ(database->status().rows, 0U) << text;
    }
}

TEST_F(MariadbNetwork, that_loses_the_reply_to_commit_costs_no_count_and_doubles_none) {
    open(schema_->url())->migrate();
    TcpProxy proxy(schema_->place().port);
    ServerPlace place = schema_->place();
    place.port = proxy.port();
    const auto database = open(mariadb_url(place, schema_->name()));
    const auto fixture = embedded_store_kind().make();
    const auto store = fixture->open_first();
    const CounterRef downloads{{"user", 1}, "downloads"};
    for (std::int64_t round = 1; round <= 3; ++round) {
        store->add(downloads, 5);
        proxy.set_rule(
            TcpProxy::lose_reply_to("\x03"
                                    "COMMIT",
                                    true));
        const auto code = code_of([&] { synchronize(*store, *database, system_clock(), {}, {}); });
        EXPECT_TRUE(!code || code == ErrorCode::in_doubt) << message_;
        proxy.set_rule({});
        synchronize(*store, *database, system_clock(), {}, {});
        EXPECT_EQ(schema_->query("SELECT count FROM model_counters")[0][0],
                  std::to_string(5 * round));
    }
}

/// A server of the test's own that has a certificate, and one that nobody uses.
const ServerRecipe& recipe_with_tls() {
    static const ServerRecipe recipe = [] {
        ServerRecipe with = mariadb_recipe();
        with.prepare = [](const ServerPlace& place, const auto& run) {
            mariadb_recipe().prepare(place, run);
            for (const char* name : {"server", "other"}) {
                run({"/usr/bin/openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days",
                     "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
                     "-keyout", place.directory + "/" + name + ".key", "-out",
                     place.directory + "/" + name + ".pem"});
            }
        };
        with.command = [](const ServerPlace& place) {
            ServerCommand command = mariadb_recipe().command(place);
            command.push_back("--ssl-cert=" + place.directory + "/server.pem");
            command.push_back("--ssl-key=" + place.directory + "/server.key");
            return command;
        };
        return with;
    }();
    return recipe;
}

TEST_F(MariadbNetwork, is_secured_by_tls_or_not_used_as_the_url_demands) {
    for (const char* mode : {"required", "verify-identity"}) {
        EXPECT_EQ(code_of([&] { (void)open(schema_->url() + "?ssl-mode=" + mode)->status(); }),
                  ErrorCode::unavailable)
            << mode;
        EXPECT_THAT(message_, HasSubstr("check ssl-mode")) << mode;
    }
    if (access("/usr/bin/openssl", X_OK) != 0) {
        GTEST_SKIP() << "openssl makes the certificates";
    }
    const TemporaryDirectory directory;
    std::filesystem::permissions(directory.path(), std::filesystem::perms(0711));
    ServerProcess server(recipe_with_tls(), directory.file("server"));
    server.start();
    const MariadbSchema schema(server.place());
    schema.query("CREATE USER careful REQUIRE SSL");
    schema.query("GRANT ALL ON " + schema.name() + ".* TO careful");
    std::string url = schema.url();
    url.replace(url.find("root@"), 4, "careful");
    const std::string verified = url + "?ssl-mode=verify-identity&ssl-ca=";
    open(verified + server.place().directory + "/server.pem")->migrate();
    EXPECT_EQ(open(url + "?ssl-mode=required")->status().rows, 0U);
    EXPECT_EQ(
        code_of([&] { (void)open(verified + server.place().directory + "/other.pem")->status(); }),
        ErrorCode::unavailable);
    EXPECT_THAT(message_, HasSubstr("TLS"));
    EXPECT_EQ(code_of([&] { (void)open(url + "?ssl-mode=disabled")->status(); }),
              ErrorCode::unavailable);
}

}  // namespace
}  // namespace model_counter::test
