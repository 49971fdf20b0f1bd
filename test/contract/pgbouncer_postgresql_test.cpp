#include "contract/postgresql_fixture.hpp"
#include "support/temporary_directory.hpp"

#include <unistd.h>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

namespace model_counter::test {
namespace {

std::string program() {
    const char* const path = "/usr/sbin/pgbouncer";
    return access(path, X_OK) == 0 ? path : "";
}

/// A PgBouncer in front of the run's server, which gives each transaction any of two sessions.
const ServerRecipe& pgbouncer_recipe() {
    static const ServerRecipe recipe{
        "pgbouncer",
        program(),
        {"postgres", "nobody"},
        [](const ServerPlace&, const auto&) {},
        [](const ServerPlace& place) {
            std::ofstream(place.directory + "/config")
                << "[databases]\n* = host=127.0.0.1 port="
                << shared_server(postgresql_recipe()).port << " user=counter\n[pgbouncer]\n"
                << "listen_addr = 127.0.0.1\nlisten_port = " << place.port
                << "\nunix_socket_dir =\nauth_type = any\npool_mode = "
                   "transaction\ndefault_pool_size = 2\n"
                << "server_reset_query_always = 1\nserver_reset_query = DISCARD ALL\n";
            return ServerCommand{program(), "-q", place.directory + "/config"};
        },
        [](const ServerPlace& place) {
            try {
                postgresql_query(postgresql_url(place), "SELECT 1");
                return true;
            } catch (const std::exception&) {
                return false;
            }
        },
        SIGTERM};
    return recipe;
}

class PgBouncer : public PostgresqlFixture {
protected:
    void SetUp() override {
        PostgresqlFixture::SetUp();
        if (!IsSkipped() && !HasFatalFailure()) {
            need_server(pgbouncer_recipe());
        }
        if (IsSkipped() || HasFatalFailure()) {
            return;
        }
        // A pooler takes no search_path from its clients: the tables are in a database's own.
        schema_->query("CREATE DATABASE " + schema_->name());
        std::filesystem::permissions(directory_.path(), std::filesystem::perms(0711));
        pooler_ = std::make_unique<ServerProcess>(pgbouncer_recipe(), directory_.file("pooler"));
        pooler_->start();
        pooled_url_ = postgresql_url(pooler_->place());
        pooled_url_.replace(pooled_url_.rfind('/') + 1, std::string::npos, schema_->name());
    }
    void TearDown() override {
        if (pooler_) {
            pooler_->stop();
            schema_->query("DROP DATABASE " + schema_->name() + " WITH (FORCE)");
        }
    }

    TemporaryDirectory directory_;
    std::unique_ptr<ServerProcess> pooler_;
    std::string pooled_url_;
};

TEST_F(PgBouncer, that_gives_every_transaction_another_session_changes_nothing) {
    constexpr int kThreads = 4;
    constexpr int kFolds = 25;
    open(pooled_url_)->migrate();
    const auto database = open(pooled_url_);
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i) {
        threads.emplace_back([&, key = LedgerKey{key_.store_id, static_cast<std::uint32_t>(i)}] {
            for (int n = 0; n < kFolds; ++n) {
                EncodedRows rows;
                for (std::int64_t user = 1; user <= 50; ++user) {
                    rows.add({{"user", user}, "downloads"}, {Change::Kind::add, 1});
                }
                EXPECT_FALSE(
                    fold(*database, key, rows, Deadline::after(std::chrono::seconds(60))).moved);
                EXPECT_GE(count_and_floor(*database).first, n + 1);
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(count_and_floor(*database), CountAndFloor(kThreads * kFolds, kFolds));
    EncodedRows poison;
    poison.add({{"user", 1}, "downloads"},
               {Change::Kind::add, std::numeric_limits<std::int64_t>::max()});
    EXPECT_EQ(fold(*database, poison).rejects.size(), 1U);
    database->rollback_migration();
    EXPECT_EQ(code_of([&] { (void)database->status(); }), ErrorCode::not_found);
}

}  // namespace
}  // namespace model_counter::test
