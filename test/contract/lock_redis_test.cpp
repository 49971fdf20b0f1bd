#include "model_counter/memory_database.hpp"
#include "model_counter/redis_store.hpp"
#include "support/forwarding_database.hpp"
#include "support/need_server.hpp"
#include "support/redis_server.hpp"
#include "support/shared_server.hpp"
#include "sync/synchronizer.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>
#include <thread>

namespace model_counter::test {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLockTime{200};

class RedisLock : public testing::Test {
protected:
    void SetUp() override { need_server(redis_recipe()); }

    std::unique_ptr<Store> open() {
        return open_redis_store(
            {.url = url(), .prefix = prefix_, .shards = 1, .lock_ttl = kLockTime});
    }
    static std::string url() { return redis_url(shared_server(redis_recipe())); }
    std::string key() { return prefix_ + "{0}:lock"; }

    std::string prefix_ = unused_redis_prefix();
};

TEST_F(RedisLock, lasts_as_long_as_its_holder_is_at_work) {
    const auto store = open();
    const auto other = open();
    auto lock = store->lock(0, milliseconds(0));
    ASSERT_NE(lock, nullptr);
    for (int i = 0; i < 6; ++i) {
        std::this_thread::sleep_for(kLockTime / 2);
        EXPECT_EQ(other->lock(0, milliseconds(0)), nullptr) << "after " << i + 1 << " halves";
    }
    lock.reset();
    EXPECT_NE(other->lock(0, milliseconds(0)), nullptr);
}

TEST_F(RedisLock, ends_by_itself_when_its_holder_was_killed) {
    const auto store = open();
    const pid_t child = fork();
    if (child == 0) {
        const auto lock = open()->lock(0, milliseconds(0));
        std::raise(lock ? SIGKILL : SIGTERM);
    }
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_EQ(WTERMSIG(status), SIGKILL);
    EXPECT_EQ(store->lock(0, milliseconds(0)), nullptr);
    EXPECT_NE(store->lock(0, kLockTime * 10), nullptr);
}

TEST_F(RedisLock, is_not_renewed_once_it_is_somebody_elses) {
    const auto store = open();
    auto lock = store->lock(0, milliseconds(0));
    redis_run(url(), {"SET", key(), "theirs", "PX", "100000"});
    std::this_thread::sleep_for(kLockTime);
    lock.reset();
    EXPECT_EQ(redis_run(url(), {"GET", key()}), std::vector<std::string>{"theirs"});
    EXPECT_GT(std::stoi(redis_run(url(), {"PTTL", key()}).at(0)), 90'000);
}

/// Takes longer for a fold than a lock lasts.
class SlowDatabase final : public ForwardingDatabase {
public:
    using ForwardingDatabase::ForwardingDatabase;
    FoldResult fold(const FoldRequest& request, const Deadline& deadline) override {
        std::this_thread::sleep_for(kLockTime * 3);
        return next().fold(request, deadline);
    }
};

TEST_F(RedisLock, keeps_others_away_from_a_sync_that_takes_longer_than_a_lock_lasts) {
    const auto store = open();
    SlowDatabase database(make_memory_database());
    store->add({OwnerRef("user", 1), "downloads"}, 1);
    SyncReport report;
    std::thread slow(
        [&] { report = synchronize(*store, database, system_clock(), {}, SyncOptions{}); });
    std::this_thread::sleep_for(kLockTime * 2);
    const auto other = open();
    SyncOptions round;
    round.skip_when_busy = true;
    EXPECT_TRUE(synchronize(*other, database, system_clock(), {}, round).skipped);
    slow.join();
    EXPECT_EQ(report.rows, 1U);
}

}  // namespace
}  // namespace model_counter::test
