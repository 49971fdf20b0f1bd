#pragma once

#include "model_counter/check.hpp"
#include "redis/client.hpp"

#include <span>

namespace model_counter::redis {

/// Whether every slot of a cluster is served. `answers`: what each primary says to CLUSTER INFO.
///
/// Source: https://redis.io/commands/cluster-info
[[nodiscard]] Check cluster_health(std::span<const Answers> answers);

}  // namespace model_counter::redis
