#include "model_counter/encoded_id.hpp"
#include "store/redis/checks.hpp"
#include "store/redis/failure.hpp"
#include "store/redis/field.hpp"
#include "store/redis/layout.hpp"
#include "store/redis/meta.hpp"
#include "store/redis/server_facts.hpp"
#include "store/redis/shard_sets.hpp"
#include "support/arbitrary_ids.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace model_counter::test {
namespace {

using namespace redis;

Reply text(std::string words) {
    Reply reply;
    reply.kind = Reply::Kind::text;
    reply.text = std::move(words);
    return reply;
}

Reply notes(const std::string& waiting) {
    Reply reply;
    reply.kind = Reply::Kind::list;
    reply.list = {text("0123"), text("5"), text("2"), text(waiting), text("1 16 512")};
    return reply;
}

TEST(RedisField, is_the_canonical_text_and_reads_back) {
    for (const CounterRef& counter :
         {CounterRef{OwnerRef("user", 1), "downloads"}, CounterRef{OwnerRef("user", -7), "a"},
          CounterRef{OwnerRef("a b", "x:y%z"), "k"},
          CounterRef{OwnerRef("user", "01"), "\xc3\xa4"}}) {
        const Field field(counter);
        EXPECT_EQ(field.text, canonical_text(counter));
        EXPECT_EQ(field.owner(), owner_part(counter.owner));
        EXPECT_EQ(encoded_of_field(field.text), encode(counter));
        EXPECT_NE(field.text.front(), kMark);
    }
}

TEST(RedisField, has_the_same_place_for_ever) {
    // When this turns red, counters of stores that exist are not found again.
    const Layout layout{16, 512};
    const Field field(CounterRef{OwnerRef("user", 1), "downloads"});
    EXPECT_EQ(hash_of(""), 0x2180a92350d49cceU);
    EXPECT_EQ(layout.shard_of(field.owner()), 10U);
    EXPECT_EQ(layout.bucket_of(field.text), 364U);
    const Keys keys("counter:");
    EXPECT_EQ(keys.open(7, 3), "counter:{7}:open:3");
    EXPECT_EQ(keys.set(7, 99, 3), "counter:{7}:set:99:3");
    EXPECT_EQ(keys.meta(7), "counter:{7}:meta");
    EXPECT_EQ(keys.lock(7), "counter:{7}:lock");
    EXPECT_EQ(keys.layout(), "counter:layout");
}

TEST(RedisField, spreads_evenly) {
    const Layout layout{16, 512};
    std::vector<int> sizes(16 * 512);
    for (int i = 0; i < 819'200; ++i) {
        const Field field(CounterRef{OwnerRef("user", i), "downloads"});
        ++sizes[layout.shard_of(field.owner()) * 512 + layout.bucket_of(field.text)];
    }
    const auto [least, most] = std::minmax_element(sizes.begin(), sizes.end());
    EXPECT_GT(*least, 50);
    EXPECT_LT(*most, 160);
}

TEST(RedisMeta, reads_back_what_it_writes) {
    const std::vector<WaitingSet> sets{{{3, 77}, 12, {0, 5, 511}}, {{4, UINT64_MAX}, 1, {8}}};
    const std::string text = waiting_text(sets);
    EXPECT_TRUE(text.starts_with("3:77:12:12")) << text;
    const Meta meta = parse_meta(notes(text));
    EXPECT_EQ(meta.store_id, "0123");
    EXPECT_EQ(meta.next, 5U);
    EXPECT_EQ(meta.discarded, 2U);
    ASSERT_EQ(meta.waiting.size(), 2U);
    EXPECT_EQ(meta.waiting[0].id, sets[0].id);
    EXPECT_EQ(meta.waiting[0].fields, 12U);
    EXPECT_EQ(meta.waiting[0].buckets, sets[0].buckets);
    EXPECT_EQ(meta.find(UINT64_MAX)->id.seq, 4U);
    EXPECT_EQ(meta.find(5), nullptr);
    EXPECT_EQ(waiting_text(meta.waiting), text);
    EXPECT_TRUE(parse_meta(notes("")).waiting.empty());
}

TEST(RedisMeta, refuses_what_it_does_not_write) {
    for (const char* bad : {"x", "1:2:3", "1:2:x:1", "1:2:3:g", "1::3:1", "-1:2:3:1"}) {
        EXPECT_THROW((void)parse_meta(notes(bad)), Error) << bad;
    }
    EXPECT_THROW((void)parse_meta(Reply{}), Error);
}

TEST(RedisChange, is_told_by_the_field_and_its_mark) {
    const std::string five = "5";
    const std::string set(kMarkSet);
    const std::string removed(kMarkRemoved);
    const std::string other = "?";
    EXPECT_EQ(change_of(nullptr, nullptr), std::nullopt);
    EXPECT_EQ(change_of(&five, nullptr), (Change{Change::Kind::add, 5}));
    EXPECT_EQ(change_of(&five, &set), (Change{Change::Kind::set, 5}));
    EXPECT_EQ(change_of(nullptr, &removed), (Change{Change::Kind::remove, 0}));
    EXPECT_EQ(change_of(&five, &removed), (Change{Change::Kind::set, 5}));
    EXPECT_THROW((void)change_of(&five, &other), Error);
    EXPECT_THROW((void)change_of(nullptr, &set), Error);
    EXPECT_THROW((void)change_of(&other, nullptr), Error);
}

TEST(RedisFailure, tells_what_was_done_and_what_to_do) {
    Reply reply = text("cut");
    reply.kind = Reply::Kind::unsent;
    EXPECT_EQ(error_of(reply, "x").kind(), ErrorCode::unavailable);
    reply.kind = Reply::Kind::lost;
    EXPECT_TRUE(error_of(reply, "x").in_doubt());
    reply.kind = Reply::Kind::error;
    reply.text = "NOPERM this user has no permissions to run the 'hincrby' command";
    EXPECT_THAT(error_of(reply, "x").what(), testing::HasSubstr("docs/operating/redis.md"));
    reply.text = "WRONGTYPE Operation against a key holding the wrong kind of value";
    EXPECT_EQ(error_of(reply, "x").kind(), ErrorCode::corrupt);
    reply.text = "ERR increment or decrement would overflow";
    EXPECT_TRUE(is_overflow(reply));
}

TEST(RedisServerFacts, come_from_info) {
    const ServerFacts facts = parse_info(
        "# Server\r\nredis_version:7.2.4\r\n# Memory\r\nused_memory:100\r\nmaxmemory:0\r\n"
        "maxmemory_policy:allkeys-lru\r\naof_enabled:1\r\ncluster_enabled:0\r\n");
    EXPECT_EQ(facts.major, 7U);
    EXPECT_EQ(facts.minor, 2U);
    EXPECT_TRUE(facts.has_waitaof());
    EXPECT_TRUE(facts.evicts());
    EXPECT_EQ(facts.memory_used, 100U);
    EXPECT_TRUE(facts.has_append_only_file);
    EXPECT_EQ(facts.warnings().size(), 1U);
    EXPECT_FALSE(parse_info("redis_version:7.0.15").has_waitaof());
    EXPECT_EQ(parse_info("redis_version:").major, 0U);
    EXPECT_EQ(parse_info("").warnings().size(), 1U) << "no append-only file";
}

TEST(RedisServerFacts, show_what_is_wrong) {
    const auto problems = [](const std::string& info) {
        std::string names;
        for (const Check& check : checks_of(parse_info("redis_version:7.0.15\r\n" + info), 1)) {
            if (check.result != Check::Result::good) {
                EXPECT_NE(check.remedy, "") << check.name;
                names += std::string(check.result == Check::Result::problem ? "!" : "?") +
                         check.name + " ";
            }
        }
        return names;
    };
    const std::string good = "role:master\r\nconnected_slaves:1\r\n";
    EXPECT_EQ(problems(good), "");
    EXPECT_EQ(problems("role:master\r\nconnected_slaves:0\r\n"), "!replicas ");
    EXPECT_EQ(problems("role:slave\r\nconnected_slaves:1\r\n"), "!replicas ");
    EXPECT_EQ(problems(good + "aof_enabled:1\r\naof_last_write_status:err\r\n"), "!persistence ");
    EXPECT_EQ(problems(good + "rdb_last_bgsave_status:err\r\n"), "?persistence ");
    EXPECT_EQ(problems(good + "used_memory:700\r\nmaxmemory:1000\r\n"), "");
    EXPECT_EQ(problems(good + "used_memory:900\r\nmaxmemory:1000\r\n"), "?memory ");
    EXPECT_EQ(problems(good + "used_memory:900\r\ntotal_system_memory:1000\r\n"), "?memory ");
}

}  // namespace
}  // namespace model_counter::test
