// What one fold into SQLite costs per row, against the other ways to write the same rows.
//
// Every way writes in transactions of `chunk` rows, durably (WAL, synchronous=FULL). `new`: a
// million counters into an empty table. `existing`: one in `one_in` of them into the table that
// holds all.

#include "bench/rows.hpp"
#include "model_counter/encoded_id.hpp"
#include "model_counter/sqlite_database.hpp"

#include <benchmark/benchmark.h>
#include <sqlite3.h>
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using model_counter::Change;
using model_counter::FoldRow;

const std::size_t kRows = model_counter::bench::rows();
constexpr int kKeysPerOwner = 4;
const char* const kKeys[kKeysPerOwner] = {"api_calls", "downloads", "likes", "views"};

/// The million counters in the order of the primary key.
struct Workload {
    Workload() {
        texts.reserve(kRows);
        for (std::size_t i = 0; i < kRows; ++i) {
            texts.push_back(
                model_counter::encode({{"user", i / kKeysPerOwner}, kKeys[i % kKeysPerOwner]}));
        }
    }
    std::vector<std::string> texts;
};

/// Which counters are written, by their place in the workload.
using Selection = std::vector<std::uint32_t>;

/// Every `step`-th counter on average, ascending.
Selection select_one_in(std::uint32_t step) {
    std::mt19937_64 random(7);
    Selection selection;
    for (std::uint32_t i = 0; i < kRows; ++i) {
        if (random() % step == 0) {
            selection.push_back(i);
        }
    }
    return selection;
}

const Workload& workload() {
    static const Workload one;
    return one;
}

/// A file in a directory of its own.
class File {
public:
    File() {
        std::string name = (std::filesystem::temp_directory_path() / "fold-bench-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) {
            throw std::runtime_error("cannot make a directory under " + name);
        }
        directory_ = name;
    }
    ~File() { std::filesystem::remove_all(directory_); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    std::string path() const { return directory_ / "bench.sqlite3"; }

private:
    std::filesystem::path directory_;
};

/// A way to write counters.
class Way {
public:
    virtual ~Way() = default;
    /// Brings the counters into the order in which this way writes them; not measured.
    virtual void arrange(Selection&) {}
    virtual void write(const Selection& selection, std::size_t chunk) = 0;
};

class Fold final : public Way {
public:
    explicit Fold(const std::string& path)
        : database_(model_counter::open_sqlite_database({.path = path})) {
        database_->migrate();
    }

    void arrange(Selection& selection) override {
        rows_.clear();
        for (const std::uint32_t i : selection) {
            rows_.push_back({workload().texts[i], {Change::Kind::add, 3}});
        }
    }

    void write(const Selection&, std::size_t chunk) override {
        const std::span<const FoldRow> rows(rows_);
        for (std::size_t at = 0; at < rows.size(); at += chunk) {
            const auto expected = database_->open_ledger(key_);
            auto next = expected;
            ++next.floor;
            const auto part = rows.subspan(at, std::min(chunk, rows.size() - at));
            database_->fold({key_, expected, next, part});
        }
    }

private:
    std::unique_ptr<model_counter::Database> database_;
    model_counter::LedgerKey key_{"0123456789abcdef0123456789abcdef", 0};
    std::vector<FoldRow> rows_;
};

/// A connection for the rivals.
class Rival : public Way {
public:
    Rival(const std::string& path, const char* table) {
        check(sqlite3_open(path.c_str(), &connection_));
        run("PRAGMA journal_mode = WAL");
        run("PRAGMA synchronous = FULL");
        run("PRAGMA cache_size = -32768");
        run(table);
    }
    ~Rival() override {
        sqlite3_finalize(statement_);
        sqlite3_close(connection_);
    }

protected:
    void check(int code) {
        if (code != SQLITE_OK && code != SQLITE_DONE) {
            throw std::runtime_error(sqlite3_errmsg(connection_));
        }
    }
    void run(const char* sql) { check(sqlite3_exec(connection_, sql, nullptr, nullptr, nullptr)); }
    void prepare(const std::string& sql) {
        check(sqlite3_prepare_v2(connection_, sql.c_str(), -1, &statement_, nullptr));
    }
    /// Binds (type, id, key, amount) from `parameter` on.
    void bind(int parameter, std::size_t row) {
        const char* key = kKeys[row % kKeysPerOwner];
        sqlite3_bind_text(statement_, parameter, "user", 4, SQLITE_STATIC);
        sqlite3_bind_int64(statement_, parameter + 1,
                           static_cast<sqlite3_int64>(row / kKeysPerOwner));
        sqlite3_bind_text(statement_, parameter + 2, key, -1, SQLITE_STATIC);
        sqlite3_bind_int64(statement_, parameter + 3, 3);
    }
    void step() {
        check(sqlite3_step(statement_));
        sqlite3_reset(statement_);
    }

    sqlite3* connection_ = nullptr;
    sqlite3_stmt* statement_ = nullptr;
};

/// One prepared upsert per row, in the order of the primary key, into the same table as ours.
class PreparedSorted final : public Rival {
public:
    explicit PreparedSorted(const std::string& path)
        : Rival(path,
                R"(CREATE TABLE IF NOT EXISTS counters (owner_type TEXT NOT NULL,
                   owner_id ANY NOT NULL, "key" TEXT NOT NULL, "interval" TEXT NOT NULL,
                   period_start INTEGER NOT NULL, count INTEGER NOT NULL,
                   created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
                   PRIMARY KEY (owner_type, owner_id, "key", "interval", period_start))
                   STRICT, WITHOUT ROWID)") {
        prepare(R"(INSERT INTO counters VALUES (?1, ?2, ?3, '', 0, ?4, 1, 1) ON CONFLICT
                   DO UPDATE SET count = count + excluded.count,
                   updated_at = excluded.updated_at)");
    }

    void write(const Selection& selection, std::size_t chunk) override {
        for (std::size_t at = 0; at < selection.size(); at += chunk) {
            run("BEGIN IMMEDIATE");
            for (std::size_t i = at; i < std::min(at + chunk, selection.size()); ++i) {
                bind(1, selection[i]);
                step();
            }
            run("COMMIT");
        }
    }
};

/// Statements of 200 rows in no order, into a table with a surrogate id beside its unique key: what
/// an ORM writes.
class Statements200 final : public Rival {
public:
    static constexpr std::size_t kRowsAStatement = 200;

    explicit Statements200(const std::string& path)
        : Rival(path,
                R"(CREATE TABLE IF NOT EXISTS counters (id INTEGER PRIMARY KEY AUTOINCREMENT,
                   owner_type TEXT NOT NULL, owner_id INTEGER NOT NULL, "key" TEXT NOT NULL,
                   "interval" TEXT NOT NULL, period_start INTEGER NOT NULL, count INTEGER NOT NULL,
                   created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
                   UNIQUE (owner_type, owner_id, "key", "interval", period_start)))") {
        std::string sql = R"(INSERT INTO counters (owner_type, owner_id, "key", "interval",
                             period_start, count, created_at, updated_at) VALUES )";
        for (std::size_t i = 0; i < kRowsAStatement; ++i) {
            sql += i == 0 ? "" : ", ";
            sql += "(?, ?, ?, '', 0, ?, '2026-01-01 00:00:00', '2026-01-01 00:00:00')";
        }
        prepare(sql + R"( ON CONFLICT (owner_type, owner_id, "key", "interval", period_start)
                          DO UPDATE SET count = count + excluded.count,
                          updated_at = excluded.updated_at)");
    }

    /// A new order every time, and whole statements.
    void arrange(Selection& selection) override {
        std::shuffle(selection.begin(), selection.end(), random_);
        selection.resize(selection.size() / kRowsAStatement * kRowsAStatement);
    }

    void write(const Selection& selection, std::size_t chunk) override {
        for (std::size_t at = 0; at < selection.size(); at += chunk) {
            run("BEGIN IMMEDIATE");
            const std::size_t end = std::min(at + chunk, selection.size());
            for (std::size_t row = at; row < end; row += kRowsAStatement) {
                for (std::size_t i = 0; i < kRowsAStatement; ++i) {
                    bind(static_cast<int>(4 * i) + 1, selection[row + i]);
                }
                step();
            }
            run("COMMIT");
        }
    }

private:
    std::mt19937_64 random_{1};
};

/// Writes a selection and says how long that took.
std::chrono::duration<double> write(Way& way, Selection selection, std::size_t chunk) {
    way.arrange(selection);
    const auto start = std::chrono::steady_clock::now();
    way.write(selection, chunk);
    return std::chrono::steady_clock::now() - start;
}

template <class OneWay>
void new_rows(benchmark::State& state) {
    const Selection all = select_one_in(1);
    const auto chunk = static_cast<std::size_t>(state.range(0));
    for (auto _ : state) {
        const File file;
        OneWay way(file.path());
        state.SetIterationTime(write(way, all, chunk).count());
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(all.size()) * state.iterations());
}

template <class OneWay>
void existing_rows(benchmark::State& state) {
    const File file;
    OneWay way(file.path());
    write(way, select_one_in(1), kRows);
    const Selection some = select_one_in(static_cast<std::uint32_t>(state.range(1)));
    const auto chunk = static_cast<std::size_t>(state.range(0));
    for (auto _ : state) {
        state.SetIterationTime(write(way, some, chunk).count());
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(some.size()) * state.iterations());
}

void settings(benchmark::internal::Benchmark* bench) {
    bench->UseManualTime()->Iterations(1)->Unit(benchmark::kMillisecond);
}

void for_new_rows(benchmark::internal::Benchmark* bench) {
    bench->ArgName("chunk")->Arg(1'000)->Arg(10'000)->Arg(100'000);
    settings(bench);
}

void for_existing_rows(benchmark::internal::Benchmark* bench) {
    bench->ArgNames({"chunk", "one_in"})->ArgsProduct({{1'000, 10'000, 100'000}, {1, 10}});
    settings(bench);
}

BENCHMARK_TEMPLATE(new_rows, Fold)->Apply(for_new_rows);
BENCHMARK_TEMPLATE(new_rows, PreparedSorted)->Apply(for_new_rows);
BENCHMARK_TEMPLATE(new_rows, Statements200)->Apply(for_new_rows);
BENCHMARK_TEMPLATE(existing_rows, Fold)->Apply(for_existing_rows);
BENCHMARK_TEMPLATE(existing_rows, PreparedSorted)->Apply(for_existing_rows);
// Over every row it takes minutes.
BENCHMARK_TEMPLATE(existing_rows, Statements200)
    ->ArgNames({"chunk", "one_in"})
    ->Args({10'000, 10})
    ->Apply(settings);

}  // namespace
