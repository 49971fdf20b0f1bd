#pragma once

#include "contract/store_contract.hpp"
#include "model_counter/buffered_store.hpp"
#include "model_counter/redis_store.hpp"
#include "support/need_server.hpp"
#include "support/redis_server.hpp"
#include "support/shared_server.hpp"
#include "support/temporary_directory.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace model_counter::test {

/// Buffers in front of a Redis store.
class BufferTest : public testing::Test, protected CatchesErrors {
protected:
    using milliseconds = std::chrono::milliseconds;
    static constexpr milliseconds kNever{3'600'000};

    void SetUp() override {
        need_server(redis_recipe());
        (void)url();  // starts it here, before a child process would start one of its own
    }

    static std::string url() { return redis_socket_url(shared_server(redis_recipe())); }
    static std::vector<std::string> run(const std::vector<std::string>& command) {
        return redis_run(url(), command);
    }

    [[nodiscard]] std::unique_ptr<Store> open_plain(const std::string& where = url()) const {
        return open_redis_store(
            {.url = where, .prefix = prefix_, .timeout = milliseconds(2000), .shards = 4});
    }

    /// Where a buffer's files are in these tests.
    [[nodiscard]] std::string files() const { return directory_.file("buffer"); }

    [[nodiscard]] BufferOptions in_memory(milliseconds flush_every = kNever) {
        return {.flush_every = flush_every, .timeout = milliseconds(3000), .log = log()};
    }
    [[nodiscard]] BufferOptions in_files(milliseconds flush_every = kNever) {
        BufferOptions options = in_memory(flush_every);
        options.directory = files();
        return options;
    }

    [[nodiscard]] std::unique_ptr<Store> open(const BufferOptions& options,
                                              const std::string& where = url()) const {
        return make_buffered_store(open_plain(where), options);
    }

    static CounterRef key(std::int64_t user, std::string_view name = "a") {
        return {OwnerRef("user", user), name};
    }

    /// What a store holds of a counter and no database has; parts that are no amounts fail.
    static std::int64_t pending(Store& store, const CounterRef& counter) {
        const ShardView view = store.read(store.shard_of(counter.owner), {&counter, 1});
        std::int64_t sum = 0;
        for (const Part& part : view.counters.at(0)) {
            sum += part.change.amount;
        }
        return sum;
    }
    [[nodiscard]] std::int64_t in_redis(const CounterRef& counter) const {
        return pending(*open_plain(), counter);
    }

    /// How many ledger entries of buffers there are, over all shards.
    [[nodiscard]] std::size_t entries() const {
        std::size_t sum = 0;
        for (int shard = 0; shard < 4; ++shard) {
            const std::string names = prefix_ + "{" + std::to_string(shard) + "}:sources";
            sum += std::stoul(run({"HLEN", names}).at(0));
            EXPECT_EQ(run({"HLEN", names}), run({"ZCARD", names + ":used"}));
        }
        return sum;
    }

    /// A sink that keeps what it is told.
    [[nodiscard]] LogSink log() {
        return [said = said_](LogLevel, std::string_view text) {
            const std::lock_guard lock(said->mutex);
            said->lines.emplace_back(text);
        };
    }
    [[nodiscard]] std::vector<std::string> said() const {
        const std::lock_guard lock(said_->mutex);
        return said_->lines;
    }

    /// For a server of the test's own, which another user runs.
    [[nodiscard]] std::string server_directory() const {
        std::filesystem::permissions(directory_.path(), std::filesystem::perms(0711));
        return directory_.file("server");
    }

    struct Said {
        std::mutex mutex;
        std::vector<std::string> lines;
    };

    std::string prefix_ = unused_redis_prefix();
    TemporaryDirectory directory_;
    std::shared_ptr<Said> said_ = std::make_shared<Said>();
};

}  // namespace model_counter::test
