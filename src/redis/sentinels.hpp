#pragma once

#include "model_counter/deadline.hpp"
#include "redis/server_url.hpp"
#include "redis/transport.hpp"

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>

namespace model_counter::redis {

/// The sentinels of a URL, which know where the primary of its service is.
///
/// Threads: one at a time, and after a fork in each process.
/// Source:  https://redis.io/docs/reference/sentinel-clients
class Sentinels {
public:
    using Connect = std::function<std::unique_ptr<Transport>(const ServerUrl&, const Deadline&)>;

    /// `connect` is how a sentinel is reached.
    explicit Sentinels(ServerUrl url, Connect connect = connect_to);

    /// Where the primary is, as the first sentinel says that answers; the one that answered last
    /// is asked first.
    ///
    /// Errors: unavailable  none answers, or knows
    [[nodiscard]] ServerUrl primary(const Deadline& deadline);

private:
    [[nodiscard]] ServerUrl ask(const ServerUrl& sentinel, const Deadline& deadline) const;

    const ServerUrl url_;
    const Connect connect_;
    std::atomic<std::size_t> first_{0};
};

}  // namespace model_counter::redis
