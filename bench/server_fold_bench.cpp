// A hundred thousand waiting deltas on their way into PostgreSQL and MariaDB, beside upserts of 200
// rows into a table with a surrogate id, and beside the fastest statement one would write by hand.
// Servers of the benchmark's own on this machine; every commit reaches the disk.

#include "bench/open_on_disk.hpp"
#include "bench/plain_server.hpp"
#include "bench/rows.hpp"
#include "bench/scratch_directory.hpp"
#include "bench/timed_database.hpp"
#include "bench/workload.hpp"
#include "model_counter/counters.hpp"

#include <benchmark/benchmark.h>
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

namespace model_counter::bench {
namespace {

const std::uint32_t kCounters = std::max(rows() / 10, 1000U);
using Seconds = std::chrono::duration<double>;
using Start = std::function<std::unique_ptr<PlainServer>()>;

enum class Rows { missing, existing };
enum class Part { whole_sync, folds_alone };

Seconds time_of(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::steady_clock::now() - begin;
}

void report(benchmark::State& state, Seconds passed) {
    state.SetIterationTime(passed.count());
    state.SetItemsProcessed(kCounters);
}

void count_all(Counters& counters, std::uint64_t order) {
    for (const std::uint32_t id : shuffled_ids(kCounters, order)) {
        counters.increment(OwnerRef(kOwnerType, id), kKey);
    }
}

void ours(benchmark::State& state, const Start& start, Rows rows, Part part) {
    for (auto _ : state) {
        const auto server = start();
        const ScratchDirectory directory;
        Seconds in_folds{0};
        auto database = server->open_ours();
        database->migrate();
        Counters counters(open_store(directory),
                          std::make_unique<TimedDatabase>(std::move(database), in_folds));
        count_all(counters, 0);
        if (rows == Rows::existing) {
            counters.sync();
            count_all(counters, 1);
        }
        in_folds = Seconds(0);
        SyncReport done;
        const Seconds passed = time_of([&] { done = counters.sync(); });
        if (done.rows != kCounters || done.rejected != 0) {
            state.SkipWithError("the sync did not take every counter");
            return;
        }
        report(state, part == Part::whole_sync ? passed : in_folds);
    }
}

void upserts_of_200(benchmark::State& state, const Start& start, Rows rows) {
    for (auto _ : state) {
        const auto server = start();
        server->make_upsert_table();
        if (rows == Rows::existing) {
            server->upsert(ones(shuffled_ids(kCounters, 0)));
        }
        const auto deltas = ones(shuffled_ids(kCounters, 1));
        report(state, time_of([&] { server->upsert(deltas); }));
    }
}

void bulk_by_hand(benchmark::State& state, const Start& start, Rows rows) {
    std::vector<std::uint32_t> ids(kCounters);
    std::iota(ids.begin(), ids.end(), 1U);
    const auto load = [&](PlainServer& server) {
        const std::span<const std::uint32_t> all(ids);
        for (std::size_t i = 0; i < all.size(); i += kBatchRowsDefault) {
            server.load(all.subspan(i, std::min(kBatchRowsDefault, all.size() - i)));
        }
    };
    for (auto _ : state) {
        const auto server = start();
        server->make_bulk_table();
        if (rows == Rows::existing) {
            load(*server);
        }
        report(state, time_of([&] { load(*server); }));
    }
}

void add_case(const std::string& name, const std::function<void(benchmark::State&)>& run) {
    benchmark::RegisterBenchmark(name.c_str(), run)
        ->UseManualTime()
        ->Iterations(1)
        ->Unit(benchmark::kMillisecond);
}

void add_cases(const std::string& path, const Start& start, Rows rows, const char* aim) {
    add_case(path + ":ours", [=](benchmark::State& state) {
        state.SetLabel(aim);
        ours(state, start, rows, Part::whole_sync);
    });
    add_case(path + ":ours_folds_alone",
             [=](benchmark::State& state) { ours(state, start, rows, Part::folds_alone); });
    add_case(path + ":upserts_of_200",
             [=](benchmark::State& state) { upserts_of_200(state, start, rows); });
    add_case(path + ":bulk_by_hand",
             [=](benchmark::State& state) { bulk_by_hand(state, start, rows); });
}

const bool kAreAdded = [] {
    if (has_postgresql()) {
        add_cases("postgresql_fold_new", start_postgresql, Rows::missing, "");
        add_cases("postgresql_fold_existing", start_postgresql, Rows::existing,
                  "aim>=4 rate>=1e5 aim@bulk_by_hand>=0.95");
    }
    if (has_mariadb()) {
        add_cases("mariadb_fold_new", start_mariadb, Rows::missing, "");
        add_cases("mariadb_fold_existing", start_mariadb, Rows::existing, "aim>=1.5");
    }
    return true;
}();

}  // namespace
}  // namespace model_counter::bench
