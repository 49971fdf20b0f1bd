// What reading baselines from SQLite costs: one statement, a table of 200,000 rows, a warm cache.

#include "model_counter/encoded_id.hpp"
#include "model_counter/sqlite_database.hpp"

#include <benchmark/benchmark.h>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace {

using model_counter::Change;
using model_counter::CounterRef;
using model_counter::Database;
using model_counter::FoldRow;
using model_counter::LedgerKey;

constexpr std::uint64_t kOwners = 50'000;
const char* const kKeys[] = {"api_calls", "downloads", "likes", "views"};

/// A filled database that goes away with the program.
struct Filled {
    Filled() {
        std::string name = (std::filesystem::temp_directory_path() / "read-bench-XXXXXX").string();
        directory = mkdtemp(name.data());
        database = model_counter::open_sqlite_database({.path = directory / "bench.sqlite3"});
        database->migrate();
        std::vector<std::string> texts;
        for (std::uint64_t owner = 0; owner < kOwners; ++owner) {
            for (const char* name_of_key : kKeys) {
                texts.push_back(model_counter::encode({{"user", owner}, name_of_key}));
            }
        }
        std::vector<FoldRow> rows;
        for (const std::string& text : texts) {
            rows.push_back({text, {Change::Kind::add, 3}});
        }
        database->write(rows);
        (void)database->open_ledger(key);
    }
    ~Filled() {
        database.reset();
        std::filesystem::remove_all(directory);
    }
    Filled(const Filled&) = delete;
    Filled& operator=(const Filled&) = delete;

    std::filesystem::path directory;
    std::unique_ptr<Database> database;
    LedgerKey key{"0123456789abcdef0123456789abcdef", 0};
};

Filled& filled() {
    static Filled one;
    return one;
}

void read_counters(benchmark::State& state) {
    Filled& data = filled();
    std::mt19937_64 random(state.thread_index());
    std::vector<CounterRef> asked;
    for (auto _ : state) {
        asked.clear();
        for (std::int64_t i = 0; i < state.range(0); ++i) {
            asked.push_back({{"user", random() % kOwners}, kKeys[random() % 4]});
        }
        benchmark::DoNotOptimize(data.database->read(data.key, asked));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void read_owner(benchmark::State& state) {
    Filled& data = filled();
    std::mt19937_64 random(state.thread_index());
    for (auto _ : state) {
        benchmark::DoNotOptimize(data.database->read_owner(data.key, {"user", random() % kOwners}));
    }
    state.SetItemsProcessed(state.iterations());
}

BENCHMARK(read_counters)->ArgName("counters")->Arg(1)->Arg(10)->Arg(100)->Arg(1'000);
BENCHMARK(read_counters)->ArgName("counters")->Arg(1)->Threads(2)->UseRealTime();
BENCHMARK(read_owner);

}  // namespace
