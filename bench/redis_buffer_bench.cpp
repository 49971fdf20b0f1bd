// Counting through a buffer in front of Redis, beside hiredis' own pipelines: popular counters more
// often than others, a million of them. The server is the benchmark's own, over a unix socket.

#include "bench/rows.hpp"
#include "bench/scratch_directory.hpp"
#include "bench/workload.hpp"
#include "model_counter/buffered_store.hpp"
#include "model_counter/redis_store.hpp"
#include "support/redis_server.hpp"
#include "support/shared_server.hpp"

#include <benchmark/benchmark.h>
#include <hiredis/hiredis.h>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>

namespace model_counter::bench {
namespace {

constexpr std::size_t kPipeline = 10'000;

const test::ServerPlace& server() { return test::shared_server(test::redis_recipe()); }
std::string url() { return test::redis_socket_url(server()); }

/// How many increments a run counts before it waits until all of them are in Redis.
std::int64_t increments() { return std::int64_t{rows()} * 30; }

std::unique_ptr<Store> open_empty(const std::string& directory) {
    test::redis_run(url(), {"FLUSHALL"});
    auto store = make_buffered_store(open_redis_store({.url = url(), .prefix = "ours:"}),
                                     {.directory = directory, .counters_max = 10'000'000});
    (void)store->shard_count();
    return store;
}

/// Acknowledged increments, while they are brought on beside it; or until the last one is in Redis.
void count(benchmark::State& state, const std::string& directory, bool until_all_are_in_redis) {
    const auto store = open_empty(directory);
    Walk walk(id_sequence(Spread::zipf, rows()), 0);
    for (auto _ : state) {
        for (std::int64_t i = 0; i < increments(); ++i) {
            store->add({OwnerRef(kOwnerType, walk.next()), kKey}, 1);
        }
        if (until_all_are_in_redis) {
            store->flush();
        }
    }
    state.SetItemsProcessed(state.iterations() * increments());
    store->close();
}

void acknowledged_in_memory(benchmark::State& state) {
    count(state, {}, false);
    state.SetLabel("aim>=10");
}

void in_redis_from_memory(benchmark::State& state) {
    count(state, {}, true);
    state.SetLabel("aim>=10");
}

void in_redis_from_files(benchmark::State& state) {
    const ScratchDirectory directory;
    count(state, directory.path().string(), true);
    state.SetLabel("aim>=10");
}

/// The pipeline that one writes by hand. `command` has two places for the counter's number.
void pipeline(benchmark::State& state, const char* command) {
    const std::unique_ptr<redisContext, decltype(&redisFree)> context(
        redisConnectUnix((server().directory + "/redis.sock").c_str()), redisFree);
    if (context == nullptr || context->err != 0) {
        throw std::runtime_error("hiredis does not connect");
    }
    test::redis_run(url(), {"FLUSHALL"});
    Walk walk(id_sequence(Spread::zipf, rows()), 0);
    const std::size_t pipelines = rows() / kPipeline + 1;
    for (auto _ : state) {
        for (std::size_t i = 0; i < pipelines; ++i) {
            for (std::size_t k = 0; k < kPipeline; ++k) {
                const std::uint32_t id = walk.next();
                redisAppendCommand(context.get(), command, id % 8192, id);
            }
            for (std::size_t k = 0; k < kPipeline; ++k) {
                void* reply = nullptr;
                if (redisGetReply(context.get(), &reply) != REDIS_OK) {
                    throw std::runtime_error("hiredis lost the connection");
                }
                freeReplyObject(reply);
            }
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(pipelines * kPipeline));
}

void hincrby(benchmark::State& state) { pipeline(state, "HINCRBY plain:%u user:%u:downloads 1"); }
void incrby(benchmark::State& state) { pipeline(state, "INCRBY plain:%u:user:%u:downloads 1"); }

BENCHMARK(acknowledged_in_memory)->Name("redis_buffered:ours")->UseRealTime()->Iterations(1);
BENCHMARK(hincrby)->Name("redis_buffered:hincrby")->UseRealTime()->Iterations(1);
BENCHMARK(incrby)->Name("redis_buffered:incrby")->UseRealTime()->Iterations(1);
BENCHMARK(in_redis_from_memory)->Name("redis_buffered_drained:ours")->UseRealTime()->Iterations(1);
BENCHMARK(hincrby)->Name("redis_buffered_drained:hincrby")->UseRealTime()->Iterations(1);
BENCHMARK(in_redis_from_files)->Name("redis_buffered_in_files:ours")->UseRealTime()->Iterations(1);
BENCHMARK(hincrby)->Name("redis_buffered_in_files:hincrby")->UseRealTime()->Iterations(1);

}  // namespace
}  // namespace model_counter::bench
