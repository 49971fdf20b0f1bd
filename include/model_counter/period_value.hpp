#pragma once

#include "model_counter/counter_id.hpp"
#include "model_counter/period.hpp"

#include <cstddef>
#include <cstdint>

namespace model_counter {

/// What was counted in a period.
struct PeriodValue {
    Period period;
    std::int64_t value = 0;

    friend bool operator==(const PeriodValue&, const PeriodValue&) = default;
};

/// Most periods that one call reads.
inline constexpr std::size_t kPeriodsMax = 10'000;

/// A value for a counter, in a bulk call.
struct Assignment {
    CounterRef counter;
    std::int64_t value = 0;
};

/// What becomes of zeros in `Counters::set_many`.
enum class Zeros {
    kept,     ///< they are values as others
    removed,  ///< the counter is removed: it reads 0 as well, and takes no row
};

}  // namespace model_counter
