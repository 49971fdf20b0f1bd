// What becomes of increments, of memory and of a sync as there are more and more counters.

#include "bench/flat_map.hpp"
#include "bench/key_text.hpp"
#include "bench/line_map.hpp"
#include "bench/live_counters.hpp"
#include "bench/open_on_disk.hpp"
#include "bench/random_memory.hpp"
#include "bench/rows.hpp"
#include "bench/scratch_directory.hpp"
#include "bench/workload.hpp"
#include "model_counter/counters.hpp"

#include <benchmark/benchmark.h>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace model_counter::bench {
namespace {

using State = benchmark::State;

/// Beside the sync of so few, one of many shows whether its time grows with them alone.
constexpr std::uint32_t kFewRows = 10'000;

/// Filling so many takes longer than what is measured: one path's store is the next one's.
LiveCounters& live_counters(std::uint32_t counters) {
    static std::uint32_t size = 0;
    static std::unique_ptr<LiveCounters> live;
    if (size != counters) {
        live.reset();
        live = std::make_unique<LiveCounters>(counters);
        size = counters;
    }
    return *live;
}

void grow_ours(State& state, std::uint32_t counters) {
    LiveCounters& live = live_counters(counters);
    Walk walk(id_sequence(Spread::uniform, counters), 0);
    for (auto _ : state) {
        live.counters().increment(OwnerRef(kOwnerType, walk.next()), kKey);
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

void grow_flat_map(State& state, std::uint32_t counters) {
    FlatMap map;
    for (std::uint32_t id = 1; id <= counters; ++id) {
        map.add(KeyText(id).text(), 1);
    }
    Walk walk(id_sequence(Spread::uniform, counters), 0);
    for (auto _ : state) {
        map.add(KeyText(walk.next()).text(), 1);
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

void grow_random_memory(State& state, std::uint32_t counters) {
    RandomMemory memory(counters);
    Walk walk(id_sequence(Spread::uniform, counters), 0);
    for (auto _ : state) {
        memory.add(walk.next(), 1);
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

void memory_ours(State& state, std::uint32_t counters) {
    LiveCounters& live = live_counters(counters);
    for (auto _ : state) {
        const StoreStatus status = live.store().status();
        state.counters["bytes_per_counter"] =
            static_cast<double>(status.bytes) / static_cast<double>(status.open_counters);
    }
    // Ten million counters in 1.5 GiB; of few the least size is what counts.
    state.SetLabel(counters >= 1'000'000 ? "metric=bytes_per_counter aim<161"
                                         : "metric=bytes_per_counter");
}

void memory_line_map(State& state, std::uint32_t counters) {
    const LineMap map(counters, LineMap::Sharing::threads);
    for (auto _ : state) {
        state.counters["bytes_per_counter"] = static_cast<double>(map.bytes()) / counters;
    }
}

void sync_ours(State& state, std::uint32_t counters) {
    for (auto _ : state) {
        const ScratchDirectory directory;
        Counters ours(open_store(directory), open_migrated_database(directory));
        for (const std::uint32_t id : shuffled_ids(counters)) {
            ours.increment(OwnerRef(kOwnerType, id), kKey);
        }
        const auto begin = std::chrono::steady_clock::now();
        const SyncReport done = ours.sync();
        const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
        if (done.rows != counters) {
            state.SkipWithError("the sync did not take every counter");
        }
        state.SetIterationTime(passed.count());
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(counters));
    state.SetLabel("aim>=0.8");
}

std::string short_number(std::uint32_t number) {
    if (number % 1'000'000 == 0) {
        return std::to_string(number / 1'000'000) + "M";
    }
    return number % 1000 == 0 ? std::to_string(number / 1000) + "k" : std::to_string(number);
}

void add_size(std::uint32_t counters) {
    const auto add = [&](const std::string& path, const std::string& side, auto run) {
        const std::string name = path + "_" + short_number(counters) + ":" + side;
        return benchmark::RegisterBenchmark(
            name.c_str(), [run, counters](State& state) { run(state, counters); });
    };
    add("memory", "ours", memory_ours)->Iterations(1);
    add("memory", "line_map", memory_line_map)->Iterations(1);
    add("growth", "ours", grow_ours);
    add("growth", "flat_map", grow_flat_map);
    add("growth", "random_memory", grow_random_memory);
    if (counters > kFewRows) {
        const auto sync_of_few = [](State& state, std::uint32_t) { sync_ours(state, kFewRows); };
        add("growth_sync", "ours", sync_ours)->UseManualTime()->Iterations(1);
        add("growth_sync", "few_rows", sync_of_few)->UseManualTime()->Iterations(1);
    }
}

/// From a thousand to ten times `rows()`.
const bool kAreAdded = [] {
    for (std::uint64_t counters = 1000; counters <= std::uint64_t{rows()} * 10; counters *= 10) {
        add_size(static_cast<std::uint32_t>(counters));
    }
    return true;
}();

}  // namespace
}  // namespace model_counter::bench
