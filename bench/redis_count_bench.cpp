// Counting in Redis over a unix socket, beside hiredis: one by one, many at once, from eight
// threads; and the memory that a pending counter takes. The server is the benchmark's own.

#include "bench/plain_redis.hpp"
#include "bench/rows.hpp"
#include "bench/workload.hpp"
#include "model_counter/redis_store.hpp"
#include "support/redis_server.hpp"

#include <benchmark/benchmark.h>
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace model_counter::bench {
namespace {

constexpr std::uint32_t kCounters = 100'000;
constexpr std::size_t kBulk = 10'000;

/// A store under a prefix of its own; what earlier ones left is gone.
std::unique_ptr<Store> open_empty() {
    empty_redis();
    return open_redis_store({.url = redis_url(), .prefix = "ours:"});
}

/// What one writes by hand: a hash for each of 8192 groups of ids.
void append_hincrby(PlainRedis& redis, std::uint32_t id) {
    redis.append("HINCRBY plain:%u user:%u:downloads 1", id % 8192, id);
}

void one_by_one_ours(benchmark::State& state) {
    const auto store = open_empty();
    Walk walk(id_sequence(Spread::uniform, kCounters), 0);
    for (auto _ : state) {
        store->add({OwnerRef(kOwnerType, walk.next()), kKey}, 1);
    }
    state.SetItemsProcessed(state.iterations());
}

void one_by_one_beside_others(benchmark::State& state) {
    one_by_one_ours(state);
    state.SetLabel("aim>=0.95");
}

void one_by_one_hincrby(benchmark::State& state) {
    PlainRedis plain;
    Walk walk(id_sequence(Spread::uniform, kCounters), 0);
    for (auto _ : state) {
        append_hincrby(plain, walk.next());
        plain.take_reply();
    }
    state.SetItemsProcessed(state.iterations());
}

void one_by_one_incrby(benchmark::State& state) {
    PlainRedis plain;
    Walk walk(id_sequence(Spread::uniform, kCounters), 0);
    for (auto _ : state) {
        plain.run("INCRBY plain:user:%u:downloads 1", walk.next());
    }
    state.SetItemsProcessed(state.iterations());
}

/// Redis' own program, with one connection and no pipeline.
void one_by_one_redis_benchmark(benchmark::State& state) {
    constexpr std::int64_t kCommands = 20'000;
    empty_redis();
    for (auto _ : state) {
        state.SetIterationTime(kCommands / redis_benchmark(kCommands, kCounters, 1, 1));
    }
    state.SetItemsProcessed(state.iterations() * kCommands);
}

void bulk_ours(benchmark::State& state) {
    const auto store = open_empty();
    Walk walk(id_sequence(Spread::uniform, kCounters), 0);
    std::vector<Increment> increments;
    for (auto _ : state) {
        increments.clear();
        for (std::size_t i = 0; i < kBulk; ++i) {
            increments.push_back({{OwnerRef(kOwnerType, walk.next()), kKey}, 1});
        }
        if (store->add_many(increments).done != kBulk) {
            state.SkipWithError("not everything was counted");
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kBulk));
    state.SetLabel("aim>=0.9");
}

void bulk_hincrby(benchmark::State& state) {
    PlainRedis plain;
    Walk walk(id_sequence(Spread::uniform, kCounters), 0);
    for (auto _ : state) {
        for (std::size_t i = 0; i < kBulk; ++i) {
            append_hincrby(plain, walk.next());
        }
        for (std::size_t i = 0; i < kBulk; ++i) {
            plain.take_reply();
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kBulk));
}

constexpr int kThreads = 8;
constexpr int kEach = 5'000;

void eight_threads(benchmark::State& state) {
    const auto store = open_empty();
    (void)store->shard_count();
    for (auto _ : state) {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < kThreads; ++thread) {
            threads.emplace_back([&store, thread] {
                Walk walk(id_sequence(Spread::uniform, kCounters), thread);
                for (int i = 0; i < kEach; ++i) {
                    store->add({OwnerRef(kOwnerType, walk.next()), kKey}, 1);
                }
            });
        }
    }
    state.SetItemsProcessed(state.iterations() * kThreads * kEach);
    state.SetLabel("aim>=3");
}

std::uint64_t used_memory() {
    const std::string info = test::redis_run(redis_url(), {"INFO", "memory"}).at(0);
    return std::strtoull(info.c_str() + info.find("used_memory:") + 12, nullptr, 10);
}

void memory(benchmark::State& state) {
    for (auto _ : state) {
        const auto store = open_empty();
        (void)store->shard_count();
        const std::uint64_t before = used_memory();
        std::vector<Increment> increments;
        for (const std::uint32_t id : shuffled_ids(rows())) {
            increments.push_back({{OwnerRef(kOwnerType, id), kKey}, 1 + id % 50});
        }
        if (store->add_many(increments).done != increments.size()) {
            state.SkipWithError("not everything was counted");
        }
        state.counters["bytes"] = static_cast<double>(used_memory() - before) / rows();
    }
    state.SetLabel("metric=bytes aim<45");
}

BENCHMARK(one_by_one_beside_others)->Name("redis_one_by_one:ours")->UseRealTime();
BENCHMARK(one_by_one_hincrby)->Name("redis_one_by_one:hincrby")->UseRealTime();
BENCHMARK(one_by_one_incrby)->Name("redis_one_by_one:incrby")->UseRealTime();
BENCHMARK(one_by_one_redis_benchmark)
    ->Name("redis_one_by_one:redis_benchmark")
    ->UseManualTime()
    ->Iterations(1);
BENCHMARK(bulk_ours)->Name("redis_bulk:ours")->UseRealTime();
BENCHMARK(bulk_hincrby)->Name("redis_bulk:hincrby")->UseRealTime();
BENCHMARK(eight_threads)->Name("redis_threads:ours")->UseRealTime();
BENCHMARK(one_by_one_ours)->Name("redis_threads:one_thread")->UseRealTime();
BENCHMARK(memory)->Name("redis_memory:ours")->Iterations(1);

}  // namespace
}  // namespace model_counter::bench
