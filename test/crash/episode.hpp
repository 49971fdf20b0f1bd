#pragma once

#include "crash/world.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace model_counter::crash {

struct EpisodeResult {
    std::optional<std::string> violation;  ///< what was not kept; nothing when all was
    bool unknown = false;                  ///< some history had too many orders to look at
};

/// Plays one short life of a few processes, drawn from a seed, and checks every promise.
[[nodiscard]] EpisodeResult play_episode(SimulatedBacking& backing, SimulatedTables& tables,
                                         std::uint64_t seed, std::uint64_t number,
                                         std::optional<PlantedFault> fault);

}  // namespace model_counter::crash
