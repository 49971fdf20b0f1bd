#include "contract/store_contract.hpp"
#include "model_counter/memory_database.hpp"
#include "model_counter/redis_store.hpp"
#include "redis/node.hpp"
#include "store/redis/redis_store.hpp"
#include "support/gate.hpp"
#include "support/need_server.hpp"
#include "support/redis_server.hpp"
#include "support/shared_server.hpp"
#include "support/tcp_proxy.hpp"
#include "support/temporary_directory.hpp"
#include "sync/reader.hpp"
#include "sync/synchronizer.hpp"

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>
#include <filesystem>
#include <thread>

namespace model_counter::test {
namespace {

using std::chrono::milliseconds;
using testing::Contains;
using testing::HasSubstr;

/// What is Redis' own among the promises of a store.
class RedisStore : public testing::Test, protected CatchesErrors {
protected:
    void SetUp() override { need_server(redis_recipe()); }

    static CounterRef key(std::string_view name) { return {OwnerRef("user", 1), name}; }

    std::unique_ptr<Store> open(const std::string& url) {
        return open_redis_store({.url = url, .prefix = prefix_, .timeout = milliseconds(2000)});
    }
    std::unique_ptr<Store> open() { return open(url()); }
    static std::string url() { return redis_url(shared_server(redis_recipe())); }
    static std::vector<std::string> run(const std::vector<std::string>& command) {
        return redis_run(url(), command);
    }

    /// A counter's pending amount.
    static std::int64_t pending(Store& store, const CounterRef& counter) {
        const ShardView view = store.read(store.shard_of(counter.owner), {&counter, 1});
        std::int64_t sum = 0;
        for (const Part& part : view.counters.at(0)) {
            sum += part.change.amount;
        }
        return sum;
    }

    /// For a server of the test's own, which another user runs.
    std::string server_directory() {
        std::filesystem::permissions(directory_.path(), std::filesystem::perms(0711));
        return directory_.file("server");
    }

    std::string prefix_ = unused_redis_prefix();
    TemporaryDirectory directory_;
};

TEST_F(RedisStore, keeps_counters_as_fields_that_people_can_read) {
    const auto store = open();
    store->add(key("downloads"), 41);
    store->set({OwnerRef("page", "a:b"), "views"}, 7);
    EXPECT_EQ(run({"HGET", prefix_ + "{10}:open:364", "user:1:downloads"}),
              std::vector<std::string>{"41"});
    const std::uint32_t shard = store->shard_of(OwnerRef("page", "a:b"));
    std::vector<std::string> found;
    for (int bucket = 0; bucket < 512 && found.empty(); ++bucket) {
        found = run({"HGETALL",
                     prefix_ + "{" + std::to_string(shard) + "}:open:" + std::to_string(bucket)});
    }
    EXPECT_THAT(found,
                testing::UnorderedElementsAre("page:a%3Ab:views", "7", ":page:a%3Ab:views", "="));
}

TEST_F(RedisStore, never_lets_a_counter_expire) {
    const auto store = open();
    store->add(key("a"), 1);
    store->set(key("b"), 1);
    store->remove(key("c"));
    ASSERT_TRUE(store->seal(store->shard_of(OwnerRef("user", 1))));
    store->add(key("a"), 1);
    for (const std::string& name : run({"KEYS", prefix_ + "*"})) {
        EXPECT_EQ(run({"TTL", name}), std::vector<std::string>{"-1"}) << name;
    }
}

TEST_F(RedisStore, counts_in_one_round_trip_one_or_many) {
    const redis::ServerUrl where = redis::parse_server_url(url());
    auto node = std::make_unique<redis::Node>(where);
    const redis::Node& wire = *node;
    const auto store = redis::make_redis_store({.prefix = prefix_}, std::move(node),
                                               std::make_unique<redis::Node>(where));
    store->add(key("a"), 1);
    std::uint64_t before = wire.round_trips();
    store->add(key("a"), 1);
    EXPECT_EQ(wire.round_trips() - before, 1U);
    before = wire.round_trips();
    store->set(key("a"), 1);
    EXPECT_EQ(wire.round_trips() - before, 1U);
    std::vector<Increment> many;
    for (int i = 0; i < 5000; ++i) {
        many.push_back({{OwnerRef("user", i), "b"}, 1});
    }
    before = wire.round_trips();
    EXPECT_EQ(store->add_many(many).done, 5000U);
    EXPECT_EQ(wire.round_trips() - before, 1U);
    const std::vector<CounterRef> asked{key("a"), key("b"), key("c")};
    (void)store->read(store->shard_of(OwnerRef("user", 1)), asked);
    before = wire.round_trips();
    (void)store->read(store->shard_of(OwnerRef("user", 1)), asked);
    EXPECT_EQ(wire.round_trips() - before, 1U);
}

TEST_F(RedisStore, counts_what_comes_behind_an_increment_that_does_not_fit_and_says_so) {
    const auto store = open();
    store->set(key("full"), kGreatestValue);
    const std::vector<Increment> many{
        {key("a"), 1}, {key("full"), 1}, {key("b"), 1}, {key("full"), 2}, {key("c"), 1}};
    const BulkResult result = store->add_many(many);
    EXPECT_EQ(result.done, 1U);
    ASSERT_TRUE(result.error);
    EXPECT_EQ(result.error->kind(), ErrorCode::out_of_range);
    EXPECT_EQ(result.counted_behind, (std::vector<std::size_t>{2, 4}));
    EXPECT_EQ(pending(*store, key("b")), 1);
    EXPECT_EQ(pending(*store, key("full")), kGreatestValue);
}

TEST_F(RedisStore, keeps_the_shards_that_it_was_made_with) {
    const auto made = open_redis_store({.url = url(), .prefix = prefix_, .shards = 4});
    EXPECT_EQ(made->shard_count(), 4U);
    EXPECT_EQ(open()->shard_count(), 4U);
}

TEST_F(RedisStore, is_another_store_under_another_prefix) {
    const auto store = open();
    store->add(key("a"), 1);
    const auto other = open_redis_store({.url = url(), .prefix = unused_redis_prefix()});
    EXPECT_EQ(pending(*other, key("a")), 0);
    EXPECT_NE(other->state(0).store_id, store->state(0).store_id);
    EXPECT_EQ(code_of([&] { (void)open_redis_store({.url = url(), .prefix = "a{b}"}); }),
              ErrorCode::invalid_argument);
}

TEST_F(RedisStore, has_a_new_identity_after_it_was_wiped) {
    const auto store = open();
    store->add(key("a"), 1);
    const std::uint32_t shard = store->shard_of(OwnerRef("user", 1));
    const std::string before = store->state(shard).store_id;
    for (const std::string& name : run({"KEYS", prefix_ + "*"})) {
        run({"DEL", name});
    }
    store->add(key("a"), 5);
    const ShardState after = store->state(shard);
    EXPECT_NE(after.store_id, before);
    EXPECT_FALSE(after.open_is_empty);
    EXPECT_EQ(pending(*store, key("a")), 5);
    EXPECT_EQ(run({"HGET", prefix_ + "layout", "shards"}), std::vector<std::string>{"16"});
}

TEST_F(RedisStore, notices_what_somebody_else_did_to_a_set) {
    const auto store = open();
    const std::uint32_t shard = store->shard_of(OwnerRef("user", 1));
    store->add(key("a"), 1);
    store->add(key("b"), 1);
    const auto set = store->seal(shard);
    ASSERT_TRUE(set);
    for (const std::string& name : run({"KEYS", prefix_ + "*:set:*"})) {
        run({"HDEL", name, "user:1:a"});
    }
    EXPECT_EQ(code_of([&] { (void)store->read_set(shard, *set); }), ErrorCode::corrupt);
    EXPECT_NE(message_.find("sealed with 2"), std::string::npos) << message_;
}

TEST_F(RedisStore, reads_back_sets_too_large_for_one_look) {
    const auto store = open_redis_store({.url = url(), .prefix = prefix_, .shards = 1});
    (void)store->state(0);
    run({"HSET", prefix_ + "layout", "buckets", "2"});
    const auto small = open_redis_store({.url = url(), .prefix = prefix_});
    run({"HSET", prefix_ + "{0}:meta", "layout", "1 1 2"});
    std::vector<Increment> many;
    for (int i = 0; i < 9000; ++i) {
        many.push_back({{OwnerRef("user", i), "b"}, i + 1});
    }
    ASSERT_EQ(small->add_many(many).done, many.size());
    const auto set = small->seal(0);
    ASSERT_TRUE(set);
    const auto copy = small->read_set(0, *set);
    ASSERT_TRUE(copy);
    EXPECT_EQ(copy->entries.size(), 9000U);
    std::int64_t sum = 0;
    for (const auto& entry : copy->entries) {
        sum += entry.change.amount;
    }
    EXPECT_EQ(sum, 9000 * 9001 / 2);
}

TEST_F(RedisStore, says_in_doubt_when_the_reply_is_lost_and_does_not_count_twice) {
    const ServerPlace& place = shared_server(redis_recipe());
    TcpProxy proxy(place.port);
    const auto store = open("redis://127.0.0.1:" + std::to_string(proxy.port()));
    store->add(key("a"), 1);
    for (const bool cut : {true, false}) {
        proxy.set_rule(TcpProxy::lose_reply_to("HINCRBY", cut));
        EXPECT_EQ(code_of([&] { store->add(key("a"), 10); }), ErrorCode::in_doubt);
    }
    EXPECT_EQ(pending(*store, key("a")), 21);
    proxy.set_rule(TcpProxy::lose_reply_to("HSET", true));
    EXPECT_EQ(code_of([&] { store->set(key("a"), 5); }), ErrorCode::in_doubt);
    EXPECT_EQ(pending(*store, key("a")), 5);
    // What can be asked twice is.
    const std::uint32_t shard = store->shard_of(OwnerRef("user", 1));
    proxy.set_rule(TcpProxy::lose_reply_to("EVALSHA", true));
    const auto set = store->seal(shard);
    ASSERT_TRUE(set);
    EXPECT_EQ(store->state(shard).waiting.size(), 1U);
    proxy.set_rule(TcpProxy::lose_reply_to("EVALSHA", true));
    store->discard(shard, *set);
    EXPECT_TRUE(store->state(shard).waiting.empty());
}

TEST_F(RedisStore, settles_a_lost_reply_when_it_is_asked_again_with_the_same_token) {
    const ServerPlace& place = shared_server(redis_recipe());
    TcpProxy proxy(place.port);
    const auto store = open("redis://127.0.0.1:" + std::to_string(proxy.port()));
    const auto once = [&](const char* token) {
        return store->add_once(key("a"), 10, Token(token));
    };
    EXPECT_EQ(once("first"), Counted::now);
    for (const bool cut : {true, false}) {
        const char* token = cut ? "cut" : "silent";
        proxy.set_rule(TcpProxy::lose_reply_to("EVALSHA", cut));
        EXPECT_EQ(code_of([&] { once(token); }), ErrorCode::in_doubt);
        EXPECT_EQ(once(token), Counted::before);
        EXPECT_EQ(once(token), Counted::before);
    }
    proxy.set_rule([](TcpProxy::Direction direction, std::string_view) {
        return direction == TcpProxy::Direction::to_server ? TcpProxy::Verdict::cut
                                                           : TcpProxy::Verdict::pass;
    });
    EXPECT_EQ(code_of([&] { once("never came"); }), ErrorCode::in_doubt);
    proxy.set_rule({});
    EXPECT_EQ(once("never came"), Counted::now);
    EXPECT_EQ(pending(*store, key("a")), 40);
}

TEST_F(RedisStore, lets_tokens_expire_and_nothing_else) {
    const auto store =
        open_redis_store({.url = url(), .prefix = prefix_, .token_ttl = milliseconds(90'000)});
    EXPECT_EQ(store->add_once(key("a"), 3, Token("t:1")), Counted::now);
    run({"SCRIPT", "FLUSH"});
    EXPECT_EQ(store->add_once(key("a"), 3, Token("t:1")), Counted::before);
    const std::string name = prefix_ + "{10}:token:8:user:1:a:t:1";
    EXPECT_EQ(run({"GET", name}), std::vector<std::string>{"3"});
    const std::int64_t left = std::stoll(run({"PTTL", name}).at(0));
    EXPECT_GT(left, 60'000);
    EXPECT_LE(left, 90'000);
    for (const std::string& other : run({"KEYS", prefix_ + "*"})) {
        if (other != name) {
            EXPECT_EQ(run({"TTL", other}), std::vector<std::string>{"-1"}) << other;
        }
    }
}

TEST_F(RedisStore, records_no_token_when_it_could_not_count) {
    ServerProcess server(redis_recipe(), server_directory());
    server.start();
    const std::string where = redis_url(server.place());
    const auto store = open(where);
    EXPECT_EQ(store->add_once(key("a"), 1, Token("t")), Counted::now);
    redis_run(where, {"CONFIG", "SET", "maxmemory", "1"});
    EXPECT_EQ(code_of([&] { (void)store->add_once(key("a"), 1, Token("u")); }),
              ErrorCode::unavailable);
    redis_run(where, {"CONFIG", "SET", "maxmemory", "0"});
    EXPECT_EQ(store->add_once(key("a"), 1, Token("u")), Counted::now);
    redis_run(where, {"FLUSHALL"});
    EXPECT_EQ(store->add_once(key("a"), 1, Token("t")), Counted::now) << "tokens go with counts";
}

TEST_F(RedisStore, is_unavailable_when_nothing_was_sent_and_comes_back) {
    ServerProcess server(redis_recipe(), server_directory());
    server.start();
    const auto store = open(redis_url(server.place()));
    store->add(key("a"), 1);
    server.kill();
    std::this_thread::sleep_for(milliseconds(20));
    EXPECT_EQ(code_of([&] { store->add(key("a"), 1); }), ErrorCode::unavailable);
    // Whether the table takes texts is known for a second.
    std::this_thread::sleep_for(milliseconds(1100));
    EXPECT_EQ(code_of([&] {
                  store->add({OwnerRef("user", "x"), "a"}, 1);
              }),
              ErrorCode::unavailable);
    EXPECT_THAT(message_, HasSubstr("reading the kind of owner ids"));
    server.start();
    std::this_thread::sleep_for(milliseconds(50));
    store->add(key("a"), 3);
    EXPECT_EQ(pending(*store, key("a")), 3) << "it kept nothing on disk";
}

TEST_F(RedisStore, refuses_a_server_that_may_drop_counters) {
    ServerProcess server(redis_recipe(), server_directory());
    server.start();
    const std::string where = redis_url(server.place());
    redis_run(where, {"CONFIG", "SET", "maxmemory-policy", "allkeys-lru"});
    EXPECT_EQ(code_of([&] { open(where)->add(key("a"), 1); }), ErrorCode::unavailable);
    EXPECT_NE(message_.find("allkeys-lru"), std::string::npos) << message_;
    const auto store = open_redis_store({.url = where, .prefix = prefix_, .allow_eviction = true});
    store->add(key("a"), 1);
    EXPECT_THAT(store->status().warnings, Contains(HasSubstr("may drop counters")));
    redis_run(where, {"CONFIG", "SET", "maxmemory-policy", "noeviction"});
    redis_run(where, {"CONFIG", "SET", "maxmemory", "1"});
    EXPECT_EQ(code_of([&] { store->add(key("a"), 1); }), ErrorCode::unavailable);
    EXPECT_NE(message_.find("more memory"), std::string::npos) << message_;
}

TEST_F(RedisStore, works_with_the_rights_that_its_page_lists_and_says_when_one_is_missing) {
    ServerProcess server(redis_recipe(), server_directory());
    server.start();
    const std::string where = redis_url(server.place());
    redis_run(where, {"ACL", "SETUSER", "counter", "on", ">secret", "~counter:*", "+@hash",
                      "+@scripting", "+exists", "+renamenx", "+unlink", "+get", "+set", "+del",
                      "+info", "+wait", "+ping", "+select", "+keys"});
    prefix_ = "counter:";
    const std::string port = std::to_string(server.place().port);
    const auto store = open("redis://counter:secret@127.0.0.1:" + port);
    store->add(key("a"), 1);
    const std::uint32_t shard = store->shard_of(OwnerRef("user", 1));
    const auto set = store->seal(shard);
    ASSERT_TRUE(set);
    store->make_durable(shard);
    EXPECT_TRUE(store->read_set(shard, *set));
    EXPECT_NE(store->lock(shard, milliseconds(0)), nullptr);
    store->discard(shard, *set);
    store->remove(key("b"));
    (void)store->status();
    redis_run(where, {"ACL", "SETUSER", "counter", "-hincrby"});
    EXPECT_EQ(code_of([&] { store->add(key("a"), 1); }), ErrorCode::unavailable);
    EXPECT_NE(message_.find("docs/operating/redis.md"), std::string::npos) << message_;
    EXPECT_EQ(code_of([&] { open("redis://counter:wrong@127.0.0.1:" + port)->add(key("a"), 1); }),
              ErrorCode::unavailable);
    EXPECT_EQ(message_.find("wrong@"), std::string::npos) << message_;
}

TEST_F(RedisStore, serves_the_child_of_a_fork_on_a_connection_of_its_own) {
    const auto store = open();
    store->add(key("a"), 1);
    const pid_t child = fork();
    if (child == 0) {
        try {
            for (int i = 0; i < 100; ++i) {
                store->add(key("a"), 1);
            }
        } catch (const std::exception&) {
            _exit(1);
        }
        _exit(0);
    }
    for (int i = 0; i < 100; ++i) {
        store->add(key("a"), 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
    EXPECT_EQ(pending(*store, key("a")), 201);
}

TEST_F(RedisStore, serves_the_child_of_a_fork_that_another_thread_first_uses_it_in) {
    constexpr unsigned kSecondsMax = 20;
    TcpProxy proxy(shared_server(redis_recipe()).port);
    Gate reply;
    proxy.set_rule([&reply](TcpProxy::Direction direction, std::string_view) {
        if (direction == TcpProxy::Direction::to_client) {
            reply.pass();
        }
        return TcpProxy::Verdict::pass;
    });
    const auto store = open_redis_store({.url = "redis://127.0.0.1:" + std::to_string(proxy.port()),
                                         .prefix = prefix_,
                                         .timeout = std::chrono::seconds(kSecondsMax)});
    std::thread first([&] { store->add(key("a"), 1); });
    ASSERT_TRUE(reply.wait_for(1));
    const pid_t child = fork();
    if (child == 0) {
        alarm(kSecondsMax);  // it would wait for a thread that it does not have
        try {
            store->add(key("a"), 10);
        } catch (const std::exception&) {
            _exit(1);
        }
        _exit(0);
    }
    reply.open();
    first.join();
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
    EXPECT_EQ(pending(*store, key("a")), 11);
}

TEST_F(RedisStore, applies_nothing_without_the_replicas_that_it_was_told_to_wait_for) {
    std::vector<std::string> said;
    const auto store = open_redis_store(
        {.url = url(),
         .prefix = prefix_,
         .timeout = milliseconds(50),
         .wait_replicas = 1,
         .log = [&](LogLevel, std::string_view text) { said.emplace_back(text); }});
    store->add(key("a"), 1);
    EXPECT_EQ(code_of([&] { store->make_durable(store->shard_of(OwnerRef("user", 1))); }),
              ErrorCode::unavailable);
    EXPECT_NE(message_.find("0 of 1 replicas"), std::string::npos) << message_;
    const auto alone = open_redis_store(
        {.url = url(), .prefix = prefix_, .log = [&](LogLevel, std::string_view text) {
             said.emplace_back(text);
         }});
    alone->make_durable(0);
    alone->make_durable(1);
    EXPECT_THAT(said, testing::ElementsAre(HasSubstr("appendonly yes")));
}

TEST_F(RedisStore, is_put_right_when_the_server_went_back_in_time) {
    ServerProcess server(durable_redis_recipe(), server_directory());
    server.start();
    const std::string where = redis_url(server.place());
    const auto store = open(where);
    const auto database = make_memory_database();
    const auto sync = [&] { return synchronize(*store, *database, system_clock(), {}, {}); };
    Reader reader(*store, *database, {});
    const auto value = [&] {
        const CounterRef counter = key("a");
        return reader.read({&counter, 1}, Deadline::never()).at(0);
    };
    store->add(key("a"), 1);
    sync();
    const std::string file = server.place().directory + "/appendonlydir/appendonly.aof.1.incr.aof";
    const auto size = std::filesystem::file_size(file);
    store->add(key("a"), 10);
    sync();
    store->add(key("a"), 100);
    sync();
    EXPECT_EQ(value(), 111);
    // It comes back without the two sets that the database has.
    server.kill();
    std::filesystem::resize_file(file, size);
    server.start();
    std::this_thread::sleep_for(milliseconds(50));
    store->add(key("a"), 1000);
    EXPECT_EQ(value(), 1111);
    const SyncReport report = sync();
    EXPECT_TRUE(report.store_went_back);
    EXPECT_EQ(value(), 1111);
    store->add(key("a"), 1);
    EXPECT_FALSE(sync().store_went_back);
    EXPECT_EQ(value(), 1112);
}

TEST_F(RedisStore, loses_nothing_acknowledged_by_a_server_that_syncs_its_file) {
    ServerProcess server(durable_redis_recipe(), server_directory());
    server.start();
    const auto store = open(redis_url(server.place()));
    std::int64_t counted = 0;
    std::int64_t in_doubt = 0;
    for (int round = 0; round < 3; ++round) {
        std::thread killer([&] {
            std::this_thread::sleep_for(milliseconds(60));
            server.kill();
        });
        for (bool runs = true; runs;) {
            try {
                store->add(key("a"), 1);
                ++counted;
            } catch (const Error& error) {
                in_doubt += error.in_doubt() ? 1 : 0;
                runs = false;
            }
        }
        killer.join();
        server.start();
        std::this_thread::sleep_for(milliseconds(50));
    }
    const std::int64_t found = pending(*store, key("a"));
    EXPECT_GT(counted, 0);
    EXPECT_GE(found, counted);
    EXPECT_LE(found, counted + in_doubt);
}

TEST_F(RedisStore, has_no_shard_beyond_its_last_and_some_at_least) {
    for (const std::uint32_t shards : {0U, 1025U}) {
        EXPECT_EQ(code_of([&] { (void)open_redis_store({.url = url(), .shards = shards}); }),
                  ErrorCode::invalid_argument);
        EXPECT_THAT(message_, HasSubstr("a Redis store has 1 ... 1024 shards, not "));
    }
    const auto store = open();
    EXPECT_EQ(code_of([&] { (void)store->seal(store->shard_count()); }),
              ErrorCode::invalid_argument);
    EXPECT_THAT(message_, HasSubstr("there is no shard "));
}

TEST_F(RedisStore, that_was_made_anew_with_other_shards_is_noticed) {
    const auto store = open();
    store->add(key("a"), 1);
    for (const std::string& name : run({"KEYS", prefix_ + "*"})) {
        run({"DEL", name});
    }
    const auto other = open_redis_store({.url = url(), .prefix = prefix_, .shards = 3});
    other->add(key("a"), 1);
    EXPECT_EQ(code_of([&] {
                  for (std::uint32_t shard = 0; shard < 3; ++shard) {
                      (void)store->seal(shard);
                  }
              }),
              ErrorCode::conflict);
    EXPECT_THAT(message_, HasSubstr("made anew with another number of shards; open it again"));
}

}  // namespace
}  // namespace model_counter::test
