#pragma once

#include "crash/planted_fault.hpp"
#include "crash/ring_database.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace model_counter::crash {

/// What one process of the real ring is told.
struct WorkerOrders {
    std::string directory;  ///< of the store and the shared page
    RingTables tables;
    std::string ways;       ///< of `open_ring_store`; empty: straight
    std::size_t place = 0;  ///< which of `kRoles`
    std::uint64_t seed = 1;
    std::size_t step = 0;          ///< counted from 1: where it kills itself; 0: nowhere
    std::uint32_t occurrence = 1;  ///< the how-manyeth time it comes there
    std::optional<PlantedFault> fault;
};

/// Works until it is killed, or told to stop.
///
/// Returns: the exit status; 0 when it was told to stop.
[[nodiscard]] int work(const WorkerOrders& orders);

}  // namespace model_counter::crash
