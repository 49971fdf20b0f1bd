#pragma once

#include "model_counter/error.hpp"
#include "redis/reply.hpp"

#include <string>
#include <string_view>

namespace model_counter::redis {

/// Whether a HINCRBY was refused because the sum leaves int64; nothing was done.
[[nodiscard]] bool is_overflow(const Reply& reply) noexcept;

/// What a reply that is not good means. `what` begins the message: what was to be done where.
[[nodiscard]] Error error_of(const Reply& reply, const std::string& what);

}  // namespace model_counter::redis
