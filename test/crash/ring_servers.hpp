#pragma once

#include "crash/random.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter::crash {

/// The servers of the store that a ring counts in: its own, on loopback, which forget nothing that
/// they acknowledged.
class RingServers {
public:
    virtual ~RingServers() = default;

    /// Where the store is.
    [[nodiscard]] virtual std::string url() const = 0;
    /// The ports at which processes reach them.
    [[nodiscard]] virtual std::vector<std::uint16_t> ports() const = 0;

    /// Kills one as a crash would and starts it again on what it left behind; has another one take
    /// its place; or moves what it serves to another one.
    ///
    /// Returns: false where that cannot be done just now
    virtual bool disturb(Random& random) = 0;
};

/// `kind`: `redis`, `cluster`; `directory` takes their data.
///
/// Returns: nothing where the ring counts in files
/// Errors:  NoServer; what servers throw that do not start
[[nodiscard]] std::unique_ptr<RingServers> start_ring_servers(std::string_view kind,
                                                              const std::string& directory);

}  // namespace model_counter::crash
