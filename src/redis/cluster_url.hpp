#pragma once

#include "redis/server_url.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace model_counter::redis {

/// Some servers of a cluster; they tell of the others, for which the same user, password and TLS
/// are good.
struct ClusterUrl {
    std::vector<ServerUrl> seeds;  ///< at least one

    /// The place without secrets: `redis+cluster://host:6379,host:6380`.
    [[nodiscard]] std::string text() const;
};

/// Whether it is meant to be one, by its scheme.
[[nodiscard]] bool is_cluster_url(std::string_view text) noexcept;

/// Reads `redis+cluster://[[user]:password@]host[:port][,host[:port]...]`, and the same with
/// `rediss+cluster` for TLS and its options, as `parse_server_url` says.
///
/// Errors: invalid_argument  anything else; the message shows no secret
[[nodiscard]] ClusterUrl parse_cluster_url(std::string_view text);

}  // namespace model_counter::redis
