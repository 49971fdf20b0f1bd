#include "contract/sqlite_fixture.hpp"

#include <gmock/gmock.h>
#include <sqlite3.h>
#include <atomic>
#include <thread>

namespace model_counter::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasSubstr;

class SqliteDeadline : public SqliteFixture {
protected:
    SqliteOptions patient() const {
        return {.path = path(), .busy_timeout = std::chrono::minutes(5)};
    }

    /// Another application's open transaction.
    struct ForeignWriter {
        explicit ForeignWriter(const std::string& path) {
            sqlite3_open(path.c_str(), &connection);
            sqlite3_exec(connection, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
        }
        ~ForeignWriter() { sqlite3_close(connection); }
        ForeignWriter(const ForeignWriter&) = delete;
        ForeignWriter& operator=(const ForeignWriter&) = delete;
        sqlite3* connection = nullptr;
    };

    static std::vector<FoldRow> rows_of(const std::vector<std::string>& encoded) {
        std::vector<FoldRow> rows;
        for (const std::string& text : encoded) {
            rows.push_back({text, {Change::Kind::add, 1}});
        }
        return rows;
    }

    static std::vector<std::string> many_counters(std::int64_t many) {
        std::vector<std::string> encoded;
        for (std::int64_t user = 1; user <= many; ++user) {
            encoded.push_back(encode({{"user", user}, "downloads"}));
        }
        return encoded;
    }
};

TEST_F(SqliteDeadline, ends_a_wait_before_the_busy_timeout_does) {
    migrated();
    const auto database = open(patient());
    const ForeignWriter other(path());
    EXPECT_EQ(code_of([&] { database->write({}, Deadline::after(milliseconds(30))); }),
              ErrorCode::timeout);
    EXPECT_THAT(message_, HasSubstr("deadline"));
    EXPECT_THAT(message_, HasSubstr(path()));
}

TEST_F(SqliteDeadline, leaves_a_busy_timeout_that_ends_first_what_it_is) {
    const auto database = migrated();
    const ForeignWriter other(path());
    EXPECT_EQ(code_of([&] { database->write({}, Deadline::after(seconds(60))); }),
              ErrorCode::unavailable);
    EXPECT_THAT(message_, HasSubstr("locked"));
    EXPECT_EQ(code_of([&] { database->write({}); }), ErrorCode::unavailable);
}

TEST_F(SqliteDeadline, ends_the_wait_for_another_thread_of_this_process) {
    const auto database = migrated();
    fold(*database, 1);
    std::optional<ErrorCode> code;
    at_step("apply:begun", [&] {
        std::thread([&] {
            code = code_of([&] { database->write({}, Deadline::after(milliseconds(30))); });
        }).join();
    });
    fold(*database, 1);
    EXPECT_EQ(code, ErrorCode::timeout);
    EXPECT_THAT(message_, HasSubstr("other writers"));
    fold(*database, 1);
    EXPECT_EQ(count_and_floor(*database), std::pair(std::int64_t{3}, std::uint64_t{3}));
}

TEST_F(SqliteDeadline, interrupts_a_long_statement_and_moves_nothing) {
    const auto database = migrated();
    const auto encoded = many_counters(200'000);
    const auto rows = rows_of(encoded);
    const Ledger expected = database->open_ledger(key_);
    Ledger next = expected;
    next.floor = 1;
    const auto begun = Deadline::Clock::now();
    EXPECT_EQ(code_of([&] {
                  database->fold({key_, expected, next, rows}, Deadline::after(milliseconds(5)));
              }),
              ErrorCode::timeout);
    const auto took = Deadline::Clock::now() - begun;
    EXPECT_EQ(database->status().rows, 0U);
    EXPECT_EQ(database->open_ledger(key_), expected);
    EXPECT_FALSE(database->fold({key_, expected, next, rows}).moved);
    EXPECT_LT(2 * took, Deadline::Clock::now() - begun) << "it was not ended early";
    EXPECT_EQ(database->status().rows, rows.size());
    EXPECT_EQ(code_of([&] { (void)database->totals(Deadline::after(milliseconds(1))); }),
              ErrorCode::timeout);
}

TEST_F(SqliteDeadline, does_not_begin_a_commit_after_it) {
    const auto database = migrated();
    fold(*database, 1);
    const std::string encoded = encode({{"user", 1}, "downloads"});
    const std::vector<FoldRow> rows{{encoded, {Change::Kind::add, 1}}};
    const Deadline deadline = Deadline::after(milliseconds(500));
    at_step("commit:before", [&] {
        while (!deadline.expired()) {
            std::this_thread::sleep_for(milliseconds(5));
        }
    });
    EXPECT_EQ(code_of([&] { database->write(rows, deadline); }), ErrorCode::timeout);
    EXPECT_EQ(count_and_floor(*database), std::pair(std::int64_t{1}, std::uint64_t{1}));
}

TEST_F(SqliteDeadline, ends_a_commits_wait_for_readers_without_wal) {
    sqlite_query(path(), "CREATE TABLE theirs (a)");
    const auto database = open(patient());
    database->migrate();
    fold(*database, 1);
    sqlite3* reader = nullptr;
    sqlite3_open(path().c_str(), &reader);
    sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM model_counters", nullptr, nullptr, nullptr);
    const std::string encoded = encode({{"user", 1}, "downloads"});
    const std::vector<FoldRow> rows{{encoded, {Change::Kind::add, 1}}};
    EXPECT_EQ(code_of([&] { database->write(rows, Deadline::after(milliseconds(50))); }),
              ErrorCode::timeout);
    sqlite3_close(reader);
    EXPECT_EQ(count_and_floor(*database), std::pair(std::int64_t{1}, std::uint64_t{1}));
    fold(*database, 1);
    EXPECT_EQ(count_and_floor(*database), std::pair(std::int64_t{2}, std::uint64_t{2}));
}

}  // namespace
}  // namespace model_counter::test
