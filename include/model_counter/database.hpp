#pragma once

#include "model_counter/caller_connection.hpp"
#include "model_counter/change.hpp"
#include "model_counter/check.hpp"
#include "model_counter/counter_id.hpp"
#include "model_counter/deadline.hpp"
#include "model_counter/ledger.hpp"
#include "model_counter/store.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter {

/// One counter's change on its way into the table.
struct FoldRow {
    std::string_view encoded;
    Change change;
};

/// A row that the table could not hold; it is in the rejects table now.
struct Reject {
    std::string encoded;
    Change change;
    std::string reason;
};

/// One transaction of a sync: rows and ledger move together, or not at all.
struct FoldRequest {
    LedgerKey key;
    const Ledger& expected;         ///< what the ledger row must still be
    const Ledger& next;             ///< what it becomes
    std::span<const FoldRow> rows;  ///< ascending by encoded id, each counter once
};

/// What became of a fold.
struct FoldResult {
    bool moved = false;  ///< true: somebody else moved the ledger; nothing was done
    std::vector<Reject> rejects;
};

/// Baselines and the ledger row they belong to, read in one statement.
struct Baselines {
    Ledger ledger;
    std::vector<std::optional<std::int64_t>> counts;  ///< in the order asked; nothing: no row
};

/// Rows and the ledger row they belong to, read in one statement.
struct BaselineScan {
    /// One row.
    struct Row {
        std::string encoded;
        std::int64_t count = 0;
    };
    Ledger ledger;
    std::vector<Row> rows;  ///< ascending by encoded id
};

/// One step of the tables' history, and whether it was taken here.
struct MigrationState {
    std::uint32_t number = 0;
    std::string name;
    bool applied = false;
};

/// Figures for people; nothing depends on them.
struct DatabaseStatus {
    std::string kind;      ///< `sqlite`, `memory`, ...
    std::string location;  ///< a path, or a URL without its password
    std::uint64_t rows = 0;
    std::uint64_t rejects = 0;
    std::int64_t last_applied_at = 0;  ///< seconds since the epoch of the last fold; 0: never
    std::vector<std::string> warnings;
};

/// What the counters of one owner type, key and interval amount to.
struct CounterTotals {
    std::string owner_type;
    std::string key;
    std::string interval;  ///< empty: totals
    std::uint64_t counters = 0;
    std::string sum;  ///< a decimal number; it may be wider than 64 bits

    friend bool operator==(const CounterTotals&, const CounterTotals&) = default;
};

/// What can apply sets with a ledger: the other end of a hop.
///
/// Errors, deadlines and threads: those of `Database`.
class Sink {
public:
    virtual ~Sink() = default;

    /// The ledger row of a shard, created first (insert-or-ignore, committed) if it is missing.
    [[nodiscard]] virtual Ledger open_ledger(const LedgerKey& key,
                                             const Deadline& deadline = Deadline::never()) = 0;

    /// Applies one chunk of a sync in one durable transaction.
    ///
    /// Rows that leave int64 go to the rejects table in the same transaction; the rest proceeds.
    /// Errors: in_doubt  the reply to COMMIT was lost; read the ledger again
    virtual FoldResult fold(const FoldRequest& request,
                            const Deadline& deadline = Deadline::never()) = 0;
};

/// The system of record: a sink that can be read.
///
/// Errors:  unavailable  cannot be reached, is locked, read-only or full; nothing moved
///          in_doubt     a COMMIT whose reply was lost; the ledger tells
///          timeout      the deadline passed: the transaction is rolled back, nothing moved. A
///                       COMMIT that was sent is waited for until then; passes the deadline before
///                       its reply came, the call is in_doubt
///          not_found    the tables are missing: run migrate
///          corrupt      not a database, or a row is not what this library writes
/// Every call takes the moment at which it gives up, whatever it waits for: a connection, a lock,
/// the server. The database is as usable after it as before. By default it waits as long as the
/// database's own settings say.
/// Threads: any.
class Database : public Sink {
public:
    /// Baselines of several counters, with the shard's ledger row (a default one if it is missing).
    [[nodiscard]] virtual Baselines read(const LedgerKey& key, std::span<const CounterRef> counters,
                                         const Deadline& deadline = Deadline::never()) = 0;

    /// Every row of an owner, with the shard's ledger row.
    [[nodiscard]] virtual BaselineScan read_owner(const LedgerKey& key, const OwnerRef& owner,
                                                  const Deadline& deadline = Deadline::never()) = 0;

    /// Writes changes straight into the table, in one durable transaction, in the order given; one
    /// counter may occur several times.
    ///
    /// Errors: out_of_range  a count would leave int64; nothing was written
    ///         in_doubt      the reply to COMMIT was lost
    virtual void write(std::span<const FoldRow> rows,
                       const Deadline& deadline = Deadline::never()) = 0;

    /// Adds to one counter by one statement in the transaction that is open on the caller's
    /// connection; it is for the caller to commit it or roll it back.
    ///
    /// The connection's own timeouts stay what the caller made them; the deadline ends what can be
    /// ended without altering them.
    /// Errors: invalid_argument  not a connection of this kind of database, or no transaction is
    ///                           open on it
    ///         not_found         it leads to a database without the table
    ///         out_of_range      the count would leave int64; the transaction is as it was
    ///         unavailable       it is read-only, or another one's lock was waited for too long
    /// Threads: the caller's: nobody else may use the connection meanwhile.
    virtual void write_in(const CallerConnection& connection, const FoldRow& row,
                          const Deadline& deadline = Deadline::never());

    /// Creates or updates the tables; idempotent, safe to run from several processes at once.
    virtual void migrate(const Deadline& deadline = Deadline::never()) = 0;
    /// Drops the tables of the last migration, and what they hold.
    virtual void rollback_migration(const Deadline& deadline = Deadline::never()) = 0;
    /// Every migration this library knows, oldest first.
    [[nodiscard]] virtual std::vector<MigrationState> migrations(
        const Deadline& deadline = Deadline::never()) = 0;

    /// What owner ids the table takes.
    [[nodiscard]] virtual OwnerIdKind owner_id_kind(
        const Deadline& deadline = Deadline::never()) = 0;

    /// Figures for people. Cost: counts the rows.
    [[nodiscard]] virtual DatabaseStatus status(const Deadline& deadline = Deadline::never()) = 0;

    /// Looks whether all is well with it: what it may do, how it is configured, what may be lost.
    /// Changes nothing.
    [[nodiscard]] virtual std::vector<Check> checks(const Deadline& deadline = Deadline::never());

    /// Sums up the table, to compare it with another one. Cost: one query over the whole table.
    [[nodiscard]] virtual std::vector<CounterTotals> totals(
        const Deadline& deadline = Deadline::never());

    /// Up to `most` rows of an interval's periods that begin before a time of the column
    /// `period_start`, as encoded ids in any order. Cost: one query over the whole table.
    [[nodiscard]] virtual std::vector<std::string> periods_before(
        std::string_view interval, std::int64_t row_start, std::size_t most,
        const Deadline& deadline = Deadline::never());

    /// How many they are. Cost: as `periods_before`.
    [[nodiscard]] virtual std::uint64_t count_periods_before(
        std::string_view interval, std::int64_t row_start,
        const Deadline& deadline = Deadline::never());

    /// Lets go of connections. Later calls open them anew.
    virtual void close() = 0;
};

}  // namespace model_counter
