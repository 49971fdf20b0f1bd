#pragma once

#include <cstdint>
#include <string_view>

namespace model_counter::redis {

/// Hash slots of a cluster.
inline constexpr unsigned kSlots = 16384;

/// The hash slot of a key, 0 to 16383: CRC-16/XMODEM of what is in its first braces, of all of it
/// where they hold nothing.
///
/// Source: https://redis.io/docs/reference/cluster-spec, "key distribution model"
[[nodiscard]] std::uint16_t slot_of(std::string_view key) noexcept;

}  // namespace model_counter::redis
