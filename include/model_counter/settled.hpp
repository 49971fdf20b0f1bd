#pragma once

#include <cstdint>
#include <limits>
#include <string>

namespace model_counter {

/// What a counter's value is without its share of the open part, and at which moment of its shard.
///
/// While the open part stays the open one this is a constant: what a sync does meanwhile moves
/// counts from the store into the table and changes no value.
/// Source:  docs/design/exactly-once.md, "Reading without the database"
struct Settled {
    std::string store_id;
    std::uint64_t open_seq = 0;
    std::uint64_t last_discarded = 0;
    std::uint64_t epoch = 0;
    std::int64_t value = 0;
};

/// The values between which an addition must end, both included.
struct Bounds {
    std::int64_t least = std::numeric_limits<std::int64_t>::min();
    std::int64_t greatest = std::numeric_limits<std::int64_t>::max();
};

/// What became of an addition within bounds.
struct BoundedAdd {
    /// How it ended.
    enum class Outcome {
        done,       ///< counted; `value` is the new one
        refused,    ///< nothing was counted; `value` is the present one
        unsettled,  ///< nothing was counted: what is settled is not known, or not any more
    };
    Outcome outcome = Outcome::unsettled;
    std::int64_t value = 0;
};

}  // namespace model_counter
