#pragma once

#include "model_counter/database.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace model_counter::bench {

/// A database server of the benchmark's own, with durable commits, and what one would write by hand
/// against it. Its tables begin empty.
class PlainServer {
public:
    virtual ~PlainServer() = default;

    /// Ours, on tables of its own, not migrated yet.
    [[nodiscard]] virtual std::unique_ptr<Database> open_ours() = 0;

    /// A table with a surrogate id and a unique key, and upserts of 200 rows into it, each a
    /// transaction.
    virtual void make_upsert_table() = 0;
    virtual void upsert(std::span<const std::uint32_t> ids) = 0;

    /// A table as ours, and a batch's way into it by the fastest that the server offers: bulk
    /// loading into a temporary table, and one ordered upsert, in one transaction.
    virtual void make_bulk_table() = 0;
    virtual void load(std::span<const std::uint32_t> ascending) = 0;
};

[[nodiscard]] std::unique_ptr<PlainServer> start_postgresql();
[[nodiscard]] std::unique_ptr<PlainServer> start_mariadb();

/// Whether the servers are installed.
[[nodiscard]] bool has_postgresql();
[[nodiscard]] bool has_mariadb();

/// `(?, ...), (?, ...)` of the rows of one upsert, with their values written in.
[[nodiscard]] std::string rows_of_upsert(std::span<const std::uint32_t> ids, std::string_view now);

}  // namespace model_counter::bench
