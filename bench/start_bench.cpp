// What a short-lived process pays: open, one increment, close.

#include "bench/open_on_disk.hpp"
#include "bench/plain_sqlite.hpp"
#include "bench/scratch_directory.hpp"
#include "bench/workload.hpp"
#include "model_counter/counters.hpp"

#include <benchmark/benchmark.h>
#include <cstdint>
#include <utility>

namespace model_counter::bench {
namespace {

void start_ours(benchmark::State& state) {
    const ScratchDirectory directory;
    open_migrated_database(directory)->close();
    for (auto _ : state) {
        Counters counters(open_store(directory), open_database(directory));
        counters.increment(OwnerRef(kOwnerType, 1), kKey);
        counters.close();
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

/// Without a store the same process would write its count itself, durably.
void start_upsert(benchmark::State& state) {
    const ScratchDirectory directory;
    const std::string path = directory / "rival.sqlite3";
    UpsertTable(path, UpsertTable::Indexes::unique_key).add(1);
    for (auto _ : state) {
        const PlainSqlite database(path);
        PlainStatement upsert(database,
                              "INSERT INTO model_counters (owner_type, owner_id, \"key\", count) "
                              "VALUES (?, ?, ?, 1) ON CONFLICT (owner_type, owner_id, \"key\") "
                              "DO UPDATE SET count = count + 1");
        upsert.bind(1, kOwnerType);
        upsert.bind(2, std::int64_t{1});
        upsert.bind(3, kKey);
        upsert.run();
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

BENCHMARK(start_ours)->Name("open_count_close:ours")->UseRealTime();
BENCHMARK(start_upsert)->Name("open_count_close:upsert")->UseRealTime();

}  // namespace
}  // namespace model_counter::bench
