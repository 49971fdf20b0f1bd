#pragma once

#include "model_counter/settled.hpp"

#include <cstdint>
#include <optional>

namespace model_counter {

/// A value and an amount together.
///
/// Returns: nothing when the sum is outside of the bounds, or leaves int64
[[nodiscard]] inline std::optional<std::int64_t> sum_within(std::int64_t value, std::int64_t amount,
                                                            const Bounds& bounds) noexcept {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(value, amount, &sum) || sum < bounds.least ||
        sum > bounds.greatest) {
        return std::nullopt;
    }
    return sum;
}

}  // namespace model_counter
