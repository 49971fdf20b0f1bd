#pragma once

#include "model_counter/store.hpp"
#include "redis/reply.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter::redis {

/// A sealed set as its shard notes it.
struct WaitingSet {
    SetId id;
    std::uint64_t fields = 0;            ///< over all its hashes
    std::vector<std::uint32_t> buckets;  ///< which hashes it has; ascending
};

/// What a shard knows of itself: the hash `meta`.
struct Meta {
    std::string store_id;
    std::uint64_t next = 1;  ///< the number that the open part will get
    std::uint64_t discarded = 0;
    std::string waiting_text;  ///< as it is stored
    std::vector<WaitingSet> waiting;
    std::string layout;

    /// The set of this nonce; null when it is not there.
    [[nodiscard]] const WaitingSet* find(std::uint64_t nonce) const noexcept;
    [[nodiscard]] ShardState state(bool open_is_empty) const;
};

/// Reads the fields id, next, discarded, waiting and layout at the start of a script's reply.
///
/// Errors: corrupt  they are not what this library writes
[[nodiscard]] Meta parse_meta(const Reply& reply);

/// Sets as they are stored: `seq:nonce:fields:buckets`, with blanks between them.
[[nodiscard]] std::string waiting_text(const std::vector<WaitingSet>& sets);

/// Numbers below 4 * digits as a hexadecimal string, lowest first, its trailing zeros cut.
[[nodiscard]] std::string bitmap_text(const std::vector<std::uint32_t>& numbers);

}  // namespace model_counter::redis
