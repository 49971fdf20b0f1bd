#pragma once

#include <lmdb.h>
#include <cstdint>
#include <string>
#include <string_view>

namespace model_counter::bench {

/// Counters in LMDB, as its author would write them: one database of 8-byte integers, each
/// increment a transaction of its own that reads and writes its entry.
///
/// `MDB_WRITEMAP` and `MDB_NOSYNC`: a commit survives a killed process and no power loss, as ours
/// does between two flushes; its fastest setting for that. Threads: any; LMDB has one writer at a
/// time.
class PlainLmdb {
public:
    /// Opens, or makes, the file `path`. Errors: `std::runtime_error`.
    explicit PlainLmdb(const std::string& path);
    ~PlainLmdb() { mdb_env_close(environment_); }
    PlainLmdb(const PlainLmdb&) = delete;
    PlainLmdb& operator=(const PlainLmdb&) = delete;

    void add(std::string_view key, std::int64_t amount);

private:
    MDB_env* environment_ = nullptr;
    MDB_dbi database_ = 0;
};

}  // namespace model_counter::bench
