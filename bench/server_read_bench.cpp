// Reads that need Redis and a database, beside the two round trips alone: a counter's pending part
// from a hash, and its row by a prepared statement. Servers of the benchmark's own on this machine.

#include "bench/plain_redis.hpp"
#include "bench/plain_server.hpp"
#include "bench/workload.hpp"
#include "model_counter/counters.hpp"
#include "model_counter/redis_store.hpp"

#include <benchmark/benchmark.h>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter::bench {
namespace {

constexpr std::uint32_t kOwners = 10'000;
constexpr std::uint32_t kManyOwners = 100;
constexpr std::size_t kManyKeys = 100;

using Make = std::function<std::unique_ptr<PlainDatabase>()>;

/// Counters of which a part waits in Redis and a part is in the database: one of each of many
/// owners, and a hundred of each of some.
class Data {
public:
    explicit Data(const Make& make) : database_(make()) {
        for (std::size_t i = 0; i < kManyKeys; ++i) {
            keys_.push_back("key_" + std::to_string(i));
        }
        views_.assign(keys_.begin(), keys_.end());
        empty_redis();
        auto ours = database_->open_ours();
        ours->migrate();
        counters_ =
            std::make_unique<Counters>(open_redis_store({.url = redis_url()}), std::move(ours));
        count();
        counters_->sync();
        count();
    }

    [[nodiscard]] Counters& counters() { return *counters_; }
    [[nodiscard]] const std::vector<std::string_view>& keys() const { return views_; }

private:
    void count() {
        std::vector<Increment> increments;
        for (std::uint32_t id = 1; id <= kOwners; ++id) {
            increments.push_back({{OwnerRef(kOwnerType, id), kKey}, 1});
        }
        for (std::uint32_t id = 1; id <= kManyOwners; ++id) {
            for (const std::string_view key : views_) {
                increments.push_back({{OwnerRef("page", id), key}, 1});
            }
        }
        counters_->increment_many(increments);
    }

    std::unique_ptr<PlainDatabase> database_;
    std::vector<std::string> keys_;
    std::vector<std::string_view> views_;
    std::unique_ptr<Counters> counters_;
};

void read_one(benchmark::State& state, const Make& make) {
    Data data(make);
    Walk walk(id_sequence(Spread::uniform, kOwners), 0);
    std::int64_t sum = 0;
    for (auto _ : state) {
        sum += data.counters().get(OwnerRef(kOwnerType, walk.next()), kKey);
    }
    if (sum != 2 * static_cast<std::int64_t>(state.iterations())) {
        state.SkipWithError("a counter had another value");
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

void read_hundred(benchmark::State& state, const Make& make) {
    Data data(make);
    Walk walk(id_sequence(Spread::uniform, kManyOwners), 0);
    std::int64_t sum = 0;
    for (auto _ : state) {
        for (const CounterValue& one :
             data.counters().get(OwnerRef("page", walk.next()), data.keys())) {
            sum += one.value;
        }
    }
    if (sum != 2 * static_cast<std::int64_t>(state.iterations() * kManyKeys)) {
        state.SkipWithError("a counter had another value");
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

/// What a value costs that nobody promises anything about.
void two_round_trips(benchmark::State& state, const Make& make) {
    const auto database = make();
    database->make_upsert_table();
    PlainRedis redis;
    const auto ids = shuffled_ids(kOwners);
    database->upsert(ones(ids));
    for (const std::uint32_t id : ids) {
        redis.append("HINCRBY plain:%u user:%u:downloads 1", id % 8192, id);
    }
    for (std::size_t i = 0; i < ids.size(); ++i) {
        redis.take_reply();
    }
    Walk walk(id_sequence(Spread::uniform, kOwners), 0);
    std::int64_t sum = 0;
    for (auto _ : state) {
        const std::uint32_t id = walk.next();
        const auto reply = redis.run("HGET plain:%u user:%u:downloads", id % 8192, id);
        sum += std::strtoll(reply->str, nullptr, 10) + database->select(id);
    }
    if (sum != 2 * static_cast<std::int64_t>(state.iterations())) {
        state.SkipWithError("a counter had another value");
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

void add_case(const std::string& name, const char* aim,
              const std::function<void(benchmark::State&)>& run) {
    const auto labelled = [run, aim](benchmark::State& state) {
        run(state);
        state.SetLabel(aim);
    };
    benchmark::RegisterBenchmark(name.c_str(), labelled)->UseRealTime();
}

void add_cases(const std::string& database, const Make& make) {
    using State = benchmark::State;
    const auto one = [make](State& state) { read_one(state, make); };
    const std::string cold = database + "_read_cold:";
    add_case(cold + "ours", "aim>=0.91", one);
    add_case(cold + "two_round_trips", "", [make](State& state) { two_round_trips(state, make); });
    const std::string hundred = database + "_read_100:";
    add_case(hundred + "ours", "aim>=0.5", [make](State& state) { read_hundred(state, make); });
    add_case(hundred + "one_counter", "", one);
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
