#include "contract/buffer_fixture.hpp"
#include "model_counter/embedded_store.hpp"

#include <gmock/gmock.h>
#include <filesystem>

namespace model_counter::test {
namespace {

using testing::HasSubstr;

/// Files and entries that no buffer of this library wrote.
using BufferDamage = BufferTest;

TEST_F(BufferDamage, of_an_entry_in_redis_is_named_and_loses_nothing) {
    const auto store = open(in_files());
    store->add(key(1), 1);
    store->flush();
    std::size_t damaged = 0;
    for (int shard = 0; shard < 4; ++shard) {
        const std::string sources = prefix_ + "{" + std::to_string(shard) + "}:sources";
        for (const std::string& name : run({"HKEYS", sources})) {
            run({"HSET", sources, name, "nonsense"});
            ++damaged;
        }
    }
    ASSERT_GT(damaged, 0U);
    for (int user = 1; user <= 50; ++user) {
        store->add(key(user), 1);
    }
    EXPECT_EQ(code_of([&] { store->flush(); }), ErrorCode::corrupt);
    EXPECT_THAT(message_, HasSubstr("a buffer's entry in the Redis store is not what this library "
                                    "writes; something else writes under its prefix"));
    for (int shard = 0; shard < 4; ++shard) {
        run({"DEL", prefix_ + "{" + std::to_string(shard) + "}:sources"});
    }
    EXPECT_EQ(pending(*store, key(1)), 2);
}

TEST_F(BufferDamage, of_files_that_are_an_embedded_stores_is_named) {
    {
        const auto other = open_embedded_store({.directory = files()});
        other->set(key(1), 5);
        other->close();
    }
    const auto code = code_of([&] {
        const auto store = open(in_files());
        store->flush();
    });
    EXPECT_EQ(code, ErrorCode::corrupt) << message_;
    EXPECT_THAT(message_, HasSubstr("a buffer holds a value or a removal, which no buffer does"));
}

/// What `doctor` is told of a user's rights for the buffer.
TEST_F(BufferDamage, of_rights_is_found_before_it_hurts) {
    const TemporaryDirectory server_files;
    std::filesystem::permissions(server_files.path(), std::filesystem::perms(0711));
    ServerProcess server(redis_recipe(), server_files.file("server"));
    server.start();
    const std::string admin = redis_url(server.place());
    redis_run(admin, {"ACL", "SETUSER", "counter", "on", ">secret", "~*", "+@all", "-@sortedset",
                      "-time"});
    const auto store = open(
        in_memory(), "redis://counter:secret@127.0.0.1:" + std::to_string(server.place().port));
    const auto found = [&] {
        for (const Check& check : store->checks()) {
            if (check.name == "rights for the buffer") {
                return check;
            }
        }
        return Check{};
    };
    EXPECT_EQ(found().result, Check::Result::problem);
    EXPECT_THAT(found().message, HasSubstr("may not run TIME, ZADD, ZREM, ZRANGEBYSCORE under"));
    EXPECT_THAT(found().remedy, HasSubstr(" +time +zadd +zrem +zrangebyscore"));
    redis_run(admin, {"ACL", "SETUSER", "counter", "+time", "+zadd", "+zrem", "+zrangebyscore"});
    EXPECT_EQ(found().result, Check::Result::good) << found().message;
    const std::vector<std::string> before = redis_run(admin, {"KEYS", "*probe*"});
    EXPECT_EQ(before.size(), 0U);
}

}  // namespace
}  // namespace model_counter::test
