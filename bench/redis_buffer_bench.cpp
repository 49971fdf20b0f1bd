// Counting through a buffer in front of Redis, beside hiredis' own pipelines: popular counters more
// often than others, a million of them. The server is the benchmark's own, over a unix socket.

#include "bench/plain_redis.hpp"
#include "bench/rows.hpp"
#include "bench/scratch_directory.hpp"
#include "bench/workload.hpp"
#include "model_counter/buffered_store.hpp"
#include "model_counter/redis_store.hpp"

#include <benchmark/benchmark.h>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace model_counter::bench {
namespace {

constexpr std::size_t kPipeline = 10'000;

/// How many increments a run counts before it waits until all of them are in Redis.
std::int64_t increments_of_run() { return std::int64_t{rows()} * 30; }

std::unique_ptr<Store> open_empty(const std::string& directory) {
    empty_redis();
    auto store = make_buffered_store(open_redis_store({.url = redis_url(), .prefix = "ours:"}),
                                     {.directory = directory, .counters_max = 10'000'000});
    (void)store->shard_count();
    return store;
}

/// Acknowledged increments, while they are brought on beside it; or until the last one is in Redis.
void count(benchmark::State& state, const std::string& directory, bool until_all_are_in_redis) {
    const auto store = open_empty(directory);
    Walk walk(id_sequence(Spread::zipf, rows()), 0);
    for (auto _ : state) {
        for (std::int64_t i = 0; i < increments_of_run(); ++i) {
            store->add({OwnerRef(kOwnerType, walk.next()), kKey}, 1);
        }
        if (until_all_are_in_redis) {
            store->flush();
        }
    }
    state.SetItemsProcessed(state.iterations() * increments_of_run());
    store->close();
}

void acknowledged_in_memory(benchmark::State& state) {
    count(state, {}, false);
    state.SetLabel("aim>=10 aim@incrby>=20");
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
    PlainRedis redis;
    Walk walk(id_sequence(Spread::zipf, rows()), 0);
    const std::size_t pipelines = rows() / kPipeline + 1;
    for (auto _ : state) {
        for (std::size_t i = 0; i < pipelines; ++i) {
            for (std::size_t k = 0; k < kPipeline; ++k) {
                const std::uint32_t id = walk.next();
                redis.append(command, id % 8192, id);
            }
            for (std::size_t k = 0; k < kPipeline; ++k) {
                redis.take_reply();
            }
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(pipelines * kPipeline));
}

void hincrby(benchmark::State& state) { pipeline(state, "HINCRBY plain:%u user:%u:downloads 1"); }
void incrby(benchmark::State& state) { pipeline(state, "INCRBY plain:%u:user:%u:downloads 1"); }

/// Redis' own program with the most that it does: fifty connections, deep pipelines.
void by_redis_benchmark(benchmark::State& state) {
    constexpr int kConnections = 50;
    constexpr int kDeep = 1000;
    const std::int64_t commands = std::int64_t{rows()} * 2;
    empty_redis();
    for (auto _ : state) {
        state.SetIterationTime(static_cast<double>(commands) /
                               redis_benchmark(commands, rows(), kConnections, kDeep));
    }
    state.SetItemsProcessed(state.iterations() * commands);
}

/// 16 acknowledged increments a call.
void acknowledged_by_16(benchmark::State& state) {
    constexpr std::size_t kAtOnce = 16;
    const auto store = open_empty({});
    Walk walk(id_sequence(Spread::zipf, rows()), 0);
    std::vector<Increment> increments;
    for (auto _ : state) {
        for (std::int64_t i = 0; i < increments_of_run(); i += kAtOnce) {
            increments.clear();
            for (std::size_t k = 0; k < kAtOnce; ++k) {
                increments.push_back({{OwnerRef(kOwnerType, walk.next()), kKey}, 1});
            }
            if (store->add_many(increments).done != kAtOnce) {
                return state.SkipWithError("not everything was counted");
            }
        }
    }
    state.SetItemsProcessed(state.iterations() * increments_of_run());
    store->close();
    state.SetLabel("aim@incrby>=20");
}

BENCHMARK(acknowledged_in_memory)->Name("redis_buffered:ours")->UseRealTime()->Iterations(1);
BENCHMARK(hincrby)->Name("redis_buffered:hincrby")->UseRealTime()->Iterations(1);
BENCHMARK(incrby)->Name("redis_buffered:incrby")->UseRealTime()->Iterations(1);
BENCHMARK(by_redis_benchmark)
    ->Name("redis_buffered:redis_benchmark")
    ->UseManualTime()
    ->Iterations(1);
BENCHMARK(acknowledged_by_16)->Name("redis_buffered_by_16:ours")->UseRealTime()->Iterations(1);
BENCHMARK(incrby)->Name("redis_buffered_by_16:incrby")->UseRealTime()->Iterations(1);
BENCHMARK(in_redis_from_memory)->Name("redis_buffered_drained:ours")->UseRealTime()->Iterations(1);
BENCHMARK(hincrby)->Name("redis_buffered_drained:hincrby")->UseRealTime()->Iterations(1);
BENCHMARK(in_redis_from_files)->Name("redis_buffered_in_files:ours")->UseRealTime()->Iterations(1);
BENCHMARK(hincrby)->Name("redis_buffered_in_files:hincrby")->UseRealTime()->Iterations(1);

}  // namespace
}  // namespace model_counter::bench
