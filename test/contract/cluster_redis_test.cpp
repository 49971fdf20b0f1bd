// What happens in a real cluster while counts come in: slots move, primaries change and die.

#include "model_counter/counters.hpp"
#include "model_counter/memory_database.hpp"
#include "model_counter/redis_store.hpp"
#include "redis/cluster_client.hpp"
#include "redis/slot.hpp"
#include "store/redis/redis_store.hpp"
#include "support/need_server.hpp"
#include "support/redis_cluster.hpp"
#include "support/redis_server.hpp"
#include "support/temporary_directory.hpp"

#include <gtest/gtest.h>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace model_counter::test {
namespace {

using redis::Redirection;

/// A store over a client that tells what it was told.
struct Counted {
    explicit Counted(const std::string& url) {
        const redis::ClusterUrl parsed = redis::parse_cluster_url(url);
        auto owned = std::make_unique<redis::ClusterClient>(parsed);
        client = owned.get();
        store = redis::make_redis_store(
            {.url = url, .prefix = "c:", .timeout = std::chrono::seconds(30)}, std::move(owned),
            std::make_unique<redis::ClusterClient>(parsed));
    }

    redis::ClusterClient* client = nullptr;
    std::unique_ptr<Store> store;
};

/// What came of increments by one.
struct Tally {
    std::atomic<std::int64_t> acknowledged{0};
    std::atomic<std::int64_t> in_doubt{0};
};

class ClusterRedisTest : public testing::TestWithParam<Wire> {
protected:
    static constexpr std::uint32_t kHot = 3;  ///< the shard that everything is about

    void SetUp() override {
        need_server(redis_recipe());
        if (IsSkipped() || HasFatalFailure()) {
            return;
        }
        if (!can_run_cluster(GetParam())) {
            GTEST_SKIP() << "openssl makes the certificates";
        }
        // Servers do not run as root.
        std::filesystem::permissions(directory_.path(), std::filesystem::perms(0711));
        cluster_ = std::make_unique<RedisCluster>(directory_.path(), RedisCluster::Kind::hasty,
                                                  GetParam());
        counted_ = std::make_unique<Counted>(cluster_->url());
        (void)counted_->store->shard_count();
        while (counted_->store->shard_of(owner()) != kHot) {
            ++id_;
        }
    }

    [[nodiscard]] OwnerRef owner() const { return {"user", id_}; }
    [[nodiscard]] static std::uint16_t slot() { return redis::slot_of("c:{3}:meta"); }

    /// Counts from several threads while `happening` happens.
    void count_while(const std::function<void()>& happening) {
        std::atomic<bool> over{false};
        std::vector<std::thread> threads;
        for (int number = 0; number < 3; ++number) {
            threads.emplace_back([&, number] {
                for (std::uint64_t n = 0; !over.load(); ++n) {
                    count_once(number == 2 ? n % 300 : n % 7, tally_);
                }
            });
        }
        happening();
        over.store(true);
        for (std::thread& thread : threads) {
            thread.join();
        }
    }

    void count_once(std::uint64_t key, Tally& into) {
        try {
            counted_->store->add({owner(), "k" + std::to_string(key)}, 1);
            ++into.acknowledged;
        } catch (const Error& error) {
            into.in_doubt += error.in_doubt() ? 1 : 0;
        }
    }

    /// The sum of all counters, after a sync.
    [[nodiscard]] std::int64_t sum() {
        Counters counters(std::move(counted_->store), make_memory_database());
        counters.database().migrate();
        const SyncReport report = counters.sync();
        EXPECT_FALSE(report.database_went_back);
        std::int64_t sum = 0;
        for (const CounterValue& value : counters.all(Owner("user", id_))) {
            sum += value.value;
        }
        return sum;
    }

    TemporaryDirectory directory_;
    std::unique_ptr<RedisCluster> cluster_;
    std::unique_ptr<Counted> counted_;
    std::uint64_t id_ = 1;
    Tally tally_;
};

TEST_P(ClusterRedisTest, counts_each_increment_once_while_its_slot_moves_to_and_fro) {
    std::atomic<bool> over{false};
    std::thread reader([&] {
        const CounterRef counter{owner(), "k1"};
        while (!over.load()) {
            (void)counted_->store->read(kHot, {&counter, 1});
        }
    });
    count_while([this] {
        for (int i = 0; i < 6; ++i) {
            const std::size_t from = cluster_->primary_of(slot());
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            cluster_->move_slot(slot(), from, (from + 1) % RedisCluster::kPrimaries);
        }
    });
    over.store(true);
    reader.join();
    EXPECT_GT(tally_.acknowledged.load(), 100);
    EXPECT_EQ(tally_.in_doubt.load(), 0);
    EXPECT_GT(counted_->client->counted(Redirection::Kind::moved), 0U);
    EXPECT_GT(counted_->client->counted(Redirection::Kind::ask), 0U);
    EXPECT_GT(counted_->client->counted(Redirection::Kind::try_again), 0U);
    EXPECT_EQ(sum(), tally_.acknowledged.load());
}

TEST_P(ClusterRedisTest, loses_nothing_when_a_replica_takes_over_as_asked) {
    const std::size_t primary = cluster_->primary_of(slot());
    count_while([&] {
        cluster_->run(primary + RedisCluster::kPrimaries, {"CLUSTER", "FAILOVER"});
        const std::int64_t before = tally_.acknowledged.load();
        while (cluster_->primary_of(slot()) == primary ||
               tally_.acknowledged.load() < before + 100) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
    });
    const std::int64_t total = sum();
    EXPECT_GE(total, tally_.acknowledged.load());
    EXPECT_LE(total, tally_.acknowledged.load() + tally_.in_doubt.load());
}

TEST_P(ClusterRedisTest,
       goes_on_with_the_replica_of_a_primary_that_was_killed_and_doubles_nothing) {
    const std::size_t primary = cluster_->primary_of(slot());
    count_while([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        cluster_->server(primary).kill();
        const std::int64_t before = tally_.acknowledged.load();
        while (tally_.acknowledged.load() < before + 100) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
    });
    cluster_->wait_until_whole();
    const std::int64_t total = sum();
    EXPECT_LE(total, tally_.acknowledged.load() + tally_.in_doubt.load());
    EXPECT_GT(total, tally_.acknowledged.load() / 2);  // Redis may lose its last milliseconds.
}

INSTANTIATE_TEST_SUITE_P(, ClusterRedisTest, testing::Values(Wire::plain, Wire::tls),
                         [](const auto& wire) {
                             return wire.param == Wire::tls ? "tls" : "plain";
                         });

TEST(ClusterTls, counts_for_nobody_who_talks_in_clear_or_trusts_somebody_else) {
    need_server(redis_recipe());
    if (testing::Test::IsSkipped() || !can_run_cluster(Wire::tls)) {
        GTEST_SKIP() << "openssl makes the certificates";
    }
    const std::string url = shared_cluster_url(Wire::tls);
    const std::string servers = url.substr(0, url.find('?'));
    const std::string clear = "redis" + servers.substr(std::string("rediss").size());
    for (const std::string& wrong : {clear, servers}) {
        const auto store = open_redis_store({.url = wrong, .timeout = std::chrono::seconds(1)});
        EXPECT_THROW(store->add({{"user", 1}, "a"}, 1), Error) << wrong;
    }
}

}  // namespace
}  // namespace model_counter::test
