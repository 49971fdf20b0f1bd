#include "model_counter/redis_store.hpp"
#include "support/catches_errors.hpp"
#include "support/need_server.hpp"
#include "support/redis_cluster.hpp"
#include "support/redis_server.hpp"
#include "support/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

namespace model_counter::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using Result = Check::Result;

class ClusterChecks : public testing::Test, protected CatchesErrors {
protected:
    void SetUp() override {
        need_server(redis_recipe());
        if (!IsSkipped() && !HasFatalFailure()) {
            // Servers do not run as root.
            std::filesystem::permissions(directory_.path(), std::filesystem::perms(0711));
            cluster_ = std::make_unique<RedisCluster>(directory_.path());
            store_ = open_redis_store({.url = cluster_->url()});
            (void)store_->shard_count();
        }
    }

    [[nodiscard]] std::string address(std::size_t server) const {
        return "127.0.0.1:" + std::to_string(cluster_->server(server).place().port);
    }

    /// What is found under this name that is not good; where all is, the first that is.
    Check found(Store& store, const std::string& name) {
        const auto checks = store.checks();
        const auto is_bad = [&](const Check& one) {
            return one.name == name && one.result != Result::good;
        };
        auto check = std::find_if(checks.begin(), checks.end(), is_bad);
        if (check == checks.end()) {
            check = std::find_if(checks.begin(), checks.end(),
                                 [&](const Check& one) { return one.name == name; });
        }
        return check == checks.end() ? Check{"", Result::problem, "nothing of " + name, ""}
                                     : *check;
    }
    Check found(const std::string& name) { return found(*store_, name); }

    /// The same, when it is so at last: servers hear of each other by and by.
    Check awaited(const std::string& name, Result result) {
        Check check = found(name);
        for (int i = 0; i < 200 && check.result != result; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            check = found(name);
        }
        return check;
    }

    TemporaryDirectory directory_;
    std::unique_ptr<RedisCluster> cluster_;
    std::unique_ptr<Store> store_;
};

TEST_F(ClusterChecks, look_at_every_primary_and_its_users_and_name_the_one_that_is_amiss) {
    EXPECT_EQ(found("cluster").message, "3 primaries serve all 16384 slots");
    EXPECT_EQ(found("replicas").message, "each of 3 primaries: 1 connected, 0 waited for");
    EXPECT_THAT(found("eviction").message, StartsWith("each of 3 primaries: "));
    EXPECT_EQ(found("rights of Redis").result, Result::good);
    EXPECT_THAT(
        store_->status().warnings,
        testing::ElementsAre(StartsWith("each of 3 primaries: Redis keeps no append-only")));

    cluster_->run(2, {"CONFIG", "SET", "appendonly", "yes"});
    EXPECT_THAT(store_->status().warnings,
                testing::ElementsAre(StartsWith(address(0) + ", " + address(1) + ": Redis keeps")));
    EXPECT_THAT(found("persistence").message,
                StartsWith(address(2) + ": an append-only file, appendfsync everysec"));

    cluster_->run(1, {"CONFIG", "SET", "maxmemory-policy", "allkeys-lru"});
    EXPECT_EQ(code_of([&] { (void)open_redis_store({.url = cluster_->url()})->shard_count(); }),
              ErrorCode::unavailable);
    EXPECT_THAT(message_, HasSubstr("server " + address(1) + ": its maxmemory-policy allkeys-lru"));
    cluster_->run(1, {"CONFIG", "SET", "maxmemory-policy", "noeviction"});

    for (std::size_t i = 0; i < RedisCluster::kServers; ++i) {
        cluster_->run(i, {"ACL", "SETUSER", "counter", "on", ">secret", "~counter:*", "+@hash",
                          "+@scripting", "+exists", "+renamenx", "+unlink", "+get", "+set", "+del",
                          "+info", "+wait", "+ping", "+cluster|slots", "+asking"});
    }
    std::string url = cluster_->url();
    url.insert(url.find("//") + 2, "counter:secret@");
    const auto store = open_redis_store({.url = url});
    EXPECT_EQ(found(*store, "rights of Redis").result, Result::good)
        << found(*store, "rights of Redis").message;
    EXPECT_THAT(found(*store, "cluster").message, HasSubstr("+cluster|info"));
    store->add({{"user", 1}, "a"}, 1);
    cluster_->run(2, {"ACL", "SETUSER", "counter", "-asking", "-hincrby"});
    const Check check = found(*store, "rights of Redis");
    EXPECT_EQ(check.result, Result::problem);
    EXPECT_THAT(check.message,
                StartsWith(address(2) + ": the user may not run HINCRBY, ASKING under counter:"));
    EXPECT_THAT(check.remedy, HasSubstr("+hincrby +asking"));
}

TEST_F(ClusterChecks, tell_of_slots_without_a_server_and_servers_without_a_replica) {
    cluster_->run(1, {"CLUSTER", "DELSLOTS", "8000"});
    const Check check = awaited("cluster", Result::problem);
    EXPECT_THAT(check.message, HasSubstr("1 of 16384 slots belong to no server"));
    EXPECT_THAT(check.remedy, HasSubstr("redis-cli --cluster fix"));
    cluster_->run(1, {"CLUSTER", "ADDSLOTS", "8000"});
    EXPECT_EQ(awaited("cluster", Result::good).result, Result::good);

    cluster_->server(RedisCluster::kPrimaries).kill();
    const Check alone = awaited("replicas", Result::warning);
    EXPECT_THAT(alone.message, StartsWith(address(0) + ": none is connected"));
    EXPECT_THAT(alone.remedy, HasSubstr("CLUSTER REPLICATE"));
    cluster_->server(0).kill();
    const Check dead = awaited("cluster", Result::problem);
    EXPECT_EQ(dead.result, Result::problem) << dead.message;
    EXPECT_THAT(found("Redis").message, StartsWith(address(0) + ": it does not answer"));
}

}  // namespace
}  // namespace model_counter::test
