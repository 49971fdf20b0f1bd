// A million waiting deltas on their way into SQLite, beside multi-row upserts into a table with a
// surrogate id. Both sides: WAL, synchronous = FULL, on the disk that holds the build.

#include "bench/open_on_disk.hpp"
#include "bench/plain_database.hpp"
#include "bench/plain_sqlite.hpp"
#include "bench/rows.hpp"
#include "bench/scratch_directory.hpp"
#include "bench/timed_database.hpp"
#include "bench/workload.hpp"
#include "model_counter/counters.hpp"

#include <benchmark/benchmark.h>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace model_counter::bench {
namespace {

const std::uint32_t kCounters = rows();
using Seconds = std::chrono::duration<double>;

enum class Rows { missing, existing };

/// A program with a million counters in its store and nothing of them in its database yet.
class Waiting {
public:
    explicit Waiting(const ScratchDirectory& directory) {
        counters_ = std::make_unique<Counters>(
            open_store(directory),
            std::make_unique<TimedDatabase>(open_migrated_database(directory), in_folds_));
        count();
    }

    void count() {
        for (const std::uint32_t id : shuffled_ids(kCounters)) {
            counters_->increment(OwnerRef(kOwnerType, id), kKey);
        }
    }

    SyncReport sync() { return counters_->sync(); }
    [[nodiscard]] Seconds& in_folds() { return in_folds_; }

private:
    Seconds in_folds_{0};
    std::unique_ptr<Counters> counters_;
};

Seconds time_of(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::steady_clock::now() - begin;
}

void report(benchmark::State& state, Seconds passed) {
    state.SetIterationTime(passed.count());
    state.SetItemsProcessed(kCounters);
}

enum class Part { whole_sync, folds_alone };

void ours(benchmark::State& state, Rows rows, Part part) {
    state.SetLabel(rows == Rows::missing ? "aim>=5 rate>=6e5" : "aim>=3 rate>=3e5");
    for (auto _ : state) {
        const ScratchDirectory directory;
        Waiting waiting(directory);
        if (rows == Rows::existing) {
            waiting.sync();
            waiting.count();
        }
        waiting.in_folds() = Seconds(0);
        SyncReport done;
        const Seconds passed = time_of([&] { done = waiting.sync(); });
        if (done.rows != kCounters || done.rejected != 0) {
            state.SkipWithError("the sync did not take every counter");
            return;
        }
        report(state, part == Part::whole_sync ? passed : waiting.in_folds());
    }
}

/// Where rows exist, what order they come in: another one than when they were new, as what is
/// counted changes from one fold to the next, or the very same.
enum class Order { another, as_the_table };

void rival(benchmark::State& state, Rows rows, UpsertTable::Indexes indexes,
           std::size_t rows_of_transaction, Order order = Order::another) {
    const auto deltas = ones(shuffled_ids(kCounters));
    for (auto _ : state) {
        const ScratchDirectory directory;
        UpsertTable table(directory / "rival.sqlite3", indexes);
        if (rows == Rows::existing) {
            const auto before = order == Order::another ? ones(shuffled_ids(kCounters, 1)) : deltas;
            table.add(before, kCounters);
            table.checkpoint();
        }
        report(state, time_of([&] { table.add(deltas, rows_of_transaction); }));
    }
}

void add_case(const std::string& name, const std::function<void(benchmark::State&)>& run) {
    benchmark::RegisterBenchmark(name.c_str(), run)
        ->UseManualTime()
        ->Iterations(1)
        ->Unit(benchmark::kMillisecond);
}

void add_cases(Rows rows, const std::string& path) {
    using Indexes = UpsertTable::Indexes;
    const auto upserts_of_200 = [rows](benchmark::State& state) {
        rival(state, rows, Indexes::unique_key_and_owner, PlainDatabase::kRowsOfUpsert);
    };
    const auto upserts_in_batches = [rows](benchmark::State& state) {
        rival(state, rows, Indexes::unique_key, kBatchRowsDefault);
    };
    add_case(path + ":ours",
             [rows](benchmark::State& state) { ours(state, rows, Part::whole_sync); });
    add_case(path + ":ours_folds_alone",
             [rows](benchmark::State& state) { ours(state, rows, Part::folds_alone); });
    add_case(path + ":upserts_of_200", upserts_of_200);
    add_case(path + ":upserts_in_batches", upserts_in_batches);
    if (rows == Rows::existing) {
        add_case(path + ":upserts_in_table_order", [rows](benchmark::State& state) {
            rival(state, rows, Indexes::unique_key_and_owner, PlainDatabase::kRowsOfUpsert,
                  Order::as_the_table);
        });
    }
}

const bool kAreAdded = [] {
    add_cases(Rows::missing, "fold_new");
    add_cases(Rows::existing, "fold_existing");
    return true;
}();

}  // namespace
}  // namespace model_counter::bench
