#include "contract/sqlite_fixture.hpp"

#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

namespace model_counter::test {
namespace {

/// Several processes on one file.
class SqliteProcess : public SqliteFixture {
protected:
    /// Runs `work` in a child; 0 when it ended well.
    template <class Work>
    static pid_t fork_and(const Work& work) {
        const pid_t child = fork();
        if (child == 0) {
            int status = 1;
            try {
                work();
                status = 0;
            } catch (const Error& error) {
                status = 100 + static_cast<int>(error.kind());
            } catch (...) {
                status = 2;
            }
            _exit(status);
        }
        return child;
    }

    static int wait_for(pid_t child) {
        int status = 0;
        waitpid(child, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }

    /// Folds although others fold the same ledger.
    void fold_for_sure(Database& database) const {
        while (fold(database, 1).moved) {
        }
    }
};

TEST_F(SqliteProcess, counts_on_in_parent_and_child_after_a_fork) {
    auto patient = options();
    patient.busy_timeout = std::chrono::seconds(20);
    const auto database = open(patient);
    database->migrate();
    fold(*database, 1);
    (void)count_and_floor(*database);
    constexpr int kFolds = 50;
    std::vector<pid_t> children;
    for (int i = 0; i < 3; ++i) {
        children.push_back(fork_and([&] {
            for (int n = 0; n < kFolds; ++n) {
                fold_for_sure(*database);
                const auto [count, floor] = count_and_floor(*database);
                if (count != static_cast<std::int64_t>(floor)) {
                    _exit(3);
                }
            }
            database->close();
        }));
    }
    for (int n = 0; n < kFolds; ++n) {
        fold_for_sure(*database);
    }
    for (const pid_t child : children) {
        EXPECT_EQ(wait_for(child), 0);
    }
    EXPECT_EQ(count_and_floor(*database).first, 1 + 4 * kFolds);
    EXPECT_EQ(sqlite_query(path(), "PRAGMA integrity_check").at(0).at(0), "ok");
}

TEST_F(SqliteProcess, gives_a_child_none_of_the_locks_that_its_parent_holds) {
    const auto database = migrated();
    fold(*database, 1);
    int child_status = 0;
    at_step("commit:before",
            [&] { child_status = wait_for(fork_and([&] { database->write({}); })); });
    fold(*database, 1);
    EXPECT_EQ(child_status, 100 + static_cast<int>(ErrorCode::unavailable));
    EXPECT_EQ(count_and_floor(*database), std::pair(std::int64_t{2}, std::uint64_t{2}));
}

TEST_F(SqliteProcess, lets_a_child_of_an_open_fold_write_when_the_fold_is_over) {
    const auto database = migrated();
    fold(*database, 1);
    int over[2];
    ASSERT_EQ(pipe(over), 0);
    pid_t child = 0;
    at_step("commit:before", [&] {
        child = fork_and([&] {
            char byte = 0;
            if (read(over[0], &byte, 1) != 1) {
                _exit(3);
            }
            fold_for_sure(*database);
        });
    });
    fold(*database, 1);
    ASSERT_EQ(write(over[1], "x", 1), 1);
    EXPECT_EQ(wait_for(child), 0);
    EXPECT_EQ(count_and_floor(*database), std::pair(std::int64_t{3}, std::uint64_t{3}));
    close(over[0]);
    close(over[1]);
}

TEST_F(SqliteProcess, keeps_the_parent_s_locks_when_a_child_ends) {
    const auto database = migrated();
    fold(*database, 1);
    std::optional<ErrorCode> code;
    at_step("commit:before", [&] {
        wait_for(fork_and([&] { (void)count_and_floor(*database); }));
        const auto other = wait_for(fork_and([&] { open()->write({}); }));
        code = other == 0 ? std::nullopt : std::optional(static_cast<ErrorCode>(other - 100));
    });
    fold(*database, 1);
    EXPECT_EQ(code, ErrorCode::unavailable);
}

TEST_F(SqliteProcess, leaves_all_or_nothing_when_it_is_killed_at_any_step) {
    const auto database = migrated();
    std::int64_t expected = 0;
    for (const char* step : {"apply:begun", "apply:rows-written", "apply:ledger-written",
                             "commit:before", "commit:after"}) {
        const pid_t child = fork_and([&] {
            at_step(step, [] { raise(SIGKILL); });
            fold(*open(), 1);
        });
        EXPECT_EQ(wait_for(child), -SIGKILL) << step;
        expected += std::string(step) == "commit:after" ? 1 : 0;
        EXPECT_EQ(count_and_floor(*database),
                  std::pair(expected, static_cast<std::uint64_t>(expected)))
            << step;
    }
    fold(*database, 1);
    EXPECT_EQ(count_and_floor(*database).first, 2);
}

}  // namespace
}  // namespace model_counter::test
