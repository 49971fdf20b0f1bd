#pragma once

#include "crash/planted_fault.hpp"
#include "model_counter/store.hpp"

#include <memory>

namespace model_counter::crash {

/// A store that takes buffers with a fault; the sound one where the fault is none of these.
[[nodiscard]] std::unique_ptr<Store> with_faulty_sink(PlantedFault fault,
                                                      std::unique_ptr<Store> sound);

}  // namespace model_counter::crash
