#include "model_counter/memory_database.hpp"

#include "database/memory/memory_transaction.hpp"
#include "model/period_text.hpp"
#include "model/reject_reason.hpp"
#include "model/wide_sum.hpp"
#include "model_counter/encoded_id.hpp"
#include "step_hook.hpp"

#include <array>
#include <chrono>
#include <map>
#include <utility>

namespace model_counter {
namespace {

class MemoryDatabase final : public Database {
public:
    explicit MemoryDatabase(const MemoryDatabaseOptions& options)
        : state_(options.state ? options.state : std::make_shared<MemoryDatabaseState>()),
          tables_(state_->tables()),
          owner_id_kind_(options.owner_id_kind),
          clock_(options.clock ? *options.clock : system_clock()) {}

    Ledger open_ledger(const LedgerKey& key, const Deadline& deadline) override {
        const auto lock = locked("opening a ledger", deadline);
        tables_.need_tables();
        const auto [row, made] = tables_.ledgers.try_emplace({key.store_id, key.shard});
        tables_.commits += made ? 1 : 0;
        return row->second;
    }

    FoldResult fold(const FoldRequest& request, const Deadline& deadline) override {
        MemoryTransaction transaction(tables_, now());
        for (;;) {
            deadline.check("memory database: folding");
            FoldResult result;
            if (!begin_fold(transaction, request.key, request.expected)) {
                return {true, {}};
            }
            internal::step("apply:begun");
            fold_rows(transaction, request, result);
            internal::step("apply:rows-written");
            transaction.move_ledger(request.key, request.next);
            internal::step("apply:ledger-written");
            internal::step("commit:before");
            deadline.check("memory database: folding");
            if (transaction.commit()) {
                internal::step("commit:after");
                return result;
            }
        }
    }

    Baselines read(const LedgerKey& key, std::span<const CounterRef> counters,
                   const Deadline& deadline) override {
        const auto lock = locked("reading", deadline);
        tables_.need_tables();
        Baselines baselines{ledger(key), {}};
        baselines.counts.reserve(counters.size());
        for (const CounterRef& counter : counters) {
            const auto row = tables_.rows.find(EncodedId(counter).bytes());
            baselines.counts.push_back(
                row == tables_.rows.end() ? std::nullopt : std::optional(row->second.count));
        }
        return baselines;
    }

    BaselineScan read_owner(const LedgerKey& key, const OwnerRef& owner,
                            const Deadline& deadline) override {
        const auto lock = locked("reading", deadline);
        tables_.need_tables();
        BaselineScan scan{ledger(key), {}};
        const std::string prefix = encoded_owner_prefix(owner);
        for (auto row = tables_.rows.lower_bound(prefix);
             row != tables_.rows.end() && row->first.starts_with(prefix); ++row) {
            scan.rows.push_back({row->first, row->second.count});
        }
        return scan;
    }

    void write(std::span<const FoldRow> rows, const Deadline& deadline) override {
        MemoryTransaction transaction(tables_, now());
        do {
            begin(transaction);
            internal::step("apply:begun");
            write_rows(transaction, rows);
            internal::step("apply:rows-written");
            internal::step("commit:before");
            deadline.check("memory database: writing");
        } while (!transaction.commit());
        internal::step("commit:after");
    }

    void migrate(const Deadline& deadline) override {
        const auto lock = locked("migrating", deadline);
        tables_.migrated = true;
    }

    void rollback_migration(const Deadline& deadline) override {
        const auto lock = locked("rolling a migration back", deadline);
        tables_.need_tables();
        ++tables_.commits;
        tables_.migrated = false;
        tables_.rows.clear();
        tables_.ledgers.clear();
        tables_.rejects.clear();
        tables_.last_applied_at = 0;
    }

    std::vector<MigrationState> migrations(const Deadline& deadline) override {
        const auto lock = locked("listing migrations", deadline);
        return {{1, "tables", tables_.migrated}};
    }

    OwnerIdKind owner_id_kind(const Deadline& deadline) override {
        deadline.check("memory database: asking for the owner ids");
        return owner_id_kind_;
    }

    DatabaseStatus status(const Deadline& deadline) override {
        const auto lock = locked("asking for its status", deadline);
        tables_.need_tables();
        return {"memory",
                "memory",
                tables_.rows.size(),
                tables_.rejects.size(),
                tables_.last_applied_at,
                {}};
    }

    std::vector<CounterTotals> totals(const Deadline& deadline) override {
        const auto lock = locked("summing up", deadline);
        tables_.need_tables();
        std::map<std::array<std::string, 3>, std::pair<std::uint64_t, WideSum>> sums;
        for (const auto& [encoded, values] : tables_.rows) {
            const CounterRef counter = decode(encoded);
            auto& [counters, sum] = sums[{std::string(counter.owner.type()),
                                          std::string(counter.key), std::string(counter.interval)}];
            ++counters;
            sum.add(values.count);
        }
        std::vector<CounterTotals> found;
        for (const auto& [names, what] : sums) {
            found.push_back({names[0], names[1], names[2], what.first, what.second.text()});
        }
        return found;
    }

    std::vector<std::string> periods_before(std::string_view interval, std::int64_t row_start,
                                            std::size_t most, const Deadline& deadline) override {
        const auto lock = locked("listing old periods", deadline);
        tables_.need_tables();
        std::vector<std::string> found;
        for (auto row = tables_.rows.begin(); row != tables_.rows.end() && found.size() < most;
             ++row) {
            if (is_before(row->first, interval, row_start)) {
                found.push_back(row->first);
            }
        }
        return found;
    }

    std::uint64_t count_periods_before(std::string_view interval, std::int64_t row_start,
                                       const Deadline& deadline) override {
        const auto lock = locked("counting old periods", deadline);
        tables_.need_tables();
        const auto count = std::count_if(
            tables_.rows.begin(), tables_.rows.end(),
            [&](const auto& row) { return is_before(row.first, interval, row_start); });
        return static_cast<std::uint64_t>(count);
    }

    void close() override {}

private:
    static bool is_before(std::string_view encoded, std::string_view interval,
                          std::int64_t row_start) {
        const CounterRef counter = decode(encoded);
        return counter.interval == interval && period_start_seconds(counter) < row_start;
    }

    /// The tables' lock: nobody holds it for longer than a step over rows takes.
    std::unique_lock<std::mutex> locked(const char* doing, const Deadline& deadline) {
        std::unique_lock lock(tables_.mutex);
        deadline.check(std::string("memory database: ") + doing);
        return lock;
    }

    std::int64_t now() {
        return std::chrono::duration_cast<std::chrono::seconds>(
                   clock_.system_now().time_since_epoch())
            .count();
    }

    /// Expects the tables' lock.
    Ledger ledger(const LedgerKey& key) const {
        const auto row = tables_.ledgers.find({key.store_id, key.shard});
        return row == tables_.ledgers.end() ? Ledger{} : row->second;
    }

    void begin(MemoryTransaction& transaction) {
        const std::scoped_lock lock(tables_.mutex);
        tables_.need_tables();
        transaction.begin();
    }

    /// Returns: false when the ledger row is not what is expected, or is missing.
    bool begin_fold(MemoryTransaction& transaction, const LedgerKey& key, const Ledger& expected) {
        const std::scoped_lock lock(tables_.mutex);
        tables_.need_tables();
        const auto row = tables_.ledgers.find({key.store_id, key.shard});
        if (row == tables_.ledgers.end() || row->second != expected) {
            return false;
        }
        transaction.begin();
        return true;
    }

    void fold_rows(MemoryTransaction& transaction, const FoldRequest& request, FoldResult& result) {
        const std::scoped_lock lock(tables_.mutex);
        for (const FoldRow& row : request.rows) {
            if (const auto before = transaction.change(row)) {
                result.rejects.push_back(
                    {std::string(row.encoded), row.change,
                     overflow_reason(decode(row.encoded), *before, row.change)});
                transaction.reject(request.key, result.rejects.back());
            }
        }
    }

    void write_rows(MemoryTransaction& transaction, std::span<const FoldRow> rows) {
        const std::scoped_lock lock(tables_.mutex);
        for (const FoldRow& row : rows) {
            if (const auto before = transaction.change(row)) {
                throw Error(ErrorCode::out_of_range,
                            overflow_reason(decode(row.encoded), *before, row.change) +
                                "; nothing was written");
            }
        }
    }

    std::shared_ptr<MemoryDatabaseState> state_;
    MemoryDatabaseState::Tables& tables_;
    OwnerIdKind owner_id_kind_;
    Clock& clock_;
};

}  // namespace

std::unique_ptr<Database> make_memory_database(const MemoryDatabaseOptions& options) {
    return std::make_unique<MemoryDatabase>(options);
}

}  // namespace model_counter
