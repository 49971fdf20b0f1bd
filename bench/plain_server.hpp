#pragma once

#include "bench/plain_database.hpp"

#include <cstdint>
#include <memory>
#include <span>

namespace model_counter::bench {

/// A database server of the benchmark's own, started as the tests start theirs.
class PlainServer : public PlainDatabase {
public:
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

}  // namespace model_counter::bench
