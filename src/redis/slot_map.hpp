#pragma once

#include "redis/reply.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter::redis {

/// Which primary serves which hash slot.
class SlotMap {
public:
    /// Reads what `CLUSTER SLOTS` answers; `asked` is the host that was asked, which servers that
    /// do not know their own address mean.
    ///
    /// Returns: nothing where it is no such answer
    /// Source:  https://redis.io/commands/cluster-slots
    [[nodiscard]] static std::optional<SlotMap> read(const Reply& reply, std::string_view asked);

    /// The address of the primary, `host:port`; empty where nobody serves the slot.
    [[nodiscard]] const std::string& primary(std::uint16_t slot) const noexcept {
        return addresses_[places_[slot]];
    }
    /// From now on that one serves the slot.
    void move(std::uint16_t slot, const std::string& address);

    /// Every primary.
    [[nodiscard]] std::vector<std::string> primaries() const {
        return {addresses_.begin() + 1, addresses_.end()};
    }

private:
    [[nodiscard]] std::uint16_t place_of(const std::string& address);

    std::vector<std::string> addresses_{{}};  ///< the first one is nobody's
    std::array<std::uint16_t, 16384> places_{};
};

}  // namespace model_counter::redis
