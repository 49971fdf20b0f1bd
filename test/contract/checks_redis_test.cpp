#include "model_counter/redis_store.hpp"
#include "support/need_server.hpp"
#include "support/redis_server.hpp"
#include "support/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <algorithm>
#include <filesystem>
#include <optional>

namespace model_counter::test {
namespace {

using testing::HasSubstr;
using Result = Check::Result;

class RedisChecks : public testing::Test {
protected:
    void SetUp() override {
        need_server(redis_recipe());
        if (!IsSkipped() && !HasFatalFailure()) {
            std::filesystem::permissions(directory_.path(), std::filesystem::perms(0711));
            server_.emplace(durable_redis_recipe(), directory_.file("server"));
            server_->start();
        }
    }

    [[nodiscard]] std::string url() const { return redis_url(server_->place()); }
    void run(const std::vector<std::string>& command) { redis_run(url(), command); }

    /// What the store finds under this name.
    Check found(const std::string& name, const RedisOptions& options) {
        const auto checks = open_redis_store(options)->checks();
        const auto check = std::find_if(checks.begin(), checks.end(),
                                        [&](const Check& one) { return one.name == name; });
        return check == checks.end() ? Check{"", Result::problem, "nothing of " + name, ""}
                                     : *check;
    }
    Check found(const std::string& name) { return found(name, {.url = url()}); }

    TemporaryDirectory directory_;
    std::optional<ServerProcess> server_;
};

TEST_F(RedisChecks, find_all_well_and_leave_nothing_behind) {
    const auto store = open_redis_store({.url = url()});
    (void)store->shard_count();
    const auto keys = [this] {
        auto names = redis_run(url(), {"KEYS", "*"});
        std::sort(names.begin(), names.end());
        return names;
    };
    const auto before = keys();
    EXPECT_EQ(before.size(), 1U + 16U) << "the layout, and the notes of each shard";
    for (const Check& check : store->checks()) {
        EXPECT_EQ(check.result, Result::good) << check.name << ": " << check.message;
        EXPECT_EQ(check.remedy, "");
    }
    EXPECT_EQ(keys(), before);
    EXPECT_THAT(found("Redis").message, HasSubstr("version 7."));
    EXPECT_THAT(found("persistence").message, HasSubstr("appendfsync always"));
    EXPECT_THAT(found("eviction").message, HasSubstr("noeviction"));
}

TEST_F(RedisChecks, say_what_a_crash_may_lose) {
    run({"CONFIG", "SET", "appendfsync", "everysec"});
    EXPECT_THAT(found("persistence").message, HasSubstr("the last second"));
    run({"CONFIG", "SET", "appendfsync", "no"});
    EXPECT_EQ(found("persistence").result, Result::warning);
    EXPECT_THAT(found("persistence").remedy, HasSubstr("everysec"));
}

TEST_F(RedisChecks, name_the_commands_that_a_user_lacks) {
    run({"ACL", "SETUSER", "counter", "on", ">secret", "~counter:*", "+@hash", "+@scripting",
         "+exists", "+renamenx", "+unlink", "+get", "+set", "+del", "+info", "+wait", "+ping",
         "+select"});
    const std::string theirs =
        "redis://counter:secret@127.0.0.1:" + std::to_string(server_->place().port);
    EXPECT_EQ(found("rights of Redis", {.url = theirs}).result, Result::good)
        << found("rights of Redis", {.url = theirs}).message;
    run({"ACL", "SETUSER", "counter", "-hincrby", "-wait"});
    const Check check = found("rights of Redis", {.url = theirs});
    EXPECT_EQ(check.result, Result::problem);
    EXPECT_THAT(check.message, HasSubstr("may not run HINCRBY, WAIT under counter:"));
    EXPECT_THAT(check.remedy, HasSubstr("~counter:* +hincrby +wait"));
    EXPECT_EQ(found("persistence", {.url = theirs}).message, "an append-only file")
        << "it may not ask how often that is synced";
}

TEST_F(RedisChecks, count_the_replicas_that_a_sync_waits_for) {
    EXPECT_EQ(found("replicas").result, Result::good);
    const Check check = found("replicas", {.url = url(), .wait_replicas = 2});
    EXPECT_EQ(check.result, Result::problem);
    EXPECT_THAT(check.message, HasSubstr("0 of the 2 replicas"));
}

TEST_F(RedisChecks, tell_when_the_memory_is_nearly_full) {
    run({"CONFIG", "SET", "maxmemory", "1gb"});
    EXPECT_EQ(found("memory").result, Result::good);
    EXPECT_THAT(found("memory").message, HasSubstr("of 1024 MiB of its maxmemory"));
    run({"CONFIG", "SET", "maxmemory", "1400000"});
    (void)open_redis_store({.url = url()})->shard_count();
    EXPECT_EQ(found("memory").result, Result::warning);
    EXPECT_THAT(found("memory").remedy, HasSubstr("raise maxmemory"));
}

}  // namespace
}  // namespace model_counter::test
