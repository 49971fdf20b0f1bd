#pragma once

#include "model_counter/callback.hpp"
#include "model_counter/cell.hpp"
#include "model_counter/change.hpp"
#include "model_counter/check.hpp"
#include "model_counter/counter_id.hpp"
#include "model_counter/durations.hpp"
#include "model_counter/error.hpp"
#include "model_counter/log.hpp"
#include "model_counter/settled.hpp"
#include "model_counter/token.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter {

/// What kinds of owner ids the database takes; the store refuses others when they are incremented.
enum class OwnerIdKind { any, bigint, string };

/// Names a sealed set: its number and the random number it got when it was sealed.
struct SetId {
    std::uint64_t seq = 0;
    std::uint64_t nonce = 0;

    friend bool operator==(const SetId&, const SetId&) = default;
};

/// Most sealed sets that may wait in a shard.
inline constexpr std::size_t kWaitingSetsMax = 64;

/// How long a store remembers tokens unless it is told otherwise.
inline constexpr std::chrono::milliseconds kTokenTtlDefault{3'600'000};

/// What a shard looks like at one instant.
struct ShardState {
    std::string store_id;              ///< 32 hexadecimal digits; new when the shard was wiped
    std::uint64_t last_discarded = 0;  ///< number of the last set dropped; 0: none yet
    std::vector<SetId> waiting;        ///< sealed, not discarded; ascending
    std::uint64_t open_seq = 0;        ///< the number the open part will get
    bool open_is_empty = true;         ///< nothing was counted since the last seal; in a
                                       ///< `ShardView` perhaps of the counters asked for alone
    std::uint64_t epoch = 0;           ///< another one since the table was written past the store
};

/// One counter's share of one set, or of the open part.
struct Part {
    std::uint64_t seq = 0;
    std::uint64_t nonce = 0;  ///< 0 in the open part
    Change change;
};

/// What a shard holds of the counters asked for; parts ascend by number, the open one last.
struct ShardView {
    ShardState state;
    std::vector<std::vector<Part>> counters;  ///< in the order asked
};

/// What a shard holds of the counters that were chosen.
struct ShardScan {
    /// One counter that was chosen.
    struct Counter {
        std::string encoded;
        std::vector<Part> parts;
    };
    ShardState state;
    std::vector<Counter> counters;  ///< in no order
};

/// The contents of one sealed set, copied: it stays as it is whatever happens to the store.
struct SealedSet {
    /// One counter's share of the set.
    struct Entry {
        std::string_view encoded;  ///< borrows from `bytes`
        Change change;
    };
    SetId id;
    std::vector<Entry> entries;  ///< each counter once, in no order
    std::vector<std::unique_ptr<std::byte[]>> bytes;
    std::uint64_t damaged = 0;    ///< entries whose checksum failed: set aside, not among `entries`
    std::string damaged_kept_in;  ///< where they are kept for inspection; empty: none
};

/// One increment of a bulk call.
struct Increment {
    CounterRef counter;
    std::int64_t amount = 1;
};

/// How far a bulk call came: the first `done` are counted; the next one failed for `error`, if any,
/// and those behind it were not tried, but for those in `counted_behind`: what a server was sent in
/// one go it goes on with. Where `error` is in doubt, the others behind are in doubt, too.
struct BulkResult {
    std::size_t done = 0;
    std::optional<Error> error;
    std::vector<std::size_t> counted_behind = {};  ///< ascending
};

/// Figures of a buffer in front of a store, for people.
struct BufferStatus {
    std::string kind;                ///< `memory` or `embedded`
    std::string location;            ///< where its files are; `memory`: nowhere
    std::uint64_t counters = 0;      ///< that wait to be brought into the store
    std::uint64_t counters_max = 0;  ///< most that may wait
    std::uint64_t waiting_sets = 0;  ///< sealed, and not whole in the store yet
    std::int64_t flushed_at = 0;     ///< seconds since the epoch of the last flush that brought
                                     ///< something; 0: none in this process
    std::uint64_t failures = 0;      ///< flushes that failed since one succeeded
    std::string failure;             ///< why the last one failed
    std::uint64_t in_doubt = 0;      ///< sets that this process perhaps brought twice
};

/// Figures for people; nothing depends on them.
struct StoreStatus {
    std::string kind;      ///< `embedded`, `memory`, ...
    std::string location;  ///< an absolute path, or a URL without its password
    std::uint64_t open_counters = 0;
    std::uint64_t open_capacity = 0;
    std::uint64_t waiting_sets = 0;
    std::int64_t flushed_at = 0;  ///< seconds since the epoch of the last `flush`; 0: never
    std::uint64_t bytes = 0;      ///< files or memory in use
    /// Seconds since the epoch: what was counted before is in the database; 0: not known. Where
    /// nothing waits, everything is.
    std::int64_t synced_through = 0;
    std::uint64_t rows_written = 0;  ///< by all syncs since the store was made
    std::uint64_t units_synced = 0;  ///< the amounts they added, without their signs
    std::vector<std::string> warnings;
    std::optional<BufferStatus> buffer = {};  ///< what is in front of it
};

/// What a sync tells the store when it ends, for `StoreStatus`.
struct SyncNote {
    std::int64_t synced_through = 0;  ///< when it began; 0: it did not take in everything
    std::uint64_t rows_written = 0;
    std::uint64_t units_synced = 0;
};

/// Chooses counters; borrowed ones, valid during the call.
using CounterFilter = Callback<bool(const CounterRef&)>;

/// Keeps other synchronizers from wasting work on a shard; given back when destroyed.
class ShardLock {
public:
    virtual ~ShardLock() = default;
};

/// What can hand over its counts as sealed sets: the one end of a hop.
///
/// Errors and threads: those of `Store`.
class SetSource {
public:
    virtual ~SetSource() = default;

    /// What a shard looks like now.
    [[nodiscard]] virtual ShardState state(std::uint32_t shard) = 0;

    /// Makes the open part a set, in one atomic step, and begins a new one.
    ///
    /// Returns: the set; nothing when the open part is empty.
    /// Errors:  busy  64 sets wait
    virtual std::optional<SetId> seal(std::uint32_t shard) = 0;

    /// Returns when everything sealed so far survives what the store can survive.
    virtual void make_durable(std::uint32_t shard) = 0;

    /// Reads a set back.
    ///
    /// Returns: nothing when it is not there any more (somebody discarded or renumbered it).
    virtual std::optional<SealedSet> read_set(std::uint32_t shard, const SetId& set) = 0;

    /// Drops a set; sets are dropped in order. Dropping one that is gone is not an error.
    virtual void discard(std::uint32_t shard, const SetId& set) = 0;

    /// Moves every waiting set from `first` on, and the open part, past number `past`; order and
    /// nonces stay. Does nothing when `first` is not there any more.
    virtual void renumber(std::uint32_t shard, const SetId& first, std::uint64_t past) = 0;

    /// Makes every process forget what it remembers of values: the table was written past the
    /// store.
    virtual void raise_epoch();
};

class BufferSink;

/// Where increments land first, atomically: anything that can seal and discard.
///
/// Every operation is atomic and, once it returned, acknowledged. Amounts are within +-kAmountMax
/// and counters within the limits, else invalid_argument.
/// Errors:  busy          64 sets wait and the open part is full; nothing was counted: sync
///          unavailable   the store cannot be reached, or its disk is full
///          corrupt       a file is not what this library writes
/// Threads: any, also from several processes where the store is shared.
class Store : public SetSource {
public:
    // Counting.

    /// Adds to a counter.
    virtual void add(const CounterRef& counter, std::int64_t amount) = 0;

    /// Adds to a counter, unless it was done with the same token already: token and amount are
    /// recorded in one atomic step, and the token is remembered for the store's `token_ttl` or
    /// longer. Whoever does not know whether it was done calls again with the same token.
    ///
    /// Returns: whether this call counted
    /// Errors:  conflict          another amount was counted with the token; nothing was done
    ///          invalid_argument  the token breaks a limit, or this store keeps no tokens
    virtual Counted add_once(const CounterRef& counter, std::int64_t amount, const Token& token);

    /// Adds many, as fast as the store can; each is acknowledged by itself, in order.
    virtual BulkResult add_many(std::span<const Increment> increments) = 0;

    /// Gives a counter a value, in order with its increments.
    virtual void set(const CounterRef& counter, std::int64_t value) = 0;

    /// Removes a counter; an increment after it starts from zero.
    virtual void remove(const CounterRef& counter) = 0;

    /// The counter's cell, made if need be; `cell` is null in stores without cells.
    virtual CellRef resolve(const CounterRef& counter) = 0;

    // Values, where the database's share is known; a store may do without.

    /// Remembers what is settled of a counter, in this process, for as long as it holds: until the
    /// shard is sealed, a set is discarded, or the epoch is raised.
    virtual void remember(const CounterRef& counter, const Settled& settled);

    /// The counter's value, from what is remembered. Cost: (a) or (b), as an increment.
    ///
    /// Returns: nothing where nothing is remembered, or it does not hold any more
    [[nodiscard]] virtual std::optional<std::int64_t> recall(const CounterRef& counter);

    /// Adds to a counter if its value is within `bounds` then, in one atomic step; from what is
    /// settled, or from what is remembered when that is null.
    ///
    /// Errors: out_of_range  the present value leaves int64
    virtual BoundedAdd add_within(const CounterRef& counter, std::int64_t amount,
                                  const Bounds& bounds, const Settled* settled);

    // Reading.

    /// How many shards it has; the same for as long as the store lives.
    [[nodiscard]] virtual std::uint32_t shard_count() = 0;
    /// The shard of an owner: a number below `shard_count()`.
    [[nodiscard]] virtual std::uint32_t shard_of(const OwnerRef& owner) = 0;

    /// The parts of several counters of one shard, each exact at one instant during the call.
    [[nodiscard]] virtual ShardView read(std::uint32_t shard,
                                         std::span<const CounterRef> counters) = 0;

    /// The parts of every counter of a shard that `wanted` chooses. Changes nothing.
    /// Cost: in proportion to what is not discarded yet.
    [[nodiscard]] virtual ShardScan scan(std::uint32_t shard, const CounterFilter& wanted) = 0;

    /// Figures for people.
    [[nodiscard]] virtual StoreStatus status() = 0;

    // Moving on to the database.

    /// Takes the synchronizers' lock, waiting for at most `wait`.
    ///
    /// Returns: null when another holds it. Correctness never depends on it.
    virtual std::unique_ptr<ShardLock> lock(std::uint32_t shard,
                                            std::chrono::milliseconds wait) = 0;

    /// What takes in the sets of buffers that count in front of this store; null: none can.
    virtual BufferSink* buffer_sink() { return nullptr; }

    // Keeping house.

    /// Keeps what a sync did for `status`. Nothing depends on it.
    virtual void note_sync(const SyncNote& note);

    /// Looks whether all is well with it: what it runs on, what it may do, what may be lost.
    [[nodiscard]] virtual std::vector<Check> checks();

    /// Refuses, from now on and in every process, owner ids that the database could not take.
    virtual void set_owner_id_kind(OwnerIdKind kind) = 0;

    /// Makes what was counted so far survive a power loss, as far as the store can.
    virtual void flush() = 0;

    /// Makes room ahead of need, so that no caller waits for it. Cheap when there is enough.
    virtual void prepare() = 0;

    /// Flushes and lets go of files and connections. Later calls fail with unavailable.
    virtual void close() = 0;
};

}  // namespace model_counter
