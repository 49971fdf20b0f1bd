// How long increments and reads take while a fold of many counters into PostgreSQL or MariaDB runs,
// beside the same while nothing runs.

#include "bench/latencies.hpp"
#include "bench/open_on_disk.hpp"
#include "bench/plain_server.hpp"
#include "bench/rows.hpp"
#include "bench/scratch_directory.hpp"
#include "bench/workload.hpp"
#include "model_counter/counters.hpp"

#include <benchmark/benchmark.h>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>

namespace model_counter::bench {
namespace {

const std::uint32_t kCounters = rows();
constexpr std::chrono::seconds kQuiet{3};
constexpr int kIncrementsOfRead = 1000;

using Start = std::function<std::unique_ptr<PlainServer>()>;

struct Timed {
    Latencies increments;
    Latencies reads;
};

void time_until(const std::atomic<bool>& done, Counters& counters, Timed& timed) {
    Walk walk(id_sequence(Spread::uniform, kCounters), 0);
    auto before = std::chrono::steady_clock::now();
    while (!done) {
        for (int i = 0; i < kIncrementsOfRead; ++i) {
            counters.increment(OwnerRef(kOwnerType, walk.next()), kKey);
            const auto after = std::chrono::steady_clock::now();
            timed.increments.add(after - before);
            before = after;
        }
        benchmark::DoNotOptimize(counters.get(OwnerRef(kOwnerType, walk.next()), kKey));
        const auto after = std::chrono::steady_clock::now();
        timed.reads.add(after - before);
        before = after;
    }
}

void report(benchmark::State& state, const std::string& when, const Timed& timed) {
    const auto put = [&](const std::string& what, const Latencies& latencies) {
        state.counters[when + "_" + what + "_p50_us"] = latencies.exceeded_by_us(2);
        state.counters[when + "_" + what + "_p99_us"] = latencies.exceeded_by_us(100);
        state.counters[when + "_" + what + "_worst_us"] = latencies.worst_us();
    };
    put("increment", timed.increments);
    put("read", timed.reads);
}

void during_a_fold(benchmark::State& state, const Start& start) {
    for (auto _ : state) {
        const auto server = start();
        const ScratchDirectory directory;
        auto database = server->open_ours();
        database->migrate();
        Counters counters(open_store(directory), std::move(database));
        for (const std::uint32_t id : shuffled_ids(kCounters)) {
            counters.increment(OwnerRef(kOwnerType, id), kKey);
        }
        counters.sync();
        for (const std::uint32_t id : shuffled_ids(kCounters, 1)) {
            counters.increment(OwnerRef(kOwnerType, id), kKey);
        }
        for (const bool folds : {false, true}) {
            Timed timed;
            std::atomic<bool> done{false};
            std::thread application([&] { time_until(done, counters, timed); });
            const auto begin = std::chrono::steady_clock::now();
            if (folds) {
                counters.sync();
            } else {
                std::this_thread::sleep_for(kQuiet);
            }
            const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
            done = true;
            application.join();
            report(state, folds ? "during" : "before", timed);
            state.SetIterationTime(passed.count());
        }
    }
}

const bool kAreAdded = [] {
    const auto add = [](const char* name, const Start& start) {
        benchmark::RegisterBenchmark(name,
                                     [=](benchmark::State& state) { during_a_fold(state, start); })
            ->UseManualTime()
            ->Iterations(1);
    };
    if (has_postgresql()) {
        add("latency_during_fold_postgresql:ours", start_postgresql);
    }
    if (has_mariadb()) {
        add("latency_during_fold_mariadb:ours", start_mariadb);
    }
    return true;
}();

}  // namespace
}  // namespace model_counter::bench
