#include "model_counter/memory_database.hpp"
#include "model_counter/redis_store.hpp"
#include "redis/node.hpp"
#include "store/redis/redis_store.hpp"
#include "support/catches_errors.hpp"
#include "support/need_server.hpp"
#include "support/redis_server.hpp"
#include "support/scripted_transport.hpp"
#include "support/temporary_directory.hpp"
#include "sync/reader.hpp"
#include "sync/synchronizer.hpp"

#include <gmock/gmock.h>
#include <filesystem>
#include <optional>
#include <thread>

namespace model_counter::test {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

/// A server that forgets, and what the database then has.
class RedisDurability : public testing::Test, protected CatchesErrors {
protected:
    void SetUp() override {
        need_server(redis_recipe());
        if (!IsSkipped() && !HasFatalFailure()) {
            std::filesystem::permissions(directory_.path(), std::filesystem::perms(0711));
            server_.emplace(durable_redis_recipe(), directory_.file("server"));
            server_->start();
            store_ = open_redis_store({.url = redis_url(server_->place())});
        }
    }

    static CounterRef counter() { return {OwnerRef("user", 1), "a"}; }
    void add(std::int64_t amount) { store_->add(counter(), amount); }

    SyncReport sync() {
        return synchronize(*store_, *database_, system_clock(),
                           [this](LogLevel, std::string_view text) { said_.emplace_back(text); },
                           {});
    }

    std::int64_t value() {
        Reader reader(*store_, *database_, {});
        const CounterRef asked = counter();
        return reader.read({&asked, 1}, Deadline::never()).at(0);
    }

    std::string file() {
        return server_->place().directory + "/appendonlydir/appendonly.aof.1.incr.aof";
    }

    /// It crashes, and what it comes back with is older.
    void restart_with(std::uintmax_t size) {
        server_->kill();
        std::filesystem::resize_file(file(), size);
        server_->start();
        std::this_thread::sleep_for(milliseconds(50));
    }

    TemporaryDirectory directory_;
    std::optional<ServerProcess> server_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<Database> database_ = make_memory_database();
    std::vector<std::string> said_;
};

TEST_F(RedisDurability, of_a_server_that_was_wiped_keeps_what_was_synced) {
    add(1);
    sync();
    add(10);
    redis_run(redis_url(server_->place()), {"FLUSHALL"});
    EXPECT_EQ(value(), 1);
    add(100);
    const SyncReport report = sync();
    EXPECT_FALSE(report.store_went_back);
    EXPECT_EQ(report.rows, 1U);
    EXPECT_EQ(value(), 101);
    add(1000);
    sync();
    EXPECT_EQ(value(), 1101);
}

TEST_F(RedisDurability, of_a_server_that_was_wiped_and_filled_again_to_the_same_numbers) {
    for (int i = 0; i < 3; ++i) {
        add(1);
        sync();
    }
    redis_run(redis_url(server_->place()), {"FLUSHALL"});
    for (int i = 0; i < 3; ++i) {
        add(10);
        sync();
    }
    EXPECT_EQ(value(), 33);
    EXPECT_TRUE(said_.empty());
}

TEST_F(RedisDurability, of_a_server_that_forgot_what_was_applied_drops_nothing_that_it_has) {
    add(1);
    sync();
    const auto size = std::filesystem::file_size(file());
    add(10);
    sync();
    add(100);
    sync();
    restart_with(size);
    add(1000);
    EXPECT_TRUE(sync().store_went_back);
    EXPECT_EQ(value(), 1111);
    EXPECT_THAT(said_, testing::Contains(HasSubstr("came back from an older state")));
    said_.clear();
    add(10'000);
    EXPECT_FALSE(sync().store_went_back);
    EXPECT_TRUE(said_.empty());
    EXPECT_EQ(value(), 11'111);
}

TEST_F(RedisDurability, of_a_server_that_forgot_only_the_discard_applies_nothing_twice) {
    add(1);
    sync();
    add(10);
    const std::uint32_t shard = store_->shard_of(OwnerRef("user", 1));
    ASSERT_TRUE(store_->seal(shard));
    const auto size = std::filesystem::file_size(file());
    sync();
    EXPECT_EQ(value(), 11);
    restart_with(size);
    EXPECT_EQ(value(), 11);
    sync();
    EXPECT_EQ(value(), 11);
    EXPECT_TRUE(store_->state(shard).waiting.empty());
}

TEST_F(RedisDurability, of_a_server_that_forgot_a_seal_doubles_only_what_it_says) {
    add(1);
    sync();
    add(10);
    const auto size = std::filesystem::file_size(file());
    sync();
    restart_with(size);
    const SyncReport report = sync();
    EXPECT_TRUE(report.store_went_back);
    EXPECT_EQ(value(), 21) << "it has the ten still open; a confirmed seal cannot be forgotten";
    EXPECT_THAT(said_, testing::Contains(HasSubstr("came back from an older state")));
}

TEST_F(RedisDurability, of_a_server_that_forgot_the_first_sync_of_all_says_what_it_doubles) {
    add(10);
    const auto size = std::filesystem::file_size(file());
    sync();
    restart_with(size);
    EXPECT_TRUE(sync().store_went_back);
    EXPECT_EQ(value(), 20);
    EXPECT_THAT(said_, testing::Contains(HasSubstr("came back from an older state")));
}

/// A Redis of a version that is not to be had here: its side of the talk is written down.
TEST(RedisWaitaof, confirms_a_seal_where_the_server_has_it) {
    Conversation talk;
    Conversation waiting;
    const auto node = [](Conversation& one) {
        return std::make_unique<redis::Node>(
            redis::parse_server_url("redis://host"),
            [&one](const Deadline&) -> std::unique_ptr<redis::Transport> {
                return std::make_unique<ScriptedTransport>(one);
            });
    };
    const std::string info = "redis_version:7.2.0\r\nmaxmemory_policy:noeviction\r\naof_enabled:1";
    talk.answer("$" + std::to_string(info.size()) + "\r\n" + info +
                "\r\n*2\r\n$11\r\nappendfsync\r\n$8\r\neverysec\r\n");
    talk.answer("*5\r\n$1\r\n1\r\n$1\r\n1\r\n$3\r\n512\r\n$-1\r\n$1\r\n1\r\n");
    const auto store =
        redis::make_redis_store({.shards = 1, .wait_replicas = 2}, node(talk), node(waiting));
    waiting.answer(":1\r\n*2\r\n:1\r\n:2\r\n");
    EXPECT_NO_THROW(store->make_durable(0));
    EXPECT_THAT(waiting.heard,
                HasSubstr("*4\r\n$7\r\nWAITAOF\r\n$1\r\n1\r\n$1\r\n2\r\n$4\r\n5000\r\n"));
    for (const char* const short_of : {":0\r\n*2\r\n:0\r\n:2\r\n", ":0\r\n*2\r\n:1\r\n:1\r\n"}) {
        waiting.answer(short_of);
        EXPECT_THROW(store->make_durable(0), Error) << short_of;
    }
}

}  // namespace
}  // namespace model_counter::test
