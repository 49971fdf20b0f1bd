#pragma once

#include "crash/planted_fault.hpp"
#include "redis/client.hpp"

#include <memory>

namespace model_counter::crash {

/// A client of one server that makes one mistake; the sound one itself where the fault is of
/// another kind.
[[nodiscard]] std::unique_ptr<redis::Client> make_faulty(PlantedFault fault,
                                                         std::unique_ptr<redis::Client> sound);

}  // namespace model_counter::crash
