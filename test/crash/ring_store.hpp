#pragma once

#include "crash/planted_fault.hpp"
#include "model_counter/store.hpp"

#include <memory>
#include <optional>
#include <string>

namespace model_counter::crash {

/// The store of a ring in `directory`: on the servers that the file `redis-url` there names, with a
/// buffer in front where there is a folder `buffer`; else an embedded one.
///
/// `ways`: the ports to use in place of the servers' own, `7001=9001,7002=9002`; `fault`: what is
/// wrong with the client of the servers or with how they take in buffers, if it is one of those;
/// `past_buffer`: without the buffer, as another machine does.
[[nodiscard]] std::unique_ptr<Store> open_ring_store(const std::string& directory,
                                                     const std::string& ways = {},
                                                     std::optional<PlantedFault> fault = {},
                                                     bool past_buffer = false);

}  // namespace model_counter::crash
