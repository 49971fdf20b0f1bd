// A sync that finds nothing to do in Redis, however many counters the database has. The server is
// the benchmark's own; MODEL_COUNTER_BENCH_ROWS says how many counters are cold.

#include "bench/open_on_disk.hpp"
#include "bench/plain_redis.hpp"
#include "bench/rows.hpp"
#include "bench/scratch_directory.hpp"
#include "bench/workload.hpp"
#include "model_counter/counters.hpp"
#include "model_counter/redis_store.hpp"

#include <benchmark/benchmark.h>
#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

namespace model_counter::bench {
namespace {

constexpr std::uint32_t kAtOnce = 1'000'000;

void idle_sync(benchmark::State& state, std::uint32_t cold) {
    empty_redis();
    const ScratchDirectory directory;
    Counters counters(open_redis_store({.url = redis_url()}), open_migrated_database(directory));
    for (std::uint32_t first = 0; first < cold; first += kAtOnce) {
        std::vector<Increment> increments;
        for (std::uint32_t id = first; id < std::min(cold, first + kAtOnce); ++id) {
            increments.push_back({{OwnerRef(kOwnerType, id), kKey}, 1});
        }
        if (counters.increment_many(increments).done != increments.size()) {
            return state.SkipWithError("not everything was counted");
        }
        counters.sync();
    }
    for (auto _ : state) {
        counters.sync();
    }
    state.counters["ms"] =
        benchmark::Counter(static_cast<double>(state.iterations()) / 1000,
                           benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
    state.SetLabel("metric=ms aim<10");
}

void cold(benchmark::State& state) { idle_sync(state, rows()); }
void empty(benchmark::State& state) { idle_sync(state, 0); }

BENCHMARK(cold)->Name("redis_idle_sync:ours")->UseRealTime();
BENCHMARK(empty)->Name("redis_idle_sync:empty_database")->UseRealTime();

}  // namespace
}  // namespace model_counter::bench
