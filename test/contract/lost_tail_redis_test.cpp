// A primary of a cluster that dies before its replica has all of it: what the database has in the
// end is compared with what Redis itself had left.

#include "model_counter/memory_database.hpp"
#include "model_counter/redis_store.hpp"
#include "redis/slot.hpp"
#include "support/catches_errors.hpp"
#include "support/need_server.hpp"
#include "support/redis_cluster.hpp"
#include "support/redis_server.hpp"
#include "support/temporary_directory.hpp"
#include "sync/reader.hpp"
#include "sync/synchronizer.hpp"

#include <gmock/gmock.h>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

namespace model_counter::test {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

constexpr std::int64_t kBefore = 300;  ///< the replica has them
constexpr std::int64_t kSynced = 50;   ///< it has not, and a sync came after them
constexpr std::int64_t kAfter = 7;     ///< it has not, and nothing came after them

class LostTail : public testing::Test, protected CatchesErrors {
protected:
    void SetUp() override {
        need_server(redis_recipe());
        if (!IsSkipped() && !HasFatalFailure()) {
            // Servers do not run as root.
            std::filesystem::permissions(directory_.path(), std::filesystem::perms(0711));
            cluster_ = std::make_unique<RedisCluster>(directory_.path());
            database_->migrate();
        }
    }

    void open(std::uint32_t wait_replicas) {
        store_ = open_redis_store({.url = cluster_->url(),
                                   .timeout = std::chrono::seconds(wait_replicas > 0 ? 1 : 20),
                                   .wait_replicas = wait_replicas});
        shard_ = std::to_string(store_->shard_of(counter().owner));
        primary_ = cluster_->primary_of(redis::slot_of("counter:{" + shard_ + "}:meta"));
        replica_ = cluster_->replica_of(primary_).value();
    }

    static CounterRef counter() { return {OwnerRef("user", 1), "a"}; }
    void add(std::int64_t times) {
        for (std::int64_t i = 0; i < times; ++i) {
            store_->add(counter(), 1);
        }
    }

    SyncReport sync() { return synchronize(*store_, *database_, system_clock(), {}, {}); }

    std::int64_t value() {
        Reader reader(*store_, *database_, {});
        const CounterRef asked = counter();
        return reader.read({&asked, 1}, Deadline::never()).at(0);
    }

    /// What the replica is sent from now on does not arrive.
    void cut_off_replica() {
        while (cluster_->run(replica_, {"INFO", "replication"})
                   .at(0)
                   .find("slave_repl_offset:" + offset_of_primary()) == std::string::npos) {
            std::this_thread::sleep_for(milliseconds(5));
        }
        ::kill(cluster_->server(replica_).pid(), SIGSTOP);
        cluster_->run(primary_, {"CLIENT", "KILL", "TYPE", "replica"});
    }

    std::string offset_of_primary() {
        const std::string said = cluster_->run(primary_, {"INFO", "replication"}).at(0);
        const std::string name = "master_repl_offset:";
        const auto begin = said.find(name) + name.size();
        return said.substr(begin, said.find('\r', begin) - begin);
    }

    /// The primary dies, and the replica takes its place with what it has.
    void lose_primary() {
        cluster_->server(primary_).kill();
        ::kill(cluster_->server(replica_).pid(), SIGCONT);
        const auto is_primary = [this] {
            const auto primaries = cluster_->primaries();
            return std::find(primaries.begin(), primaries.end(), replica_) != primaries.end();
        };
        for (int i = 0; i < 2000 && !is_primary(); ++i) {
            std::this_thread::sleep_for(milliseconds(10));
        }
        ASSERT_TRUE(is_primary());
        cluster_->wait_until_whole();
    }

    /// The sum that the new primary has, open or sealed, by its own account.
    std::int64_t in_redis() {
        std::int64_t sum = 0;
        for (const std::string part : {":open:*", ":set:*"}) {
            for (const std::string& key :
                 cluster_->run(replica_, {"KEYS", "counter:{" + shard_ + "}" + part})) {
                for (const std::string& count : cluster_->run(replica_, {"HVALS", key})) {
                    sum += std::stoll(count);
                }
            }
        }
        return sum;
    }

    TemporaryDirectory directory_;
    std::unique_ptr<RedisCluster> cluster_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<Database> database_ = make_memory_database();
    std::string shard_;
    std::size_t primary_ = 0;
    std::size_t replica_ = 0;
};

TEST_F(LostTail, is_lost_as_far_as_redis_lost_it_and_what_came_back_is_applied_again_and_reported) {
    open(0);
    add(kBefore);
    cut_off_replica();
    add(kSynced);
    EXPECT_EQ(sync().amount, kBefore + kSynced);
    add(kAfter);
    EXPECT_EQ(value(), kBefore + kSynced + kAfter);
    lose_primary();
    const std::int64_t left = in_redis();
    EXPECT_EQ(left, kBefore);
    EXPECT_TRUE(sync().store_went_back);
    EXPECT_EQ(value(), kBefore + kSynced + left) << "what was applied stays, and Redis' own is new";
    add(1);
    EXPECT_FALSE(sync().store_went_back);
    EXPECT_EQ(value(), kBefore + kSynced + left + 1);
}

TEST_F(LostTail, is_all_that_is_lost_and_nothing_is_doubled_where_a_sync_waits_for_the_replica) {
    open(1);
    add(kBefore);
    cut_off_replica();
    add(kSynced);
    EXPECT_EQ(code_of([&] { sync(); }), ErrorCode::unavailable);
    EXPECT_THAT(message_, HasSubstr("0 of 1 replicas have it; nothing was applied"));
    add(kAfter);
    lose_primary();
    const std::int64_t left = in_redis();
    EXPECT_EQ(left, kBefore);
    cluster_->server(primary_).start();
    for (int i = 0; i < 2000 && !cluster_->replica_of(replica_); ++i) {
        std::this_thread::sleep_for(milliseconds(10));
    }
    const SyncReport report = sync();
    EXPECT_FALSE(report.store_went_back);
    EXPECT_EQ(report.amount, left);
    EXPECT_EQ(value(), left) << "acknowledged, less what Redis lost";
}

}  // namespace
}  // namespace model_counter::test
