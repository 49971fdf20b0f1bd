#include "contract/buffer_fixture.hpp"
#include "model_counter/embedded_store.hpp"

#include <gmock/gmock.h>

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

}  // namespace
}  // namespace model_counter::test
