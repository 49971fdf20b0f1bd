// The worst increment by key of one thread while another seals, beside the same loop with nobody
// sealing: what the machine itself does to it.

#include "bench/latencies.hpp"
#include "bench/live_counters.hpp"
#include "bench/open_on_disk.hpp"
#include "bench/scratch_directory.hpp"
#include "bench/workload.hpp"
#include "model_counter/scheduler.hpp"

#include <benchmark/benchmark.h>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>

namespace model_counter::bench {
namespace {

constexpr std::uint32_t kCounters = 100'000;
constexpr std::chrono::milliseconds kSealEvery{50};
constexpr int kRoundsToSettle = 3;
constexpr int kPreparationsOfSeal = 10;  ///< a scheduler prepares 60 times a sync
constexpr std::chrono::seconds kDuration{4};

/// Does something `kPreparationsOfSeal` times in `kSealEvery`, in a thread of its own.
template <class Work>
class Repeater {
public:
    explicit Repeater(Work work)
        : thread_([this, work]() mutable {
              auto due = std::chrono::steady_clock::now();
              while (!done_) {
                  work();
                  due += kSealEvery / kPreparationsOfSeal;
                  std::this_thread::sleep_until(due);
              }
          }) {}
    ~Repeater() {
        done_ = true;
        thread_.join();
    }
    Repeater(const Repeater&) = delete;
    Repeater& operator=(const Repeater&) = delete;

private:
    std::atomic<bool> done_{false};
    std::thread thread_;
};

void measure(benchmark::State& state, Counters& counters) {
    Walk walk(id_sequence(Spread::uniform, kCounters), 0);
    Latencies latencies;
    const auto begin = std::chrono::steady_clock::now();
    auto before = begin;
    while (before - begin < kDuration) {
        counters.increment(OwnerRef(kOwnerType, walk.next()), kKey);
        const auto after = std::chrono::steady_clock::now();
        latencies.add(after - before);
        before = after;
    }
    state.SetIterationTime(std::chrono::duration<double>(before - begin).count());
    state.SetItemsProcessed(static_cast<std::int64_t>(latencies.total()));
    state.counters["worst_us"] = latencies.worst_us();
    state.counters["p9999_us"] = latencies.exceeded_by_us(10'000);
}

void nobody(benchmark::State& state) {
    LiveCounters live(kCounters);
    for (auto _ : state) {
        const Repeater repeater([] {});
        measure(state, live.counters());
    }
}

/// Seals, reads back and drops, without a database: one seal each time.
void seals(benchmark::State& state) {
    state.SetLabel("metric=worst_us aim<200");
    LiveCounters live(kCounters);
    Store& store = live.store();
    std::atomic<std::int64_t> done{0};
    for (auto _ : state) {
        const Repeater repeater([&, wakes = 0]() mutable {
            if (++wakes % kPreparationsOfSeal == 0) {
                store.seal(0);
                for (const SetId& set : store.state(0).waiting) {
                    const auto contents = store.read_set(0, set);
                    benchmark::DoNotOptimize(contents);
                    store.discard(0, set);
                    ++done;
                }
            }
            store.prepare();
        });
        measure(state, live.counters());
    }
    state.counters["seals"] = static_cast<double>(done.load());
}

/// A scheduler that syncs into SQLite, one round after another.
void scheduler(benchmark::State& state) {
    state.SetLabel("metric=worst_us aim<200");
    const ScratchDirectory directory;
    Counters counters(open_store(directory), open_migrated_database(directory));
    // Growing is not what is measured: the generations settle at the size of this traffic first.
    for (int round = 0; round < kRoundsToSettle; ++round) {
        for (std::uint32_t id = 1; id <= kCounters; ++id) {
            counters.increment(OwnerRef(kOwnerType, id), kKey);
        }
        counters.sync();
    }
    std::atomic<std::int64_t> sets{0};
    for (auto _ : state) {
        SchedulerOptions options;
        options.sync_every = kSealEvery;
        options.flush_every = kSealEvery;
        options.on_round = [&](const SyncReport& report, const Error*) {
            sets += static_cast<std::int64_t>(report.sets);
        };
        Scheduler running(counters, options);
        measure(state, counters);
        running.stop(false);
    }
    state.counters["seals"] = static_cast<double>(sets.load());
}

BENCHMARK(seals)->Name("increment_during_seals:ours")->UseManualTime()->Iterations(1);
BENCHMARK(nobody)->Name("increment_during_seals:nobody_seals")->UseManualTime()->Iterations(1);
BENCHMARK(scheduler)->Name("increment_during_syncs:ours")->UseManualTime()->Iterations(1);
BENCHMARK(nobody)->Name("increment_during_syncs:nobody_seals")->UseManualTime()->Iterations(1);

}  // namespace
}  // namespace model_counter::bench
