#pragma once

#include "model_counter/caller_connection.hpp"
#include "model_counter/check.hpp"
#include "model_counter/clock.hpp"
#include "model_counter/database.hpp"
#include "model_counter/deadline.hpp"
#include "model_counter/durations.hpp"
#include "model_counter/error.hpp"
#include "model_counter/events.hpp"
#include "model_counter/handle.hpp"
#include "model_counter/log.hpp"
#include "model_counter/owner_traits.hpp"
#include "model_counter/period_value.hpp"
#include "model_counter/prune.hpp"
#include "model_counter/quota_exceeded.hpp"
#include "model_counter/store.hpp"
#include "model_counter/sync.hpp"
#include "model_counter/time_zone.hpp"
#include "model_counter/token.hpp"

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter {

struct Config;

/// What a `Counters` needs besides its store and its database.
struct Options {
    // What it does.
    LogSink log = {};        ///< receives warnings; nothing by default
    EventSink events = {};   ///< told of every operation; nothing by default
    Clock* clock = nullptr;  ///< the machine's clock by default
    std::shared_ptr<const TimeZone> time_zone = {};  ///< in which periods begin; UTC by default
    /// Nothing but syncs of this one store writes the table. Then values that are in it are
    /// remembered: reads of hot counters and checks of limits leave the database alone.
    bool sole_writer = false;
    // How fast.
    std::size_t batch_rows_max = kBatchRowsDefault;  ///< rows of one transaction of a sync
    std::chrono::milliseconds lock_wait{5000};       ///< a sync waits so long for another one
    /// How long a call may take that is given no deadline of its own: a read, a look, in direct
    /// mode each transaction. A sync has `transaction_timeout`.
    std::chrono::milliseconds timeout{30'000};
    /// How long each transaction of a sync may take; the sync itself lasts as long as it gets on.
    std::chrono::milliseconds transaction_timeout{kTransactionTimeout};
    std::chrono::milliseconds close_timeout{1000};  ///< how long the destructor may drain
};

/// A counter's key and value.
struct CounterValue {
    std::string key;
    std::int64_t value = 0;

    friend bool operator==(const CounterValue&, const CounterValue&) = default;
};

/// What waits and where it goes; figures for people.
struct CountersStatus {
    StoreStatus store;
    DatabaseStatus database;
    bool direct = false;  ///< no store: every increment goes straight to the database
};

/// Counts anything that belongs to anything: one store, where increments land, and one database,
/// the system of record.
///
/// Every increment that was acknowledged reaches the database exactly once, whatever is killed
/// whenever; a read is always a value that the counter really had.
/// Errors:  invalid_argument  a limit of owner, key or amount is broken; the message names it
///          out_of_range      the value would leave int64
///          timeout           the call's deadline passed; nothing was done
///          conflict          a limit would have been passed: see `QuotaExceeded`
///          busy, unavailable, in_doubt, corrupt  from the store or the database; see `Error`
/// A `deadline` ends what a call waits for; without one a call has `Options::timeout`.
/// Threads: any.
class Counters {
public:
    /// Puts a store and a database together. A null store is direct mode: every operation is one
    /// transaction of the database, and there is nothing to sync.
    ///
    /// What owner ids the database takes is copied into the store, if the tables are there.
    /// Errors: invalid_argument  no database, a batch size outside 1 ... kBatchRowsMax, or a
    ///                           timeout below 1 ms
    Counters(std::unique_ptr<Store> store, std::unique_ptr<Database> database,
             Options options = {});

    /// Opens what the configuration names. In the component `model_counter::model_counter`.
    static Counters open(const Config& config);

    /// Opens what files and environment configure - with none: the embedded store and SQLite under
    /// `model-counter-data` - and makes it the process's default instance.
    ///
    /// Errors: conflict  there is a default instance already
    static Counters& open_default();

    /// Makes an instance the process's default one. It is closed at the process's normal end,
    /// within `close_timeout`.
    ///
    /// Errors: conflict  there is one already
    static Counters& install_default(Counters counters);

    /// The default instance.
    ///
    /// Errors: not_found  none was opened; call `Counters::open_default()` first
    static Counters& default_instance();

    /// Closes and forgets the default instance, if there is one; another can be installed then.
    /// What still refers to it gets `unavailable`.
    static void close_default();

    /// Takes over; what was moved from fails with unavailable. Handles stay valid.
    Counters(Counters&&) noexcept;
    /// The same; what this was before is closed as by the destructor.
    Counters& operator=(Counters&&) noexcept;
    Counters(const Counters&) = delete;
    Counters& operator=(const Counters&) = delete;

    /// Closes within `close_timeout` and logs what it could not do. Never throws.
    ~Counters();

    // Counting. Cost: (a) never blocks with the embedded and the memory store; (b) one store round
    // trip; (c) one SQL transaction in direct mode.

    /// Adds `amount`, within +-kAmountMax; negative amounts work.
    template <OwnerLike T>
    void increment(const T& owner, KeyRef key, std::int64_t amount = 1) {
        with_owner(owner, [&](const OwnerRef& ref) { add({ref, key.text()}, amount); });
    }

    /// Adds `amount` once, however often it is called with the same token: what may be retried.
    ///
    /// The token is recorded in the same atomic step as the amount and remembered for `token_ttl`
    /// at least. After `in_doubt`, or a process that was killed, the same call settles it.
    /// Returns: whether this call counted, or an earlier one had
    /// Errors:  conflict          the token was used for this counter with another amount; nothing
    ///                            was counted
    ///          invalid_argument  a limit is broken, or the store keeps no tokens: direct mode
    /// Cost:    one store round trip; with the embedded and the memory store see their page.
    /// Source:  docs/guide/retrying.md
    template <OwnerLike T>
    Counted increment(const T& owner, KeyRef key, std::int64_t amount, const Token& token) {
        return with_owner(owner, [&](const OwnerRef& ref) {
            return add_once({ref, key.text()}, amount, token);
        });
    }

    /// Adds `amount` within the caller's own transaction: the count is committed or rolled back
    /// with whatever else that transaction does.
    ///
    /// `connection` is a `sqlite3*`, `PGconn*` or `MYSQL*` to the database of these counters, and a
    /// transaction is open on it. The count goes straight into the table, past the store; reads see
    /// it once the transaction is committed. No event is told: whether it will be is not known.
    /// Errors: invalid_argument  a limit is broken; no transaction is open; or a connection of
    ///                           another kind of database
    ///         conflict          these counters are the table's `sole_writer`
    ///         not_found         the connection leads to a database without the table
    ///         busy              a `set` or `remove` of this counter waits in the store and would
    ///                           undo it: sync first, outside of the transaction
    ///         out_of_range      the count would leave int64; the transaction is as it was
    ///         timeout           the deadline passed while it waited for another transaction
    /// Threads: nobody else may use the connection meanwhile.
    /// Cost:    one SQL statement, and a look at the store.
    /// Source:  docs/guide/transactions.md
    template <class Native, OwnerLike T>
    void increment_in(Native* connection, const T& owner, KeyRef key, std::int64_t amount = 1,
                      const std::optional<Deadline>& deadline = std::nullopt) {
        static_assert(!CallerConnectionType<Native>::name.empty(),
                      "increment_in takes a sqlite3*, PGconn* or MYSQL*: include "
                      "model_counter/sqlite_database.hpp, model_counter/postgresql_database.hpp or "
                      "model_counter/mysql_database.hpp, and link its component");
        with_owner(owner, [&](const OwnerRef& ref) {
            add_in({CallerConnectionType<Native>::name, connection}, {ref, key.text()}, amount,
                   deadline);
        });
    }

    /// Subtracts `amount`; the value may go below zero.
    template <OwnerLike T>
    void decrement(const T& owner, KeyRef key, std::int64_t amount = 1) {
        with_owner(owner, [&](const OwnerRef& ref) { subtract({ref, key.text()}, amount); });
    }

    /// Subtracts `amount` once, however often it is called with the same token; to a token it is
    /// an increment by minus `amount`.
    template <OwnerLike T>
    Counted decrement(const T& owner, KeyRef key, std::int64_t amount, const Token& token) {
        return with_owner(owner, [&](const OwnerRef& ref) {
            return subtract_once({ref, key.text()}, amount, token);
        });
    }

    /// Adds `amount`, 0 ... kAmountMax, if the value is at most `limit` then; checked and counted
    /// in one step, whichever processes count in the store at once.
    ///
    /// Returns: the new value
    /// Errors:  conflict  `QuotaExceeded`: it would not be; nothing was counted
    /// Cost:    a read, then one operation of the store; with `sole_writer` that operation alone
    /// Source:  docs/guide/quotas.md
    template <OwnerLike T>
    std::int64_t increment_within(const T& owner, KeyRef key, std::int64_t amount,
                                  std::int64_t limit,
                                  const std::optional<Deadline>& deadline = std::nullopt) {
        return with_owner(owner, [&](const OwnerRef& ref) {
            return add_up_to({ref, key.text()}, amount, limit, deadline);
        });
    }

    /// Subtracts `amount`, 0 ... kAmountMax, if the value is at least `floor` then; otherwise as
    /// `increment_within`.
    template <OwnerLike T>
    std::int64_t decrement_within(const T& owner, KeyRef key, std::int64_t amount,
                                  std::int64_t floor,
                                  const std::optional<Deadline>& deadline = std::nullopt) {
        return with_owner(owner, [&](const OwnerRef& ref) {
            return subtract_down_to({ref, key.text()}, amount, floor, deadline);
        });
    }

    /// Adds `amount`, within +-kAmountMax.
    ///
    /// Returns: the new value, which no other call got for it
    /// Cost:    as `increment_within`
    template <OwnerLike T>
    std::int64_t increment_and_get(const T& owner, KeyRef key, std::int64_t amount = 1,
                                   const std::optional<Deadline>& deadline = std::nullopt) {
        return with_owner(owner, [&](const OwnerRef& ref) {
            return add_and_get({ref, key.text()}, amount, deadline);
        });
    }

    /// Tells that something else than a sync wrote the table: an import, a `Source`, a statement of
    /// yours. With `sole_writer`, call it once that is committed: what was read before is
    /// forgotten, in every process.
    void table_changed();

    /// Gives the counter a value, in order with its increments: later ones add to it.
    template <OwnerLike T>
    void set(const T& owner, KeyRef key, std::int64_t value) {
        with_owner(owner, [&](const OwnerRef& ref) { set_value({ref, key.text()}, value); });
    }

    /// Sets the counter to zero.
    template <OwnerLike T>
    void reset(const T& owner, KeyRef key) {
        set(owner, key, 0);
    }

    /// Removes the counter and its row; it reads 0, and an increment after it starts from zero.
    template <OwnerLike T>
    void remove(const T& owner, KeyRef key) {
        with_owner(owner, [&](const OwnerRef& ref) { remove_counter({ref, key.text()}); });
    }

    /// Removes every counter that `all` lists for the owner.
    ///
    /// The deadline is that of looking for them.
    /// Returns: how many
    template <OwnerLike T>
    std::size_t remove_all(const T& owner, const std::optional<Deadline>& deadline = std::nullopt) {
        return with_owner(owner, [&](const OwnerRef& ref) { return remove_owner(ref, deadline); });
    }

    /// Adds many, each acknowledged by itself, in order. Cost: one call of the store.
    ///
    /// Returns: how far it came; see `BulkResult`
    BulkResult increment_many(std::span<const Increment> increments);

    /// The counter, looked up once.
    template <OwnerLike T>
    [[nodiscard]] CounterHandle handle(const T& owner, KeyRef key) {
        return with_owner(owner, [&](const OwnerRef& ref) {
            return make_handle({ref, key.text()});
        });
    }

    // Reading. Cost: (b) one store round trip and (c) one SQL query, however many counters.

    /// The value; a counter that does not exist reads 0.
    ///
    /// Cost: with `sole_writer`, (a) or (b) alone once it was read since the last sync
    template <OwnerLike T>
    [[nodiscard]] std::int64_t get(const T& owner, KeyRef key,
                                   const std::optional<Deadline>& deadline = std::nullopt) {
        return with_owner(owner, [&](const OwnerRef& ref) {
            return read_one({ref, key.text()}, deadline);
        });
    }

    /// Several counters of an owner, in the order asked. Each is exact; together they are not one
    /// instant.
    template <OwnerLike T>
    [[nodiscard]] std::vector<CounterValue> get(
        const T& owner, std::initializer_list<KeyRef> keys,
        const std::optional<Deadline>& deadline = std::nullopt) {
        return with_owner(owner, [&](const OwnerRef& ref) {
            return read(ref, std::span<const KeyRef>(keys.begin(), keys.size()), deadline);
        });
    }
    /// The same with keys in a range.
    template <OwnerLike T>
    [[nodiscard]] std::vector<CounterValue> get(
        const T& owner, std::span<const std::string_view> keys,
        const std::optional<Deadline>& deadline = std::nullopt) {
        const std::vector<KeyRef> refs(keys.begin(), keys.end());
        return with_owner(owner, [&](const OwnerRef& ref) {
            return read(ref, std::span<const KeyRef>(refs), deadline);
        });
    }

    /// Every counter of an owner, sorted by key, unsynced ones included.
    ///
    /// Cost: beside one SQL query, in proportion to what the embedded store holds unsynced.
    template <OwnerLike T>
    [[nodiscard]] std::vector<CounterValue> all(
        const T& owner, const std::optional<Deadline>& deadline = std::nullopt) {
        return with_owner(owner, [&](const OwnerRef& ref) { return read_all(ref, deadline); });
    }

    /// Counters of any owners and periods, in the order asked. Each is exact; together they are not
    /// one instant. `CounterRef{owner.ref(), key}` is one, `Period::of` makes others.
    ///
    /// Cost: for each of the store's shards that has some of them one look and one SQL query,
    ///       however many they are; the embedded store has one shard.
    [[nodiscard]] std::vector<std::int64_t> get(
        std::span<const CounterRef> counters,
        const std::optional<Deadline>& deadline = std::nullopt);

    // Periods. A key has a total and, beside it, a counter for each period of each interval: they
    // are separate counters, and an increment says which it is for.

    /// The period that a moment is in, in these counters' time zone; without one: now.
    [[nodiscard]] Period period(Interval interval,
                                const std::optional<Moment>& at = std::nullopt) const;

    /// Adds `amount` to the counters of several intervals, in the periods that `at` is in:
    /// `increment(user, "views", 1, Interval::total | Interval::day)`.
    ///
    /// Errors: invalid_argument  no interval; nothing was counted
    ///         others            the message says which intervals were counted nevertheless
    /// Cost:   one call of the store
    template <OwnerLike T>
    void increment(const T& owner, KeyRef key, std::int64_t amount, Intervals intervals,
                   const std::optional<Moment>& at = std::nullopt) {
        with_owner(owner, [&](const OwnerRef& ref) { add(ref, key, amount, intervals, at); });
    }
    /// Subtracts in the same way.
    template <OwnerLike T>
    void decrement(const T& owner, KeyRef key, std::int64_t amount, Intervals intervals,
                   const std::optional<Moment>& at = std::nullopt) {
        with_owner(owner, [&](const OwnerRef& ref) { subtract(ref, key, amount, intervals, at); });
    }

    /// Gives the counter of one period a value.
    template <OwnerLike T>
    void set(const T& owner, KeyRef key, std::int64_t value, const Period& period) {
        with_owner(owner,
                   [&](const OwnerRef& ref) { set_value(period.of(ref, key.text()), value); });
    }
    /// Sets the counter of one period to zero.
    template <OwnerLike T>
    void reset(const T& owner, KeyRef key, const Period& period) {
        set(owner, key, 0, period);
    }
    /// Removes the counter of one period, and its row.
    template <OwnerLike T>
    void remove(const T& owner, KeyRef key, const Period& period) {
        with_owner(owner, [&](const OwnerRef& ref) { remove_counter(period.of(ref, key.text())); });
    }
    /// Notes a gauge's value for the period of a moment; the last one of a period stays.
    template <OwnerLike T>
    void snapshot(const T& owner, KeyRef key, std::int64_t value, Interval interval,
                  const std::optional<Moment>& at = std::nullopt) {
        set(owner, key, value, period(interval, at));
    }

    /// Gives many counters a value, in the order given: of one counter's values the last one wins.
    ///
    /// Returns: how far it came; see `BulkResult`
    BulkResult set_many(std::span<const Assignment> assignments, Zeros zeros = Zeros::kept);

    /// The value of one period.
    template <OwnerLike T>
    [[nodiscard]] std::int64_t get(const T& owner, KeyRef key, const Period& period,
                                   const std::optional<Deadline>& deadline = std::nullopt) {
        return with_owner(owner, [&](const OwnerRef& ref) {
            const CounterRef counter = period.of(ref, key.text());
            return get(std::span<const CounterRef>(&counter, 1), deadline).front();
        });
    }
    /// The value of the present period.
    template <OwnerLike T>
    [[nodiscard]] std::int64_t get(const T& owner, KeyRef key, Interval interval,
                                   const std::optional<Deadline>& deadline = std::nullopt) {
        return get(owner, key, period(interval), deadline);
    }

    /// The last `periods` periods up to the one that `from` is in, newest first; 0 where nothing
    /// was counted. What waits in the store is in all of them.
    ///
    /// Errors: invalid_argument  totals, or more than kPeriodsMax
    /// Cost:   as `get`, however many they are
    template <OwnerLike T>
    [[nodiscard]] std::vector<PeriodValue> history(
        const T& owner, KeyRef key, Interval interval, std::size_t periods,
        const std::optional<Moment>& from = std::nullopt,
        const std::optional<Deadline>& deadline = std::nullopt) {
        return with_owner(owner, [&](const OwnerRef& ref) {
            return read_history(ref, key, last(period(interval, from), periods), deadline);
        });
    }

    /// The sum of the periods from the one that `from` is in to the one that `to` is in.
    ///
    /// Errors: as `history`; out_of_range  the sum leaves int64
    template <OwnerLike T>
    [[nodiscard]] std::int64_t sum(const T& owner, KeyRef key, Interval interval, Moment from,
                                   Moment to,
                                   const std::optional<Deadline>& deadline = std::nullopt) {
        return sum(owner, key, period(interval, from), period(interval, to), deadline);
    }
    /// The same from period to period.
    template <OwnerLike T>
    [[nodiscard]] std::int64_t sum(const T& owner, KeyRef key, const Period& first,
                                   const Period& last,
                                   const std::optional<Deadline>& deadline = std::nullopt) {
        return with_owner(owner, [&](const OwnerRef& ref) {
            return sum_of(ref, key, between(first, last), deadline);
        });
    }
    /// The sum of the last `periods` periods, the present one included: a window that slides by
    /// whole periods. `sum_last(user, "views", Interval::hour, 24)`.
    template <OwnerLike T>
    [[nodiscard]] std::int64_t sum_last(const T& owner, KeyRef key, Interval interval,
                                        std::size_t periods,
                                        const std::optional<Deadline>& deadline = std::nullopt) {
        return with_owner(owner, [&](const OwnerRef& ref) {
            return sum_of(ref, key, last(period(interval), periods), deadline);
        });
    }

    /// The newest value of a gauge among the last `within` periods, with its period; nothing where
    /// none was noted, or it was removed. Cost: as `get`.
    template <OwnerLike T>
    [[nodiscard]] std::optional<PeriodValue> latest(
        const T& owner, KeyRef key, Interval interval, std::size_t within = 400,
        const std::optional<Deadline>& deadline = std::nullopt) {
        return with_owner(owner, [&](const OwnerRef& ref) {
            return read_latest(ref, key, last(period(interval), within), deadline);
        });
    }

    /// Removes rows of periods that are over for longer than their interval is kept, from the table
    /// of every owner. What the store could still bring to such a period stays with it: the first
    /// period that the store holds counts of is where removing ends. Counts that come later
    /// still make a row of their own, which the next call removes.
    ///
    /// Returns: what was done, in the order of the retentions
    /// Cost:    (c) a query over the whole table for each interval and 5,000 rows
    std::vector<PruneReport> prune(const PruneOptions& options = {});

    // Moving on to the database.

    /// Takes every waiting change of the chosen counters into the database, exactly once.
    ///
    /// Shape:   n counters, 0 <= n; a transaction per `batch_rows_max` rows. n == 0 is success.
    /// Returns: when everything acknowledged before it began is in the database, whoever put it
    ///          there; `rejected` changes are in the rejects table.
    /// Errors:  unavailable  the database or the store could not be reached; nothing is lost
    ///          in_doubt     the reply to COMMIT was lost; the next call settles it from the ledger
    ///          timeout      `deadline` or a transaction's time passed; what was committed until
    ///                       then stays, nothing is lost, and the next call goes on
    /// Threads: any; concurrent calls, also from other processes, are safe.
    /// Cost:    in proportion to what changed, not to what exists.
    /// Source:  docs/design/exactly-once.md, "seal, apply, discard"
    SyncReport sync(const SyncOptions& options);
    /// The same of every counter, with the options of this instance.
    SyncReport sync();

    /// What a sync would do now, sorted by counter. Changes nothing anywhere.
    [[nodiscard]] std::vector<SyncPreview> preview_sync(
        const Pattern& pattern = {}, const std::optional<Deadline>& deadline = std::nullopt);

    /// Makes what was counted so far survive a power loss, as far as the store can. It waits for
    /// this machine's disk alone, which no deadline can hurry.
    void flush();

    /// Makes room ahead of need; a `Scheduler` calls it.
    void prepare();

    /// What waits and where it goes. Cost: (b) and (c).
    [[nodiscard]] CountersStatus status(const std::optional<Deadline>& deadline = std::nullopt);

    /// The part of the status that the store knows; the database is not asked. Cost: (b).
    [[nodiscard]] StoreStatus store_status();

    /// What store and database find when they look whether all is well. Cost: (b) and (c).
    [[nodiscard]] std::vector<Check> checks(const std::optional<Deadline>& deadline = std::nullopt);

    /// The database behind it, for migrations.
    [[nodiscard]] Database& database();

    /// Flushes and lets go of files and connections. Later calls, also through handles, fail with
    /// unavailable; closing again is not an error.
    void close();

private:
    class Impl;
    friend class AsyncCounters;
    friend class DefaultInstance;
    friend class Scheduler;

    [[nodiscard]] Impl& impl() const;
    void close_quietly() noexcept;
    void log(LogLevel level, std::string_view message) const noexcept;

    void add(const CounterRef& counter, std::int64_t amount);
    void add_in(const CallerConnection& connection, const CounterRef& counter, std::int64_t amount,
                const std::optional<Deadline>& deadline);
    void subtract(const CounterRef& counter, std::int64_t amount);
    Counted add_once(const CounterRef& counter, std::int64_t amount, const Token& token);
    Counted subtract_once(const CounterRef& counter, std::int64_t amount, const Token& token);
    void set_value(const CounterRef& counter, std::int64_t value);
    void remove_counter(const CounterRef& counter);
    std::size_t remove_owner(const OwnerRef& owner, const std::optional<Deadline>& deadline);
    std::int64_t add_up_to(const CounterRef& counter, std::int64_t amount, std::int64_t limit,
                           const std::optional<Deadline>& deadline);
    std::int64_t subtract_down_to(const CounterRef& counter, std::int64_t amount,
                                  std::int64_t floor, const std::optional<Deadline>& deadline);
    std::int64_t add_and_get(const CounterRef& counter, std::int64_t amount,
                             const std::optional<Deadline>& deadline);
    std::int64_t read_one(const CounterRef& counter, const std::optional<Deadline>& deadline);
    CounterHandle make_handle(const CounterRef& counter);
    void add(const OwnerRef& owner, KeyRef key, std::int64_t amount, Intervals intervals,
             const std::optional<Moment>& at);
    void subtract(const OwnerRef& owner, KeyRef key, std::int64_t amount, Intervals intervals,
                  const std::optional<Moment>& at);
    [[nodiscard]] const TimeZone& time_zone() const;
    [[nodiscard]] Moment now() const;
    [[nodiscard]] Store& store();
    [[nodiscard]] std::optional<Period> oldest_in_store(Interval interval);
    [[nodiscard]] std::vector<Period> last(const Period& newest, std::size_t count) const;
    [[nodiscard]] std::vector<Period> between(const Period& first, const Period& last) const;
    std::vector<std::optional<std::int64_t>> read_existing(std::span<const CounterRef> counters,
                                                           const std::optional<Deadline>& deadline);
    std::vector<PeriodValue> read_history(const OwnerRef& owner, KeyRef key,
                                          std::vector<Period> periods,
                                          const std::optional<Deadline>& deadline);
    std::int64_t sum_of(const OwnerRef& owner, KeyRef key, const std::vector<Period>& periods,
                        const std::optional<Deadline>& deadline);
    std::optional<PeriodValue> read_latest(const OwnerRef& owner, KeyRef key,
                                           std::vector<Period> periods,
                                           const std::optional<Deadline>& deadline);
    std::vector<CounterValue> read(const OwnerRef& owner, std::span<const KeyRef> keys,
                                   const std::optional<Deadline>& deadline);
    std::vector<CounterValue> read_all(const OwnerRef& owner,
                                       const std::optional<Deadline>& deadline);

    std::unique_ptr<Impl> impl_;
};

}  // namespace model_counter
