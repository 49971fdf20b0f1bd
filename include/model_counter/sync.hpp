#pragma once

#include "model_counter/callback.hpp"
#include "model_counter/deadline.hpp"
#include "model_counter/durations.hpp"
#include "model_counter/pattern.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace model_counter {

/// Rows of one transaction of a sync, unless configured otherwise.
inline constexpr std::size_t kBatchRowsDefault = 10'000;
/// Most rows of one transaction.
inline constexpr std::size_t kBatchRowsMax = 10'000'000;

/// How long a transaction of a sync may take, unless configured otherwise.
inline constexpr std::chrono::milliseconds kTransactionTimeout{300'000};

/// How a sync goes; the defaults are right for nearly everybody.
struct SyncOptions {
    // What it does.
    Pattern pattern = {};         ///< which counters; all by default
    bool skip_when_busy = false;  ///< a round of a scheduler: return when another one works
    // How fast.
    std::size_t batch_rows_max = kBatchRowsDefault;  ///< 1 ... kBatchRowsMax
    std::chrono::milliseconds lock_wait{5000};       ///< then it goes on without the lock
    /// When it gives up, with timeout. What it took in until then stays, the next sync goes on.
    Deadline deadline = Deadline::never();
    /// How long each of its transactions and looks at the database may take, waits included: a sync
    /// lasts as long as it gets on, and a server that does not answer ends it.
    std::chrono::milliseconds transaction_timeout{kTransactionTimeout};
    /// Told after each transaction: rows done, rows of this run in all.
    Callback<void(std::uint64_t, std::uint64_t)> progress = {};
};

/// What a sync did. taken = applied + rejected + replaced, and nothing else happened to a count.
struct SyncReport {
    std::uint64_t rows = 0;           ///< counters written
    std::int64_t amount = 0;          ///< signed sum of the added amounts; saturates, for people
    std::uint64_t units = 0;          ///< the added amounts without their signs; saturates
    std::uint64_t sets = 0;           ///< sets discarded
    std::uint64_t batches = 0;        ///< transactions committed
    std::uint64_t retries = 0;        ///< transactions begun anew: somebody else was at work
    std::uint64_t taken = 0;          ///< changes read from sets
    std::uint64_t replaced = 0;       ///< changes merged into, or hidden by, a later one's row
    std::uint64_t rejected = 0;       ///< changes the table could not hold, now in its rejects
    std::uint64_t damaged = 0;        ///< entries set aside because their checksum failed
    bool skipped = false;             ///< another one was at work (`skip_when_busy`)
    bool store_went_back = false;     ///< the store came back from an older state
    bool database_went_back = false;  ///< the database is older than what the store discarded
    std::chrono::nanoseconds took{};  ///< the whole sync
    std::vector<std::string> warnings;
};

/// One line of a dry run.
struct SyncPreview {
    std::string counter;        ///< canonical text
    std::string pending;        ///< `+3`, `-1`, `=100`, `removed`
    std::int64_t becomes = 0;   ///< the value after the sync
    bool out_of_range = false;  ///< it would be rejected
};

}  // namespace model_counter
