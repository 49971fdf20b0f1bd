#pragma once

#include "model_counter/database.hpp"
#include "model_counter/log.hpp"
#include "model_counter/sync.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace model_counter {

/// A row or a Redis key that was not taken, and why; or one that was, with what there is to say.
struct LaravelFinding {
    /// What was found.
    enum class Kind {
        bad,       ///< not taken: it is left where it is
        rejected,  ///< its sum leaves 64 bits: it is in our rejects table
        doubled,   ///< taken: an earlier row is the same counter, and they were summed
    };
    Kind kind = Kind::bad;
    std::string where;  ///< `row 17`, or `key counter:user:1:downloads`
    std::string reason;
};

/// How far an import came.
struct LaravelProgress {
    bool in_redis = false;  ///< else in the table
    std::uint64_t done = 0;
    std::uint64_t total = 0;  ///< 0: not known
};

/// What to take over from the PHP package rejoose/model-counter, and how.
struct LaravelImport {
    std::string from;                           ///< database URL; empty: no table is read
    std::string from_table = "model_counters";  ///< its table there
    std::string redis;                          ///< `redis://...`; empty: no keys are drained
    std::string redis_prefix = "counter:";      ///< what the keys begin with, all prefixes together
    /// Owner types by class name, wire form or alias: `App\Models\User` to `user`.
    std::map<std::string, std::string> owner_types;
    std::string name = "laravel";  ///< of the import: one source, one name
    bool same_source = false;      ///< go on though the source's first row is another one now
    bool dry_run = false;          ///< look and report; change nothing anywhere
    std::size_t batch_rows_max = kBatchRowsDefault;
    std::function<void(const LaravelFinding&)> found = {};      ///< told of each finding
    std::function<void(const LaravelProgress&)> progress = {};  ///< told after each batch
    std::function<bool()> stop = {};  ///< asked between batches; true ends the import there
    LogSink log = {};
};

/// What one owner type of the source becomes.
struct LaravelOwnerType {
    std::string source;  ///< as the table or the Redis key has it; empty: the global owner
    bool in_redis = false;
    std::string owner_type;
    std::uint64_t counters = 0;

    friend bool operator==(const LaravelOwnerType&, const LaravelOwnerType&) = default;
};

/// What an import did, or would do. rows = taken + taken before + bad.
struct LaravelReport {
    std::uint64_t rows = 0;               ///< of the source's table, looked at
    std::uint64_t rows_taken = 0;         ///< by this run
    std::uint64_t rows_taken_before = 0;  ///< by an earlier run
    std::uint64_t rows_doubled = 0;       ///< of those taken: summed with an earlier row's counter
    std::uint64_t keys = 0;               ///< of Redis, looked at
    std::uint64_t keys_taken = 0;
    std::uint64_t bad = 0;       ///< rows and keys that were left where they are
    std::uint64_t rejected = 0;  ///< rows and keys whose sum leaves 64 bits
    bool stopped = false;        ///< `stop` ended it; the next run goes on from there
    std::vector<LaravelOwnerType> owner_types;
};

/// One sum of a comparison. Numbers are decimal texts, since they may be wider than 64 bits.
struct LaravelSum {
    std::string owner_type;
    std::string key;
    std::string interval;  ///< empty: totals
    std::string theirs;    ///< of the table, of Redis, and what was drained from Redis
    std::string ours;

    /// Whether the two are not the same.
    [[nodiscard]] bool differs() const { return theirs != ours; }
    friend bool operator==(const LaravelSum&, const LaravelSum&) = default;
};

/// Their sums against ours, by owner type, key and interval; the last one is of everything.
struct LaravelCheck {
    LaravelReport report;
    std::vector<LaravelSum> sums;
    std::uint64_t differences = 0;  ///< of the sums, the last one not counted
};

/// Takes over the table of the PHP package, and drains its Redis keys, each row and key exactly
/// once: killed at any instant and run again, it goes on where it was. The source's table is only
/// read.
///
/// Shape:   a transaction of `target` per `batch_rows_max` rows, with the position in it.
/// Errors:  invalid_argument  an option cannot be used
///          not_found         a table is missing, here or there
///          conflict          the source's table is not the package's, or not the one that the
///                            import of this name began with; or Redis came from an older state
///          unavailable       a server cannot be reached; what was done is done
/// Threads: any; concurrent imports of one name are safe.
/// Source:  docs/guide/moving-from-laravel.md. In the component `model_counter::model_counter`.
LaravelReport import_laravel(Database& target, const LaravelImport& options);

/// Compares the sums of the source with those of the whole table of `target`. Changes nothing.
LaravelCheck check_laravel(Database& target, const LaravelImport& options);

/// Gives the package's table another name, so that ours can have the one it had. A table that was
/// renamed before is not an error.
///
/// Errors: conflict   there is a table of the new name already, or neither is the package's
///         not_found  neither table exists
void rename_laravel_table(const std::string& url, const std::string& table,
                          const std::string& new_name);

}  // namespace model_counter
