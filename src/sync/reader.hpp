#pragma once

#include "model_counter/counter_id.hpp"
#include "model_counter/database.hpp"
#include "model_counter/log.hpp"
#include "model_counter/store.hpp"
#include "model_counter/sync.hpp"
#include "sync/consistent_read.hpp"

#include <atomic>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace model_counter {

/// Reads values: the database's baseline plus the parts that it does not have yet. Takes no lock.
///
/// Every value is one that the counter really had during the call.
/// Errors:  timeout  the deadline passed
/// Threads: any.
class Reader {
public:
    struct OwnerValue {
        std::string key;
        std::int64_t value = 0;
    };

    Reader(Store& store, Database& database, LogSink log);

    /// The values of counters of one owner, in the order asked; a missing one reads 0.
    ///
    /// Errors: out_of_range  a value leaves int64; its sync will reject what does not fit
    [[nodiscard]] std::vector<std::int64_t> read(std::span<const CounterRef> counters,
                                                 const Deadline& deadline = Deadline::never());

    /// One counter's value, and what of it is settled.
    struct SettledValue {
        std::optional<std::int64_t> value;  ///< nothing: it leaves int64
        std::optional<Settled> settled;     ///< nothing: that leaves int64
        bool lasts = false;                 ///< store and ledger fit together: it may be remembered
    };
    [[nodiscard]] SettledValue read_settled(const CounterRef& counter, const Deadline& deadline);

    /// The values of counters of any owners; nothing where there is no such counter. One look and
    /// one query for each shard that has some of them.
    ///
    /// Errors: as `read`
    [[nodiscard]] std::vector<std::optional<std::int64_t>> read_existing(
        std::span<const CounterRef> counters, const Deadline& deadline = Deadline::never());

    /// Every counter of an owner, sorted by key.
    [[nodiscard]] std::vector<OwnerValue> read_owner(const OwnerRef& owner,
                                                     const Deadline& deadline = Deadline::never());

    /// Whether an absolute value of this counter waits in the store: a `set` or `remove` that will
    /// replace what the row says. Cost: a look at the store, and an SQL query only if one is there.
    [[nodiscard]] bool will_be_replaced(const CounterRef& counter, const Deadline& deadline);

    /// What a sync of these counters would do, sorted by counter. Changes nothing.
    [[nodiscard]] std::vector<SyncPreview> preview(const Pattern& pattern,
                                                   const Deadline& deadline = Deadline::never());

private:
    [[nodiscard]] std::vector<std::optional<std::int64_t>> read_shard(
        std::uint32_t shard, std::span<const CounterRef> counters, const Deadline& deadline);
    void report(ReadRule::Verdict verdict);
    void preview_shard(std::uint32_t shard, const Pattern& pattern, const Deadline& deadline,
                       std::vector<SyncPreview>& lines);

    Store& store_;
    Database& database_;
    LogSink log_;
    std::atomic<ReadRule::Verdict> reported_{ReadRule::Verdict::good};
};

}  // namespace model_counter
