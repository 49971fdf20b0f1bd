// Increments one by one that a killed process does not lose, beside other stores in files.

#include "bench/key_text.hpp"
#include "bench/live_counters.hpp"
#include "bench/plain_lmdb.hpp"
#include "bench/plain_rocksdb.hpp"
#include "bench/rows.hpp"
#include "bench/scratch_directory.hpp"
#include "bench/workload.hpp"

#include <benchmark/benchmark.h>
#include <cstdint>
#include <string>

namespace model_counter::bench {
namespace {

/// A file of a database that holds every counter already, as that of ours does.
template <class Database>
Database& full(const std::string& name) {
    static const ScratchDirectory directory;
    static Database database(directory / name);
    static const bool is_full = [] {
        for (const std::uint32_t id : shuffled_ids(rows())) {
            database.add(KeyText(id).text(), 1);
        }
        return true;
    }();
    benchmark::DoNotOptimize(is_full);
    return database;
}

template <class Add>
void count_uniform(benchmark::State& state, Add add) {
    Walk walk(id_sequence(Spread::uniform, rows()), 0);
    for (auto _ : state) {
        add(walk.next());
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

void files_ours(benchmark::State& state) {
    static LiveCounters live(rows());
    count_uniform(state, [&](std::uint32_t id) {
        live.counters().increment(OwnerRef(kOwnerType, id), kKey);
    });
}

void files_lmdb(benchmark::State& state) {
    auto& lmdb = full<PlainLmdb>("counters.lmdb");
    count_uniform(state, [&](std::uint32_t id) { lmdb.add(KeyText(id).text(), 1); });
}

void files_rocksdb(benchmark::State& state) {
    auto& rocksdb = full<PlainRocksdb>("rocksdb");
    count_uniform(state, [&](std::uint32_t id) { rocksdb.add(KeyText(id).text(), 1); });
}

BENCHMARK(files_ours)->Name("in_files:ours")->UseRealTime();
BENCHMARK(files_lmdb)->Name("in_files:lmdb")->UseRealTime();
BENCHMARK(files_rocksdb)->Name("in_files:rocksdb")->UseRealTime();

}  // namespace
}  // namespace model_counter::bench
