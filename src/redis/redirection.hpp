#pragma once

#include "redis/reply.hpp"

#include <cstdint>
#include <string>

namespace model_counter::redis {

/// What a server of a cluster says instead of doing a command.
struct Redirection {
    enum class Kind : std::uint8_t {
        none,
        moved,      ///< the slot is served by `address` by now
        ask,        ///< this command alone goes to `address`, behind ASKING
        try_again,  ///< the slot is on its way, and its keys are in two places
        down,       ///< nobody serves the slot for the moment
    };
    Kind kind = Kind::none;
    std::uint16_t slot = 0;
    std::string address;  ///< `host:port`; the host is empty where it is that of who answered
};

/// Source: https://redis.io/docs/reference/cluster-spec, "redirection and resharding"
[[nodiscard]] Redirection redirection_of(const Reply& reply);

}  // namespace model_counter::redis
