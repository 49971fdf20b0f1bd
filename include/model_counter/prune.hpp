#pragma once

#include "model_counter/deadline.hpp"
#include "model_counter/durations.hpp"
#include "model_counter/interval.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace model_counter {

/// For how long the periods of an interval are kept after they are over.
struct Retention {
    Interval interval = Interval::day;
    std::chrono::hours age{0};
};

/// What is kept unless said otherwise: hours for 14 days, days for 90, weeks for 365; the others
/// for ever.
inline constexpr std::array kRetentions{
    Retention{Interval::hour, std::chrono::hours(14 * 24)},
    Retention{Interval::day, std::chrono::hours(90 * 24)},
    Retention{Interval::week, std::chrono::hours(365 * 24)},
};

/// What `Counters::prune` removes.
struct PruneOptions {
    std::vector<Retention> retentions{kRetentions.begin(), kRetentions.end()};
    bool dry_run = false;  ///< count only
    Deadline deadline = Deadline::never();
};

/// What `Counters::prune` did with one interval.
struct PruneReport {
    Interval interval = Interval::day;
    std::string before;            ///< the first period that is kept
    std::uint64_t rows = 0;        ///< removed, or to be removed
    bool store_has_older = false;  ///< the store holds counts of older periods, so fewer go
};

}  // namespace model_counter
