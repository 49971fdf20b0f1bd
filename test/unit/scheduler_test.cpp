#include "model_counter/scheduler.hpp"
#include "model_counter/memory_database.hpp"
#include "model_counter/memory_store.hpp"
#include "support/forwarding_database.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>
#include <atomic>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace model_counter::test {
namespace {

using std::chrono::milliseconds;
using testing::Contains;
using testing::HasSubstr;

/// Fails as long as it is told to.
class FailingDatabase final : public ForwardingDatabase {
public:
    FailingDatabase(std::unique_ptr<Database> to, std::shared_ptr<std::atomic<bool>> fails)
        : ForwardingDatabase(std::move(to)), fails_(std::move(fails)) {}

    FoldResult fold(const FoldRequest& request, const Deadline& deadline) override {
        if (fails_->load()) {
            throw Error(ErrorCode::unavailable, "the database is away");
        }
        return next().fold(request, deadline);
    }

private:
    std::shared_ptr<std::atomic<bool>> fails_;
};

class SchedulerTest : public testing::Test {
protected:
    SchedulerTest() : counters_(make_memory_store(), database(), options()) {}

    std::unique_ptr<Database> database() {
        MemoryDatabaseOptions options;
        options.state = state_;
        return std::make_unique<FailingDatabase>(make_memory_database(options), fails_);
    }

    Options options() {
        Options options;
        options.log = [this](LogLevel, std::string_view text) {
            const std::lock_guard lock(mutex_);
            log_.emplace_back(text);
        };
        return options;
    }

    /// Options whose rounds are counted.
    SchedulerOptions every(milliseconds sync_every) {
        SchedulerOptions options;
        options.sync_every = sync_every;
        options.flush_every = milliseconds(1);
        options.on_round = [this](const SyncReport& report, const Error* error) {
            const std::lock_guard lock(mutex_);
            ++rounds_;
            rows_ += report.rows;
            errors_ += error != nullptr ? 1 : 0;
            changed_.notify_all();
        };
        return options;
    }

    template <class Condition>
    bool wait_until(Condition condition) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::seconds(20), condition);
    }

    std::vector<std::string> log() {
        const std::lock_guard lock(mutex_);
        return log_;
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::string> log_;
    int rounds_ = 0;
    int errors_ = 0;
    std::uint64_t rows_ = 0;
    std::shared_ptr<MemoryDatabaseState> state_ = std::make_shared<MemoryDatabaseState>();
    std::shared_ptr<std::atomic<bool>> fails_ = std::make_shared<std::atomic<bool>>(false);
    Counters counters_;
    Owner user_{"user", 1};
};

TEST_F(SchedulerTest, syncs_every_so_often) {
    const Scheduler scheduler(counters_, every(milliseconds(1)));
    counters_.increment(user_, "a");
    EXPECT_TRUE(wait_until([this] { return rows_ == 1; }));
    counters_.increment(user_, "a");
    EXPECT_TRUE(wait_until([this] { return rows_ == 2 && rounds_ > 2; }));
    EXPECT_EQ(state_->rows().at(0).count, 2);
}

TEST_F(SchedulerTest, syncs_once_more_when_it_is_stopped) {
    Scheduler scheduler(counters_, every(std::chrono::hours(1)));
    counters_.increment(user_, "a");
    scheduler.stop();
    EXPECT_EQ(rounds_, 1);
    EXPECT_EQ(state_->rows().size(), 1U);
    counters_.increment(user_, "a");
    scheduler.stop();
    EXPECT_EQ(rounds_, 1);
}

TEST_F(SchedulerTest, stops_without_a_last_sync_when_asked_to_or_destroyed) {
    counters_.increment(user_, "a");
    {
        Scheduler scheduler(counters_, every(std::chrono::hours(1)));
        scheduler.stop(false);
    }
    { const Scheduler scheduler(counters_, every(std::chrono::hours(1))); }
    EXPECT_EQ(rounds_, 0);
    counters_.sync();
}

TEST_F(SchedulerTest, logs_a_failed_round_and_tries_again) {
    fails_->store(true);
    counters_.increment(user_, "a");
    const Scheduler scheduler(counters_, every(milliseconds(1)));
    EXPECT_TRUE(wait_until([this] { return errors_ >= 3; }));
    fails_->store(false);
    EXPECT_TRUE(wait_until([this] { return rows_ == 1; }));
    EXPECT_THAT(log(), Contains(HasSubstr("the database is away")));
    EXPECT_EQ(state_->rows().at(0).count, 1);
}

TEST_F(SchedulerTest, throws_what_the_last_sync_failed_of) {
    Scheduler scheduler(counters_, every(std::chrono::hours(1)));
    counters_.increment(user_, "a");
    fails_->store(true);
    EXPECT_THROW(scheduler.stop(), Error);
    fails_->store(false);
    counters_.sync();
}

TEST_F(SchedulerTest, may_be_stopped_from_a_round_of_its_own) {
    std::optional<Scheduler> scheduler;
    SchedulerOptions options = every(milliseconds(1));
    std::atomic<bool> made{false};
    options.on_round = [&](const SyncReport&, const Error*) {
        if (made.load()) {
            const std::lock_guard lock(mutex_);
            scheduler->stop();
            ++rounds_;
            changed_.notify_all();
        }
    };
    scheduler.emplace(counters_, options);
    made.store(true);
    EXPECT_TRUE(wait_until([this] { return rounds_ == 1; }));
    scheduler.reset();
    EXPECT_EQ(rounds_, 1);
}

TEST_F(SchedulerTest, survives_a_callback_that_throws) {
    SchedulerOptions options = every(milliseconds(1));
    options.on_round = [this](const SyncReport&, const Error*) {
        const std::lock_guard lock(mutex_);
        ++rounds_;
        changed_.notify_all();
        throw 7;  // Not even a std::exception.
    };
    const Scheduler scheduler(counters_, options);
    EXPECT_TRUE(wait_until([this] { return rounds_ >= 2; }));
}

TEST_F(SchedulerTest, goes_on_after_the_counters_are_closed) {
    const Scheduler scheduler(counters_, every(milliseconds(1)));
    counters_.close();
    EXPECT_TRUE(wait_until([this] { return errors_ >= 1; }));
}

TEST_F(SchedulerTest, refuses_intervals_below_a_millisecond) {
    EXPECT_THROW(Scheduler(counters_, every(milliseconds(0))), Error);
    EXPECT_THROW(Scheduler(counters_, every(milliseconds(-5))), Error);
    SchedulerOptions options;
    options.flush_every = milliseconds(0);
    EXPECT_THROW(Scheduler(counters_, options), Error);
}

std::atomic<pthread_t> thread_of_signal;

TEST_F(SchedulerTest, leaves_signals_to_the_application) {
    thread_of_signal.store(pthread_t{});
    struct sigaction action {};
    struct sigaction before {};
    action.sa_handler = [](int) { thread_of_signal.store(pthread_self()); };
    ASSERT_EQ(sigaction(SIGUSR1, &action, &before), 0);
    sigset_t mask;
    sigemptyset(&mask);
    sigaddset(&mask, SIGUSR1);
    {
        const Scheduler scheduler(counters_, every(milliseconds(1)));
        // With this thread closed to it, the signal may go to any other that is open.
        ASSERT_EQ(pthread_sigmask(SIG_BLOCK, &mask, nullptr), 0);
        ASSERT_EQ(kill(getpid(), SIGUSR1), 0);
        EXPECT_TRUE(wait_until([this] { return rounds_ >= 3; }));
        EXPECT_EQ(thread_of_signal.load(), pthread_t{});
        ASSERT_EQ(pthread_sigmask(SIG_UNBLOCK, &mask, nullptr), 0);
        EXPECT_EQ(thread_of_signal.load(), pthread_self());
    }
    sigaction(SIGUSR1, &before, nullptr);
}

TEST_F(SchedulerTest, runs_in_the_process_that_made_it_alone) {
    std::optional<Scheduler> scheduler;
    scheduler.emplace(counters_, every(milliseconds(1)));
    ASSERT_TRUE(wait_until([this] { return rounds_ >= 1; }));
    const pid_t child = fork();
    ASSERT_NE(child, -1);
    if (child == 0) {
        scheduler->stop();
        scheduler.reset();
        _exit(0);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0);
    std::optional<int> before;
    EXPECT_TRUE(wait_until([&] {
        before = before.value_or(rounds_);
        return rounds_ > *before;
    }));
}

}  // namespace
}  // namespace model_counter::test
