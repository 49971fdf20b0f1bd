// A handle's increment beside a bare atomic's: what counting cannot be faster than.

#include "bench/live_counters.hpp"

#include <benchmark/benchmark.h>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace model_counter::bench {
namespace {

struct alignas(64) PaddedAtomic {
    std::atomic<std::int64_t> value{0};
};

LiveCounters& live() {
    static LiveCounters counters(1000);
    return counters;
}

void count_by_handle(benchmark::State& state, std::uint32_t id) {
    CounterHandle handle = live().counters().handle(OwnerRef("user", id), "downloads");
    for (auto _ : state) {
        handle.increment();
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

void count_by_atomic(benchmark::State& state, int which) {
    static std::array<PaddedAtomic, 8> atomics;
    std::atomic<std::int64_t>& atomic = atomics[static_cast<std::size_t>(which)].value;
    for (auto _ : state) {
        atomic.fetch_add(1, std::memory_order_relaxed);
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

void handle_ours(benchmark::State& state) {
    state.SetLabel("aim>=0.75");
    count_by_handle(state, 1);
}
void handle_floor(benchmark::State& state) { count_by_atomic(state, 0); }

void handle_one_counter_ours(benchmark::State& state) {
    state.SetLabel("aim>=0.5");
    count_by_handle(state, 2);
}
void handle_one_counter_floor(benchmark::State& state) { count_by_atomic(state, 1); }

void handle_two_counters_ours(benchmark::State& state) {
    count_by_handle(state, static_cast<std::uint32_t>(3 + state.thread_index()));
}
void handle_two_counters_floor(benchmark::State& state) {
    count_by_atomic(state, 2 + state.thread_index());
}

BENCHMARK(handle_ours)->Name("handle:ours");
BENCHMARK(handle_floor)->Name("handle:atomic");
BENCHMARK(handle_one_counter_ours)->Name("handle_one_counter:ours")->Threads(2)->UseRealTime();
BENCHMARK(handle_one_counter_floor)->Name("handle_one_counter:atomic")->Threads(2)->UseRealTime();
BENCHMARK(handle_two_counters_ours)->Name("handle_two_counters:ours")->Threads(2)->UseRealTime();
BENCHMARK(handle_two_counters_floor)->Name("handle_two_counters:atomic")->Threads(2)->UseRealTime();

}  // namespace
}  // namespace model_counter::bench
