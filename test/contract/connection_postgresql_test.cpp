#include "contract/postgresql_fixture.hpp"
#include "support/tcp_proxy.hpp"
#include "support/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>
#include <atomic>
#include <chrono>
#include <thread>

namespace model_counter::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasSubstr;

// With its end: BEGIN names a level of isolation that starts alike.
constexpr std::string_view kCommit{"COMMIT\0", 7};

/// What connections that are lost, or slow, may do to a fold, and what not.
class PostgresqlConnection : public PostgresqlFixture {
protected:
    /// The URL over a proxy.
    std::string through(const TcpProxy& proxy) const {
        std::string text = url();
        const std::string port = std::to_string(shared_server(postgresql_recipe()).port);
        return text.replace(text.find(port), port.size(), std::to_string(proxy.port()));
    }
    std::unique_ptr<TcpProxy> proxy() const {
        return std::make_unique<TcpProxy>(shared_server(postgresql_recipe()).port);
    }
};

TEST_F(PostgresqlConnection, that_is_ended_before_the_commit_is_sent_is_replaced_unnoticed) {
    const auto database = migrated();
    std::int64_t folds = 0;
    for (const char* step : {"apply:begun", "apply:rows-written", "commit:after"}) {
        at_step(step, [&] { terminate_sessions(); });
        EXPECT_FALSE(fold(*database, 1).moved) << step;
        ++folds;
        EXPECT_EQ(count_and_floor(*database), CountAndFloor(folds, folds)) << step;
        terminate_sessions();
        EXPECT_EQ(count_and_floor(*database), CountAndFloor(folds, folds)) << step;
    }
}

TEST_F(PostgresqlConnection, that_is_found_ended_by_the_commit_leaves_it_in_doubt_and_nothing) {
    const auto database = migrated();
    fold(*database, 1);
    for (const char* step : {"apply:ledger-written", "commit:before"}) {
        at_step(step, [&] { terminate_sessions(); });
        EXPECT_EQ(code_of([&] { fold(*database, 1); }), ErrorCode::in_doubt) << message_;
        EXPECT_EQ(count_and_floor(*database), CountAndFloor(1, 1));
    }
    fold(*database, 1);
    EXPECT_EQ(count_and_floor(*database), CountAndFloor(2, 2));
}

TEST_F(PostgresqlConnection, that_loses_the_reply_to_commit_leaves_it_in_doubt_and_all_of_it) {
    migrated();
    const auto network = proxy();
    const auto database = open(through(*network));
    fold(*database, 1);
    network->set_rule(TcpProxy::lose_reply_to(kCommit, true));
    EXPECT_EQ(code_of([&] { fold(*database, 1); }), ErrorCode::in_doubt) << message_;
    EXPECT_THAT(message_, HasSubstr("the ledger"));
    EXPECT_EQ(count_and_floor(*database), CountAndFloor(2, 2));
}

TEST_F(PostgresqlConnection, that_answers_a_commit_after_the_deadline_leaves_it_in_doubt) {
    migrated();
    const auto network = proxy();
    const auto database = open(through(*network));
    fold(*database, 1);
    network->set_rule(TcpProxy::lose_reply_to(kCommit, false));
    const auto begun = Deadline::Clock::now();
    EXPECT_EQ(code_of([&] { fold(*database, 1, Deadline::after(milliseconds(300))); }),
              ErrorCode::in_doubt)
        << message_;
    EXPECT_LT(Deadline::Clock::now() - begun, seconds(3));
    EXPECT_EQ(count_and_floor(*database), CountAndFloor(2, 2));
}

TEST_F(PostgresqlConnection, that_answers_nothing_any_more_ends_at_the_deadline_with_nothing_done) {
    migrated();
    const auto network = proxy();
    const auto database = open(through(*network));
    fold(*database, 1);
    for (const char* text : {"BEGIN", "model_counter_2", "model_counter_6", "model_counter_3"}) {
        network->set_rule(TcpProxy::lose_reply_to(text, false));
        EXPECT_EQ(code_of([&] { fold(*database, 1, Deadline::after(milliseconds(200))); }),
                  ErrorCode::timeout)
            << text << ": " << message_;
        network->set_rule({});
        EXPECT_EQ(count_and_floor(*database), CountAndFloor(1, 1));
    }
    EXPECT_EQ(code_of([&] {
                  network->set_rule([](auto, auto) { return TcpProxy::Verdict::swallow; });
                  (void)open(through(*network))->status(Deadline::after(milliseconds(100)));
              }),
              ErrorCode::timeout);
}

TEST_F(PostgresqlConnection, that_is_cut_under_a_read_is_replaced_unnoticed) {
    const auto direct = migrated();
    fold(*direct, 3);
    const auto network = proxy();
    const auto database = open(through(*network));
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(count_and_floor(*database), CountAndFloor(3, 1));
        network->cut_all();
    }
    EXPECT_EQ(count_and_floor(*database), CountAndFloor(3, 1));
}

TEST_F(PostgresqlConnection, lets_go_of_its_locks_when_the_deadline_ended_it) {
    const auto database = migrated();
    fold(*database, 1);
    PostgresqlSession other(url());
    other.run("BEGIN; SELECT * FROM model_counters FOR UPDATE");
    EXPECT_EQ(code_of([&] { fold(*database, 1, Deadline::after(milliseconds(100))); }),
              ErrorCode::timeout);
    EXPECT_THAT(message_, HasSubstr("writing rows"));
    for (int i = 0; i < 200 && sessions_in_transaction() != "1"; ++i) {
        std::this_thread::sleep_for(milliseconds(10));
    }
    EXPECT_EQ(sessions_in_transaction(), "1") << "the other one's";
    other.run("ROLLBACK");
    fold(*database, 1);
    EXPECT_EQ(count_and_floor(*database), CountAndFloor(2, 2));
}

TEST_F(PostgresqlConnection, is_waited_for_when_all_of_them_are_in_use) {
    migrated();
    const auto database = open_postgresql_database({.url = url(), .connections_max = 1});
    fold(*database, 1);
    std::optional<ErrorCode> code;
    at_step("apply:begun", [&] {
        std::thread([&] {
            code = code_of([&] { (void)database->status(Deadline::after(milliseconds(50))); });
        }).join();
    });
    fold(*database, 1);
    EXPECT_EQ(code, ErrorCode::timeout);
    EXPECT_THAT(message_, HasSubstr("connection"));
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] { EXPECT_EQ(database->status().rows, 1U); });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(schema_->query("SELECT count(*) FROM pg_stat_activity "
                             "WHERE application_name = current_setting('application_name')")[0][0],
              "2")
        << "its one, and the one that asks";
}

TEST_F(PostgresqlConnection, of_a_parent_is_never_used_by_a_child) {
    const auto database = migrated();
    fold(*database, 1);
    const pid_t child = fork();
    if (child == 0) {
        const bool good =
            !fold(*database, 1).moved && count_and_floor(*database) == CountAndFloor(2, 2);
        database->close();
        _exit(good ? 0 : 1);
    }
    int status = -1;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
    EXPECT_EQ(count_and_floor(*database), CountAndFloor(2, 2));
    fold(*database, 1);
    EXPECT_EQ(count_and_floor(*database), CountAndFloor(3, 3));
}

TEST_F(PostgresqlConnection, comes_over_a_unix_socket_and_from_libpqs_environment) {
    const auto database = migrated();
    fold(*database, 5);
    const ServerPlace& place = shared_server(postgresql_recipe());
    const auto socket = open(with_parameter(postgresql_socket_url(place), "options",
                                            "-csearch_path%3D" + schema_->name()));
    EXPECT_EQ(count_and_floor(*socket), CountAndFloor(5, 1));
    EXPECT_THAT(socket->status().location, HasSubstr("?host=" + place.directory));

    const std::vector<std::pair<const char*, std::string>> environment{
        {"PGHOST", place.directory},
        {"PGPORT", std::to_string(place.port)},
        {"PGUSER", "counter"},
        {"PGDATABASE", "postgres"},
        {"PGOPTIONS", "-csearch_path=" + schema_->name()}};
    for (const auto& [name, value] : environment) {
        setenv(name, value.c_str(), 1);
    }
    const auto empty = open("postgresql://");
    EXPECT_EQ(count_and_floor(*empty), CountAndFloor(5, 1));
    EXPECT_EQ(count_and_floor(*open("postgresql:///")), CountAndFloor(5, 1));
    for (const auto& [name, value] : environment) {
        unsetenv(name);
    }
}

/// A server of the test's own.
class PostgresqlServerLoss : public PostgresqlFixture {};

TEST_F(PostgresqlServerLoss, by_a_crash_in_the_middle_of_a_fold_costs_that_fold_at_most) {
    const TemporaryDirectory directory;
    std::filesystem::permissions(directory.path(), std::filesystem::perms(0711));
    ServerProcess server(postgresql_recipe(), directory.file("server"));
    server.start();
    const auto database = open(postgresql_url(server.place()));
    database->migrate();
    std::int64_t folded = 0;
    for (const char* step : {"apply:begun", "apply:rows-written", "apply:ledger-written",
                             "commit:before", "commit:after"}) {
        at_step(step, [&] { server.kill(); });
        // What survives its server for a moment may still answer.
        const auto code = code_of([&] { fold(*database, 1); });
        if (code) {
            EXPECT_TRUE(code == ErrorCode::unavailable || code == ErrorCode::in_doubt) << message_;
        }
        server.start();
        const auto [count, floor] = count_and_floor(*database);
        EXPECT_EQ(count, static_cast<std::int64_t>(floor)) << step;
        if (code == ErrorCode::in_doubt) {
            EXPECT_TRUE(count == folded || count == folded + 1) << step;
        } else {
            EXPECT_EQ(count, code ? folded : folded + 1) << step;
        }
        fold(*database, 1);
        folded = count + 1;
        EXPECT_EQ(count_and_floor(*database), CountAndFloor(folded, folded)) << step;
    }
}

}  // namespace
}  // namespace model_counter::test
