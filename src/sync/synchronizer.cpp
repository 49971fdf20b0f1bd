#include "sync/synchronizer.hpp"

#include "step_hook.hpp"
#include "sync/shard_sync.hpp"

#include <algorithm>
#include <chrono>
#include <limits>
#include <string>
#include <type_traits>
#include <utility>

namespace model_counter {
namespace {

/// How often a shard's ledger may turn out to be another one's before giving up.
constexpr int kRetriesMax = 1000;
/// How often a lost reply to COMMIT is settled from the ledger before it is reported.
constexpr int kDoubtsMax = 3;

void tell(const LogSink& log, LogLevel level, const std::string& message) {
    if (log) {
        log(level, message);
    }
}

class ShardDriver {
public:
    ShardDriver(SetSource& store, Sink& database, Clock& clock, const SyncOptions& options,
                std::uint32_t shard)
        : store_(store),
          database_(database),
          clock_(clock),
          options_(options),
          shard_(shard),
          machine_(options.pattern, options.batch_rows_max) {}

    SyncReport run() {
        const auto carry_out = [this](auto& action) { return this->act(action); };
        for (;;) {
            ShardSync::Action action = machine_.next();
            if (!std::holds_alternative<ShardSync::Done>(action)) {
                check_deadline();
            }
            if (!std::visit(carry_out, action)) {
                return machine_.report();
            }
        }
    }

private:
    bool act(const ShardSync::Done&) { return false; }

    bool act(const ShardSync::Look&) {
        ShardState state = store_.state(shard_);
        key_ = {state.store_id, shard_};
        Ledger ledger = database_.open_ledger(key_, of_transaction());
        machine_.looked(std::move(state), std::move(ledger));
        return true;
    }

    bool act(const ShardSync::Seal&) {
        try {
            machine_.sealed(store_.seal(shard_));
        } catch (const Error& error) {
            if (error.kind() != ErrorCode::busy) {
                throw;
            }
            // Others filled the last place since we looked.
            count_retry();
            machine_.look_again();
        }
        return true;
    }

    bool act(const ShardSync::ReadBack& action) {
        store_.make_durable(shard_);
        std::vector<std::optional<SealedSet>> sets;
        sets.reserve(action.sets.size());
        for (const SetId& set : action.sets) {
            sets.push_back(store_.read_set(shard_, set));
        }
        internal::step("read-back:done");
        machine_.read_back(std::move(sets));
        return true;
    }

    bool act(const ShardSync::Fold& action) {
        try {
            const FoldResult result =
                database_.fold({key_, action.expected, action.next, action.rows}, of_transaction());
            if (result.moved) {
                count_retry();
            }
            if (!result.rejects.empty()) {
                // What could not be applied was settled before, and is not in the table.
                store_.raise_epoch();
            }
            machine_.folded(result);
        } catch (const Error& error) {
            if (!error.in_doubt() || ++doubts_ > kDoubtsMax) {
                throw;
            }
            // Not a thing to guess about: the ledger knows.
            machine_.look_again();
            return true;
        }
        if (options_.progress) {
            options_.progress(machine_.run_done(), machine_.run_rows());
        }
        return true;
    }

    bool act(const ShardSync::Discard& action) {
        store_.discard(shard_, action.set);
        machine_.discarded();
        return true;
    }

    bool act(const ShardSync::Renumber& action) {
        store_.renumber(shard_, action.first, action.past);
        count_retry();
        machine_.renumbered();
        return true;
    }

    [[nodiscard]] Deadline of_transaction() const {
        return std::min(options_.deadline, Deadline::after(options_.transaction_timeout));
    }

    void check_deadline() const {
        if (options_.deadline.expired()) {
            throw Error(ErrorCode::timeout,
                        "sync: the deadline passed; what it took in so far stays in the database, "
                        "the rest waits: sync again, or give it more time");
        }
    }

    void count_retry() {
        if (++retries_ > kRetriesMax) {
            throw Error(ErrorCode::busy,
                        "shard " + std::to_string(shard_) + " of store " + key_.store_id +
                            ": other synchronizers moved its ledger " +
                            std::to_string(kRetriesMax) + " times; nothing is lost, sync again");
        }
        clock_.sleep_for(std::min<Deadline::Clock::duration>(
            std::chrono::microseconds(10) * retries_, options_.deadline.remaining()));
    }

    SetSource& store_;
    Sink& database_;
    Clock& clock_;
    const SyncOptions& options_;
    std::uint32_t shard_;
    ShardSync machine_;
    LedgerKey key_;
    int retries_ = 0;
    int doubts_ = 0;
};

void add_to(SyncReport& sum, const SyncReport& shard) {
    sum.rows += shard.rows;
    if (__builtin_add_overflow(sum.amount, shard.amount, &sum.amount)) {
        sum.amount = shard.amount > 0 ? std::numeric_limits<std::int64_t>::max()
                                      : std::numeric_limits<std::int64_t>::min();
    }
    if (__builtin_add_overflow(sum.units, shard.units, &sum.units)) {
        sum.units = std::numeric_limits<std::uint64_t>::max();
    }
    sum.sets += shard.sets;
    sum.batches += shard.batches;
    sum.retries += shard.retries;
    sum.taken += shard.taken;
    sum.replaced += shard.replaced;
    sum.rejected += shard.rejected;
    sum.damaged += shard.damaged;
    sum.store_went_back |= shard.store_went_back;
    sum.database_went_back |= shard.database_went_back;
    sum.warnings.insert(sum.warnings.end(), shard.warnings.begin(), shard.warnings.end());
}

void warn(SyncReport& report, const LogSink& log) {
    if (report.store_went_back) {
        report.warnings.emplace_back(
            "the store came back from an older state: it held counts under set numbers that the "
            "database had used; they were renumbered and applied, none was dropped");
    }
    if (report.database_went_back) {
        report.warnings.emplace_back(
            "the database is older than what the store has handed over: was it restored from a "
            "backup? Counts synced since then are missing from it");
    }
    if (report.rejected > 0) {
        report.warnings.emplace_back(
            std::to_string(report.rejected) +
            " changes did not fit the table; they are in its rejects table with the reason");
    }
    for (const std::string& warning : report.warnings) {
        tell(log, LogLevel::warning, warning);
    }
}

std::chrono::milliseconds lock_wait(const SyncOptions& options) {
    using std::chrono::milliseconds;
    if (options.skip_when_busy) {
        return milliseconds(0);
    }
    return std::min(options.lock_wait,
                    std::chrono::ceil<milliseconds>(options.deadline.remaining()));
}

}  // namespace

SyncReport synchronize_shard(SetSource& source, Sink& sink, Clock& clock,
                             const SyncOptions& options, std::uint32_t shard) {
    return ShardDriver(source, sink, clock, options, shard).run();
}

SyncReport synchronize(Store& store, Database& database, Clock& clock, const LogSink& log,
                       const SyncOptions& options) {
    if (options.batch_rows_max < 1 || options.batch_rows_max > kBatchRowsMax) {
        throw Error(ErrorCode::invalid_argument,
                    "batch size " + std::to_string(options.batch_rows_max) + " is outside 1 ... " +
                        std::to_string(kBatchRowsMax));
    }
    SyncReport report;
    for (std::uint32_t shard = 0; shard < store.shard_count(); ++shard) {
        const auto wait = lock_wait(options);
        const auto lock = store.lock(shard, wait);
        if (!lock && options.skip_when_busy) {
            report.skipped = true;
            continue;
        }
        add_to(report, synchronize_shard(store, database, clock, options, shard));
    }
    if (report.database_went_back) {
        store.raise_epoch();
    }
    warn(report, log);
    return report;
}

}  // namespace model_counter
