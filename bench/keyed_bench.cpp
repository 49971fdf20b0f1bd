// Increments by owner and key over a million counters, beside hash maps behind sharded mutexes.

#include "bench/flat_map.hpp"
#include "bench/forked_run.hpp"
#include "bench/key_text.hpp"
#include "bench/line_map.hpp"
#include "bench/live_counters.hpp"
#include "bench/random_memory.hpp"
#include "bench/unordered_map.hpp"
#include "bench/workload.hpp"

#include <benchmark/benchmark.h>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <thread>
#include <utility>

namespace model_counter::bench {
namespace {

constexpr std::uint32_t kCounters = 1'000'000;
constexpr std::int64_t kBatch = 16;
constexpr int kPerProcess = 2'000'000;

Counters& ours() {
    static LiveCounters live(kCounters);
    return live.counters();
}

template <class Map>
void fill(Map& map) {
    for (const std::uint32_t id : shuffled_ids(kCounters)) {
        map.add(KeyText(id).text(), 1);
    }
}

template <LineMap::Sharing sharing>
LineMap& line_map() {
    static LineMap map(kCounters, sharing);
    static const bool is_full = (fill(map), true);
    benchmark::DoNotOptimize(is_full);
    return map;
}

template <class Map>
Map& full_map() {
    static Map map;
    static const bool is_full = (fill(map), true);
    benchmark::DoNotOptimize(is_full);
    return map;
}

RandomMemory& random_memory() {
    static RandomMemory memory(kCounters);
    return memory;
}

void add_to(Counters& counters, std::uint32_t id) {
    counters.increment(OwnerRef(kOwnerType, id), kKey);
}
template <class Map>
void add_to(Map& map, std::uint32_t id) {
    map.add(KeyText(id).text(), 1);
}

void add_to(RandomMemory& memory, std::uint32_t id) { memory.add(id, 1); }

template <class Target>
void one_by_one(benchmark::State& state, Target& target, Spread spread) {
    Walk walk(id_sequence(spread, kCounters), state.thread_index());
    for (auto _ : state) {
        add_to(target, walk.next());
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

void by_sixteen(benchmark::State& state, Spread spread) {
    Counters& counters = ours();
    Walk walk(id_sequence(spread, kCounters), state.thread_index());
    for (auto _ : state) {
        const auto one = [&] { return Increment{{OwnerRef(kOwnerType, walk.next()), kKey}, 1}; };
        const std::array<Increment, std::size_t{kBatch}> batch{
            one(), one(), one(), one(), one(), one(), one(), one(),
            one(), one(), one(), one(), one(), one(), one(), one()};
        const BulkResult result = counters.increment_many(batch);
        benchmark::DoNotOptimize(result.done);
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * kBatch);
}

template <class Target>
void in_processes(benchmark::State& state, int processes, Target& target, Spread spread) {
    const auto& ids = id_sequence(spread, kCounters);
    for (auto _ : state) {
        state.SetIterationTime(run_in_processes(processes, [&](int process) {
            Walk walk(ids, process);
            for (int i = 0; i < kPerProcess; ++i) {
                add_to(target, walk.next());
            }
        }));
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * processes *
                            kPerProcess);
}

/// What a map that processes cannot share does best.
void in_two_threads(benchmark::State& state, FlatMap& map, Spread spread) {
    const auto& ids = id_sequence(spread, kCounters);
    for (auto _ : state) {
        const auto work = [&](int thread) {
            Walk walk(ids, thread);
            for (int i = 0; i < kPerProcess; ++i) {
                add_to(map, walk.next());
            }
        };
        const auto begin = std::chrono::steady_clock::now();
        std::thread other(work, 1);
        work(0);
        other.join();
        const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
        state.SetIterationTime(passed.count());
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * 2 * kPerProcess);
}

constexpr auto kInThreads = LineMap::Sharing::threads;
constexpr auto kInProcesses = LineMap::Sharing::processes;

/// One thread is measured by its processor time, which others on the machine disturb less; several
/// by the time that passes.
void add_threads(Spread spread, const std::string& name) {
    const auto add = [&](const std::string& side, auto run) {
        const std::string full_name = "keyed_" + name + ":" + side;
        benchmark::RegisterBenchmark(full_name.c_str(), run);
        benchmark::RegisterBenchmark(full_name.c_str(), run)->Threads(2)->UseRealTime();
    };
    add("ours", [spread](benchmark::State& state) {
        state.SetLabel("aim>=4 aim@random_memory>=0.3");
        one_by_one(state, ours(), spread);
    });
    add("flat_map",
        [spread](benchmark::State& state) { one_by_one(state, full_map<FlatMap>(), spread); });
    add("line_map",
        [spread](benchmark::State& state) { one_by_one(state, line_map<kInThreads>(), spread); });
    add("unordered_map",
        [spread](benchmark::State& state) { one_by_one(state, full_map<UnorderedMap>(), spread); });
    add("random_memory",
        [spread](benchmark::State& state) { one_by_one(state, random_memory(), spread); });
}

void add_batches(Spread spread, const std::string& name) {
    const auto add = [&](const std::string& side, auto run) {
        benchmark::RegisterBenchmark(("keyed_by_16_" + name + ":" + side).c_str(), run);
    };
    add("ours", [spread](benchmark::State& state) {
        state.SetLabel("aim>=8 aim@random_memory>=0.85");
        by_sixteen(state, spread);
    });
    add("flat_map",
        [spread](benchmark::State& state) { one_by_one(state, full_map<FlatMap>(), spread); });
    add("line_map",
        [spread](benchmark::State& state) { one_by_one(state, line_map<kInThreads>(), spread); });
    add("unordered_map",
        [spread](benchmark::State& state) { one_by_one(state, full_map<UnorderedMap>(), spread); });
    add("random_memory",
        [spread](benchmark::State& state) { one_by_one(state, random_memory(), spread); });
}

void add_processes(Spread spread, const std::string& name) {
    const auto add = [&](const std::string& side, auto run) {
        benchmark::RegisterBenchmark(("keyed_two_processes_" + name + ":" + side).c_str(), run)
            ->UseManualTime()
            ->Iterations(1);
    };
    add("ours", [spread](benchmark::State& state) {
        state.SetLabel("aim>=3 aim@one_process>=1.8");
        in_processes(state, 2, ours(), spread);
    });
    add("flat_map_in_threads",
        [spread](benchmark::State& state) { in_two_threads(state, full_map<FlatMap>(), spread); });
    add("line_map", [spread](benchmark::State& state) {
        in_processes(state, 2, line_map<kInProcesses>(), spread);
    });
    add("one_process",
        [spread](benchmark::State& state) { in_processes(state, 1, ours(), spread); });
}

const bool kAreAdded = [] {
    for (const auto& [spread, name] :
         {std::pair(Spread::uniform, "uniform"), std::pair(Spread::zipf, "zipf")}) {
        add_threads(spread, name);
        add_batches(spread, name);
        add_processes(spread, name);
    }
    return true;
}();

}  // namespace
}  // namespace model_counter::bench
