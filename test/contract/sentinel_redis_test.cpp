#include "model_counter/memory_database.hpp"
#include "model_counter/redis_store.hpp"
#include "support/catches_errors.hpp"
#include "support/need_server.hpp"
#include "support/redis_sentinels.hpp"
#include "support/redis_server.hpp"
#include "support/temporary_directory.hpp"
#include "sync/reader.hpp"
#include "sync/synchronizer.hpp"

#include <gmock/gmock.h>
#include <array>
#include <atomic>
#include <filesystem>
#include <optional>
#include <thread>

namespace model_counter::test {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

/// What threads that count know of it.
struct Tally {
    std::atomic<std::int64_t> counted{0};
    std::atomic<std::int64_t> in_doubt{0};
    std::atomic<std::int64_t> refused{0};
};

/// A service of the test's own, which fails over.
class RedisFailover : public testing::Test, protected CatchesErrors {
protected:
    void SetUp() override {
        need_server(redis_recipe());
        if (!IsSkipped() && !HasFatalFailure()) {
            std::filesystem::permissions(directory_.path(), std::filesystem::perms(0711));
            servers_.emplace(directory_.path());
        }
    }

    std::unique_ptr<Store> open(std::uint32_t wait_replicas = 0,
                                milliseconds timeout = milliseconds(20'000)) {
        return open_redis_store({.url = servers_->url(),
                                 .prefix = prefix_,
                                 .timeout = timeout,
                                 .wait_replicas = wait_replicas});
    }

    static CounterRef counter() { return {OwnerRef("user", 1), "a"}; }

    SyncReport sync(Store& store) { return synchronize(store, *database_, system_clock(), {}, {}); }

    std::int64_t value(Store& store) {
        Reader reader(store, *database_, {});
        const CounterRef asked = counter();
        return reader.read({&asked, 1}, Deadline::never()).at(0);
    }

    static void count_until(const std::atomic<bool>& stops, Store& store, Tally& tally) {
        while (!stops.load()) {
            try {
                store.add(counter(), 1);
                ++tally.counted;
            } catch (const Error& error) {
                ++(error.in_doubt() ? tally.in_doubt : tally.refused);
            }
        }
    }

    /// Syncs until told to stop; a sync that finds no server is none.
    void sync_until(const std::atomic<bool>& stops, Store& store, std::atomic<bool>& went_back) {
        while (!stops.load()) {
            try {
                went_back = sync(store).store_went_back || went_back;
            } catch (const Error&) {
                std::this_thread::sleep_for(milliseconds(5));
            }
        }
    }

    /// Counts and syncs in several threads while something happens to the primary.
    void count_through(Store& store, Tally& tally, std::atomic<bool>& went_back,
                       const std::function<void()>& happens) {
        std::atomic<bool> stops = false;
        std::array<std::thread, 3> threads{
            std::thread([&] { count_until(stops, store, tally); }),
            std::thread([&] { count_until(stops, store, tally); }),
            std::thread([&] { sync_until(stops, store, went_back); })};
        std::this_thread::sleep_for(milliseconds(100));
        EXPECT_NO_THROW(happens());
        const std::int64_t before = tally.counted;
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (tally.counted < before + 100 && std::chrono::steady_clock::now() < until) {
            std::this_thread::sleep_for(milliseconds(10));
        }
        EXPECT_GE(tally.counted, before + 100) << "counting goes on at the new primary";
        stops = true;
        for (std::thread& thread : threads) {
            thread.join();
        }
        EXPECT_TRUE(sync_at_last(store, went_back));
    }

    /// Syncs, and again where a connection ends only now.
    bool sync_at_last(Store& store, std::atomic<bool>& went_back) {
        for (int attempt = 0; attempt < 20; ++attempt) {
            try {
                went_back = sync(store).store_went_back || went_back;
                return true;
            } catch (const Error&) {
                std::this_thread::sleep_for(milliseconds(200));
            }
        }
        return false;
    }

    /// Keeps the replicas from hearing of anything more.
    void cut_replicas_off() {
        for (const std::size_t replica : {std::size_t{1}, std::size_t{2}}) {
            servers_->run(replica, {"CONFIG", "SET", "masterauth", "wrong"});
        }
        servers_->run(0, {"CLIENT", "KILL", "TYPE", "replica"});
    }
    /// Kills the primary; the replicas may follow whoever comes after it, and nobody comes after
    /// that: what it had acknowledged in the meantime would be lost.
    void kill_primary() {
        servers_->server(0).kill();
        for (const std::size_t replica : {std::size_t{1}, std::size_t{2}}) {
            servers_->run(replica, {"CONFIG", "SET", "masterauth", ""});
        }
        servers_->settle_on(servers_->wait_for_another(0));
    }

    TemporaryDirectory directory_;
    std::optional<RedisSentinels> servers_;
    std::string prefix_ = unused_redis_prefix();
    std::unique_ptr<Database> database_ = make_memory_database();
};

TEST_F(RedisFailover, loses_no_more_than_redis_did_and_doubles_nothing_unless_it_says_so) {
    const auto store = open();
    Tally tally;
    std::atomic<bool> went_back = false;
    count_through(*store, tally, went_back, [&] { servers_->server(0).kill(); });
    const std::int64_t found = value(*store);
    RecordProperty("lost", static_cast<int>(tally.counted - found));
    RecordProperty("in_doubt", static_cast<int>(tally.in_doubt));
    if (!went_back) {
        EXPECT_LE(found, tally.counted + tally.in_doubt);
    }
    EXPECT_EQ(tally.refused, 0) << "what was not sent is sent to the next primary";
    EXPECT_GT(tally.counted, 0);
}

TEST_F(RedisFailover, loses_nothing_that_a_seal_confirmed_where_replicas_are_waited_for) {
    const auto store = open(2);
    Tally tally;
    std::atomic<bool> went_back = false;
    store->add(counter(), 1'000'000);
    const std::int64_t confirmed = (sync(*store), 1'000'000);
    count_through(*store, tally, went_back, [&] {
        servers_->server(0).kill();
        servers_->wait_for_another(0);
        servers_->server(0).start();
        const auto again = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (servers_->run(0, {"ROLE"}).at(0) == "master" &&
               std::chrono::steady_clock::now() < again) {
            std::this_thread::sleep_for(milliseconds(20));
        }
    });
    EXPECT_FALSE(went_back);
    const std::int64_t found = value(*store);
    EXPECT_GE(found, confirmed);
    EXPECT_LE(found, confirmed + tally.counted + tally.in_doubt);
}

TEST_F(RedisFailover, to_another_primary_by_hand_is_no_error) {
    const auto store = open();
    Tally tally;
    std::atomic<bool> went_back = false;
    count_through(*store, tally, went_back, [&] {
        servers_->fail_over();
        servers_->wait_for_another(0);
    });
    EXPECT_EQ(tally.refused, 0);
    EXPECT_LE(value(*store), tally.counted + tally.in_doubt);
}

TEST_F(RedisFailover, that_lost_its_tail_is_noticed_put_right_and_said) {
    const auto store = open();
    store->add(counter(), 1);
    sync(*store);
    cut_replicas_off();
    for (const std::int64_t amount : {10, 100}) {
        store->add(counter(), amount);
        sync(*store);
    }
    EXPECT_EQ(value(*store), 111);
    kill_primary();
    store->add(counter(), 1000);
    EXPECT_EQ(value(*store), 1111);
    std::vector<std::string> said;
    const SyncReport report =
        synchronize(*store, *database_, system_clock(),
                    [&](LogLevel, std::string_view text) { said.emplace_back(text); }, {});
    EXPECT_TRUE(report.store_went_back);
    EXPECT_THAT(said, testing::Contains(HasSubstr("came back from an older state")));
    EXPECT_EQ(value(*store), 1111);
    store->add(counter(), 1);
    EXPECT_FALSE(sync(*store).store_went_back);
    EXPECT_EQ(value(*store), 1112);
}

TEST_F(RedisFailover, costs_nothing_that_was_applied_where_a_replica_is_waited_for) {
    const auto store = open(1, milliseconds(3000));
    store->add(counter(), 1);
    sync(*store);
    cut_replicas_off();
    store->add(counter(), 10);
    EXPECT_EQ(code_of([&] { sync(*store); }), ErrorCode::unavailable);
    EXPECT_THAT(message_, HasSubstr("0 of 1 replicas have it"));
    kill_primary();
    store->add(counter(), 100);
    EXPECT_FALSE(sync(*store).store_went_back);
    EXPECT_EQ(value(*store), 101) << "the ten were never confirmed; Redis lost them";
}

}  // namespace
}  // namespace model_counter::test
