#pragma once

#include "crash/planted_fault.hpp"
#include "model_counter/store.hpp"

#include <memory>
#include <optional>
#include <string>

namespace model_counter::crash {

/// The store of a ring in `directory`: on the servers that the file `redis-url` there names, else
/// an embedded one.
///
/// `ways`: the ports to use in place of the servers' own, `7001=9001,7002=9002`; `fault`: what is
/// wrong with the client of the servers, if it is one of those.
[[nodiscard]] std::unique_ptr<Store> open_ring_store(const std::string& directory,
                                                     const std::string& ways = {},
                                                     std::optional<PlantedFault> fault = {});

}  // namespace model_counter::crash
