#pragma once

#include "bench/workload.hpp"
#include "model_counter/database.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace model_counter::bench {

/// A database of the benchmark's own, with durable commits, and upserts into it as one writes them
/// by hand. Its tables begin empty.
class PlainDatabase {
public:
    static constexpr std::size_t kRowsOfUpsert = 200;

    virtual ~PlainDatabase() = default;

    /// Ours, on tables of its own, not migrated yet.
    [[nodiscard]] virtual std::unique_ptr<Database> open_ours() = 0;

    /// Makes the table of the upserts: a surrogate id beside a unique key.
    virtual void make_upsert_table() = 0;

    /// Adds 1 to a counter by a prepared upsert, a transaction of its own.
    virtual void upsert(std::uint32_t id) = 0;

    /// Adds to many counters by upserts of `kRowsOfUpsert` rows, each a transaction.
    virtual void upsert(std::span<const Delta> deltas) = 0;

    /// A counter's value in that table by a prepared statement: a round trip. 0 where it has none.
    [[nodiscard]] virtual std::int64_t select(std::uint32_t id) = 0;
};

[[nodiscard]] std::unique_ptr<PlainDatabase> make_sqlite();

/// `(?, ...), (?, ...)` of the rows of one upsert, with their values written in.
[[nodiscard]] std::string rows_of_upsert(std::span<const Delta> deltas, std::string_view now);

}  // namespace model_counter::bench
