#pragma once

#include "crash/ring_database.hpp"
#include "model_counter/memory_database.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace model_counter::crash {

/// The tables of simulated worlds: in memory, or in a real database behind its own adapter.
class SimulatedTables {
public:
    /// In memory, or where `place` says: tables that are there and belong to nobody else.
    explicit SimulatedTables(const std::optional<RingTables>& place);

    /// Begins anew: without rows, and as if nothing had ever been rejected.
    void reset(std::span<const CounterRef> counters);

    /// The connection of a process that takes the place of a dead one.
    [[nodiscard]] std::shared_ptr<Database> connect(std::size_t process);

    /// What they hold of these counters now; 0 where there is no row.
    [[nodiscard]] std::vector<std::int64_t> rows(std::span<const CounterRef> counters);
    /// How many changes were rejected since the last `reset`.
    [[nodiscard]] std::uint64_t rejects();
    /// What was rejected of a store's increments of counters of this owner type, in all.
    [[nodiscard]] WideAmount rejected_sum(const std::string& store_id,
                                          const std::string& owner_type) const;

    /// Whether a call may wait for what another process holds. Nobody else may go on within one:
    /// there is only one thread.
    [[nodiscard]] bool are_real() const noexcept { return place_.has_value(); }

private:
    [[nodiscard]] std::shared_ptr<Database> open() const;

    std::optional<RingTables> place_;
    std::shared_ptr<MemoryDatabaseState> state_;
    std::vector<std::shared_ptr<Database>> connections_;  ///< by process; where they are real
    std::shared_ptr<Database> observer_;
    std::uint64_t rejects_before_ = 0;
};

}  // namespace model_counter::crash
