// Reads of counters beside the bare SQL statement that finds a row by its key.

#include "bench/open_on_disk.hpp"
#include "bench/plain_sqlite.hpp"
#include "bench/scratch_directory.hpp"
#include "bench/workload.hpp"
#include "model_counter/counters.hpp"

#include <benchmark/benchmark.h>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter::bench {
namespace {

constexpr std::uint32_t kOwners = 100'000;
constexpr std::size_t kManyKeys = 100;
constexpr auto kManyKeysCount = static_cast<std::int64_t>(kManyKeys);
constexpr std::uint32_t kManyOwners = 1000;

/// 100,000 users with one synced counter each, every even one with an increment since; and 1,000
/// pages with 100 synced counters each, half of them incremented since.
class Data {
public:
    Data() {
        for (std::size_t i = 0; i < kManyKeys; ++i) {
            keys_.push_back("key_" + std::to_string(i));
        }
        views_.assign(keys_.begin(), keys_.end());
        counters_ =
            std::make_unique<Counters>(open_store(directory_), open_migrated_database(directory_));
        count(1);
        counters_->sync();
        count(2);
    }

    [[nodiscard]] std::string path() const { return database_path(directory_); }
    [[nodiscard]] Counters& counters() { return *counters_; }
    [[nodiscard]] const std::vector<std::string_view>& keys() const { return views_; }

private:
    void count(std::uint32_t step) {
        for (std::uint32_t id = step; id <= kOwners; id += step) {
            counters_->increment(OwnerRef(kOwnerType, id), kKey);
        }
        for (std::uint32_t id = 1; id <= kManyOwners; ++id) {
            for (std::size_t i = 0; i < kManyKeys; i += step) {
                counters_->increment(OwnerRef("page", id), keys_[i]);
            }
        }
    }

    ScratchDirectory directory_;
    std::vector<std::string> keys_;
    std::vector<std::string_view> views_;
    std::unique_ptr<Counters> counters_;
};

Data& data() {
    static Data made;
    return made;
}

void read_one(benchmark::State& state, std::uint32_t odd) {
    Counters& counters = data().counters();
    Walk walk(id_sequence(Spread::uniform, kOwners / 2), 0);
    std::int64_t sum = 0;
    for (auto _ : state) {
        sum += counters.get(OwnerRef(kOwnerType, walk.next() * 2 - odd), kKey);
    }
    benchmark::DoNotOptimize(sum);
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

/// A thousand counters that are read again and again where nothing else writes the table.
void read_hot_sole_writer(benchmark::State& state) {
    constexpr std::uint32_t kHot = 1000;
    const ScratchDirectory directory;
    Options options;
    options.sole_writer = true;
    Counters counters(open_store(directory), open_migrated_database(directory), options);
    for (const bool is_synced : {true, false}) {
        for (std::uint32_t id = 1; id <= kHot; ++id) {
            counters.increment(OwnerRef(kOwnerType, id), kKey);
        }
        if (is_synced) {
            counters.sync();
        }
    }
    Walk walk(id_sequence(Spread::uniform, kHot), 0);
    std::int64_t sum = 0;
    for (auto _ : state) {
        sum += counters.get(OwnerRef(kOwnerType, walk.next()), kKey);
    }
    if (sum != 2 * static_cast<std::int64_t>(state.iterations())) {
        state.SkipWithError("a counter had another value");
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
    state.SetLabel("rate>=1e7");
}

void read_hot(benchmark::State& state) { read_one(state, 0); }
void read_cold(benchmark::State& state) { read_one(state, 1); }

constexpr const char* kSelect =
    "SELECT count FROM model_counters WHERE owner_type = ? AND owner_id = ? AND \"key\" = ? "
    "AND \"interval\" = '' AND period_start = 0";

void select_one(benchmark::State& state) {
    const PlainSqlite database(data().path());
    PlainStatement select(database, kSelect);
    Walk walk(id_sequence(Spread::uniform, kOwners / 2), 0);
    std::int64_t sum = 0;
    for (auto _ : state) {
        select.bind(1, kOwnerType);
        select.bind(2, std::int64_t{walk.next()} * 2);
        select.bind(3, kKey);
        sum += select.run();
    }
    if (sum == 0) {
        state.SkipWithError("the statement found no rows");
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

void read_many(benchmark::State& state) {
    Counters& counters = data().counters();
    Walk walk(id_sequence(Spread::uniform, kManyOwners), 0);
    for (auto _ : state) {
        const auto values = counters.get(OwnerRef("page", walk.next()), data().keys());
        benchmark::DoNotOptimize(values.data());
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * kManyKeysCount);
}

void select_many(benchmark::State& state) {
    const PlainSqlite database(data().path());
    PlainStatement begin(database, "BEGIN");
    PlainStatement select(database, kSelect);
    PlainStatement commit(database, "COMMIT");
    Walk walk(id_sequence(Spread::uniform, kManyOwners), 0);
    std::int64_t sum = 0;
    for (auto _ : state) {
        const std::int64_t id = walk.next();
        begin.run();
        for (const std::string_view key : data().keys()) {
            select.bind(1, std::string_view("page"));
            select.bind(2, id);
            select.bind(3, key);
            sum += select.run();
        }
        commit.run();
    }
    if (sum == 0) {
        state.SkipWithError("the statement found no rows");
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * kManyKeysCount);
}

BENCHMARK(read_hot)->Name("read_hot:ours");
BENCHMARK(select_one)->Name("read_hot:select");
BENCHMARK(read_hot_sole_writer)->Name("read_hot_sole_writer:ours");
BENCHMARK(select_one)->Name("read_hot_sole_writer:select");
BENCHMARK(read_cold)->Name("read_cold:ours");
BENCHMARK(select_one)->Name("read_cold:select");
BENCHMARK(read_many)->Name("read_100:ours");
BENCHMARK(select_many)->Name("read_100:select");

}  // namespace
}  // namespace model_counter::bench
