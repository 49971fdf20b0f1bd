#pragma once

#include "model_counter/change.hpp"
#include "model_counter/database.hpp"
#include "model_counter/ledger.hpp"
#include "model_counter/store.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace model_counter {

/// What a run takes in: every chosen counter of several sets once, in primary-key order.
struct FoldRows {
    std::vector<FoldRow> rows;         ///< ascending by encoded id; borrow from the sets
    std::vector<std::uint32_t> parts;  ///< how many changes went into each row
    std::uint64_t overflow_at = 0;     ///< the first set whose change does not fit; 0: all fit
};

/// Merges what the sets hold and the ledger does not have yet, for the counters that match.
///
/// Shape:   sets ascending by number, each counter at most once in each.
/// Returns: rows; or, where the changes of a counter add up beyond int64, `overflow_at`: a run over
///          the sets before it works.
/// Cost:    O(n log n), three machine words a row beside the row itself.
[[nodiscard]] FoldRows merge_sets(std::span<const SealedSet* const> sets, const Ledger& ledger,
                                  const Pattern& pattern);

}  // namespace model_counter
