#pragma once

#include "model_counter/check.hpp"
#include "store/redis/session.hpp"

#include <cstdint>
#include <vector>

namespace model_counter::redis {

/// Looks whether a store's server keeps what it is told, has room, and lets its user do what
/// counting needs. Changes nothing. What `ServerFacts::warnings` says is not said again.
///
/// Errors: as `open_redis_store` says
/// Cost:   two round trips.
[[nodiscard]] std::vector<Check> look(Session& session);

/// Looks whether its user may do what taking in the sets of buffers needs beside that.
[[nodiscard]] std::vector<Check> look_for_buffers(Session& session);

/// What a server's own account shows. `wait_replicas`: how many a sync waits for.
[[nodiscard]] std::vector<Check> checks_of(const ServerFacts& facts, std::uint32_t wait_replicas);

}  // namespace model_counter::redis
