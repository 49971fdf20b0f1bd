#pragma once

#include <rocksdb/db.h>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace model_counter::bench {

/// Counters in RocksDB, as its author would write them: a merge per increment, which reads nothing.
///
/// The log is written and not synced: an increment survives a killed process and no power loss, as
/// ours does between two flushes. Threads: any.
class PlainRocksdb {
public:
    /// Opens, or makes, the folder `path`. Errors: `std::runtime_error`.
    explicit PlainRocksdb(const std::string& path);

    void add(std::string_view key, std::int64_t amount);

private:
    std::unique_ptr<rocksdb::DB> database_;
};

}  // namespace model_counter::bench
