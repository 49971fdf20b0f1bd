#include "contract/mariadb_fixture.hpp"
#include "support/tcp_proxy.hpp"

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>
#include <chrono>
#include <optional>
#include <thread>

namespace model_counter::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasSubstr;

// With the byte that begins a query: a level of isolation contains the word too.
constexpr std::string_view kCommit{
    "\x03"
    "COMMIT"};

/// What connections that are lost, or slow, may do to a fold, and what not.
class MariadbConnection : public MariadbFixture {
protected:
    std::unique_ptr<TcpProxy> proxy() const {
        return std::make_unique<TcpProxy>(schema_->place().port);
    }
    /// The URL over a proxy.
    std::string through(const TcpProxy& proxy) const {
        ServerPlace place = schema_->place();
        place.port = proxy.port();
        return mariadb_url(place, schema_->name());
    }
};

TEST_F(MariadbConnection, that_is_ended_before_the_commit_is_sent_is_replaced_unnoticed) {
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

TEST_F(MariadbConnection, that_is_found_ended_by_the_commit_leaves_it_in_doubt_and_nothing) {
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

TEST_F(MariadbConnection, that_loses_the_reply_to_commit_leaves_it_in_doubt_and_all_of_it) {
    migrated();
    const auto network = proxy();
    const auto database = open(through(*network));
    fold(*database, 1);
    network->set_rule(TcpProxy::lose_reply_to(kCommit, true));
    EXPECT_EQ(code_of([&] { fold(*database, 1); }), ErrorCode::in_doubt) << message_;
    EXPECT_THAT(message_, HasSubstr("the ledger"));
    EXPECT_EQ(count_and_floor(*database), CountAndFloor(2, 2));
}

TEST_F(MariadbConnection, that_answers_a_commit_after_the_deadline_leaves_it_in_doubt) {
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

TEST_F(MariadbConnection, that_answers_nothing_any_more_ends_at_the_deadline_with_nothing_done) {
    migrated();
    const auto network = proxy();
    const auto database = open(through(*network));
    fold(*database, 1);
    for (const char* text : {"START TRANSACTION", "innodb_lock_wait_timeout", "downloads"}) {
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

TEST_F(MariadbConnection, that_is_cut_under_a_read_is_replaced_unnoticed) {
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

TEST_F(MariadbConnection, is_waited_for_when_all_of_them_are_in_use) {
    migrated();
    const auto database = open_mysql_database({.url = url(), .connections_max = 1});
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
}

TEST_F(MariadbConnection, of_a_parent_is_never_used_by_a_child) {
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

TEST_F(MariadbConnection, comes_over_a_unix_socket) {
    const auto database = migrated();
    fold(*database, 5);
    const auto socket = open(mariadb_socket_url(schema_->place(), schema_->name()));
    EXPECT_EQ(count_and_floor(*socket), CountAndFloor(5, 1));
}

}  // namespace
}  // namespace model_counter::test
