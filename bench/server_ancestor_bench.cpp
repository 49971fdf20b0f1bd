// Counting from the increment to the row, beside what one would do without this library: the
// algorithm that it started from, against the same Redis and the same databases; and an upsert per
// hit. Servers of the benchmark's own on this machine; every commit reaches the disk.

#include "bench/ancestor.hpp"
#include "bench/open_on_disk.hpp"
#include "bench/plain_redis.hpp"
#include "bench/plain_server.hpp"
#include "bench/rows.hpp"
#include "bench/scratch_directory.hpp"
#include "bench/workload.hpp"
#include "model_counter/buffered_store.hpp"
#include "model_counter/counters.hpp"
#include "model_counter/redis_store.hpp"

#include <benchmark/benchmark.h>
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace model_counter::bench {
namespace {

/// Counters that wait for a sync.
const std::uint32_t kCounters = std::max(rows() / 10, 1000U);
/// Hits of a tenth as many counters, popular ones more often than others; and upserts, one for each
/// hit: what the slowest side can do in some seconds.
const std::uint32_t kHits = std::max(rows() / 5, 2000U);
const std::uint32_t kUpserts = std::max(rows() / 500, 200U);

using Seconds = std::chrono::duration<double>;
using Make = std::function<std::unique_ptr<PlainDatabase>()>;

Seconds time_of(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::steady_clock::now() - begin;
}

void report(benchmark::State& state, Seconds passed, std::int64_t items) {
    state.SetIterationTime(passed.count());
    state.SetItemsProcessed(items);
}

Walk hits() { return {id_sequence(Spread::zipf, kHits / 10), 0}; }

std::unique_ptr<Database> migrated(PlainDatabase& database) {
    auto ours = database.open_ours();
    ours->migrate();
    return ours;
}

std::unique_ptr<Store> open_redis() {
    empty_redis();
    return open_redis_store({.url = redis_url()});
}

void count(Counters& counters, Walk walk, std::uint32_t increments) {
    for (std::uint32_t i = 0; i < increments; ++i) {
        counters.increment(OwnerRef(kOwnerType, walk.next()), kKey);
    }
}

void check(benchmark::State& state, const SyncReport& done) {
    if (done.rows == 0 || done.rejected != 0) {
        state.SkipWithError("the sync did not take every counter");
    }
}

// From the increment to the row, through Redis.

void whole_way_ours(benchmark::State& state, const Make& make) {
    for (auto _ : state) {
        const auto database = make();
        Counters counters(make_buffered_store(open_redis(), {}), migrated(*database));
        const Walk walk = hits();
        SyncReport done;
        const Seconds passed = time_of([&] {
            count(counters, walk, kHits);
            done = counters.sync();
        });
        check(state, done);
        report(state, passed, kHits);
    }
    state.SetLabel("aim@ancestor>=10 aim@ancestor_pipelined>=10");
}

void whole_way_ancestor(benchmark::State& state, const Make& make, Ancestor::Commands commands) {
    for (auto _ : state) {
        const auto database = make();
        database->make_upsert_table();
        Ancestor ancestor(*database, commands);
        Walk walk = hits();
        report(state, time_of([&] {
                   for (std::uint32_t i = 0; i < kHits; ++i) {
                       ancestor.increment(walk.next());
                   }
                   ancestor.sync();
               }),
               kHits);
    }
}

// The sync alone: every counter waits in Redis.

void sync_ours(benchmark::State& state, const Make& make) {
    for (auto _ : state) {
        const auto database = make();
        Counters counters(open_redis(), migrated(*database));
        std::vector<Increment> increments;
        for (const std::uint32_t id : shuffled_ids(kCounters)) {
            increments.push_back({{OwnerRef(kOwnerType, id), kKey}, 1});
        }
        if (counters.increment_many(increments).done != increments.size()) {
            return state.SkipWithError("not everything was counted");
        }
        SyncReport done;
        const Seconds passed = time_of([&] { done = counters.sync(); });
        check(state, done);
        report(state, passed, kCounters);
    }
    state.SetLabel("aim@ancestor>=10 aim@ancestor_pipelined>=10");
}

void sync_ancestor(benchmark::State& state, const Make& make, Ancestor::Commands commands) {
    for (auto _ : state) {
        const auto database = make();
        database->make_upsert_table();
        Ancestor ancestor(*database, Ancestor::Commands::in_pipelines);
        for (const std::uint32_t id : shuffled_ids(kCounters)) {
            ancestor.increment(id);
        }
        ancestor.flush();
        ancestor.use(commands);
        report(state, time_of([&] { ancestor.sync(); }), kCounters);
    }
}

// One hit, one upsert.

void hits_ours(benchmark::State& state, const Make& make) {
    for (auto _ : state) {
        const auto database = make();
        const ScratchDirectory directory;
        Counters counters(open_store(directory), migrated(*database));
        const Walk walk = hits();
        SyncReport done;
        const Seconds passed = time_of([&] {
            count(counters, walk, rows());
            done = counters.sync();
        });
        check(state, done);
        report(state, passed, rows());
    }
}

void hits_upserts(benchmark::State& state, const Make& make) {
    for (auto _ : state) {
        const auto database = make();
        database->make_upsert_table();
        Walk walk = hits();
        report(state, time_of([&] {
                   for (std::uint32_t i = 0; i < kUpserts; ++i) {
                       database->upsert(walk.next());
                   }
               }),
               kUpserts);
    }
}

void add_case(const std::string& name, const std::function<void(benchmark::State&)>& run) {
    benchmark::RegisterBenchmark(name.c_str(), run)
        ->UseManualTime()
        ->Iterations(1)
        ->Unit(benchmark::kMillisecond);
}

void add_cases(const std::string& database, const Make& make) {
    using Commands = Ancestor::Commands;
    using State = benchmark::State;
    const std::string whole_way = database + "_whole_way:";
    add_case(whole_way + "ours", [=](State& state) { whole_way_ours(state, make); });
    add_case(whole_way + "ancestor",
             [=](State& state) { whole_way_ancestor(state, make, Commands::one_by_one); });
    add_case(whole_way + "ancestor_pipelined",
             [=](State& state) { whole_way_ancestor(state, make, Commands::in_pipelines); });
    const std::string sync = database + "_sync:";
    add_case(sync + "ours", [=](State& state) { sync_ours(state, make); });
    add_case(sync + "ancestor",
             [=](State& state) { sync_ancestor(state, make, Commands::one_by_one); });
    add_case(sync + "ancestor_pipelined",
             [=](State& state) { sync_ancestor(state, make, Commands::in_pipelines); });
    const std::string hit = database + "_per_hit:";
    add_case(hit + "ours", [=](State& state) { hits_ours(state, make); });
    add_case(hit + "upserts", [=](State& state) { hits_upserts(state, make); });
}

const bool kAreAdded = [] {
    add_cases("sqlite", make_sqlite);
    if (has_postgresql()) {
        add_cases("postgresql", start_postgresql);
    }
    if (has_mariadb()) {
        add_cases("mariadb", start_mariadb);
    }
    return true;
}();

}  // namespace
}  // namespace model_counter::bench
