#pragma once

#include "model_counter/counters.hpp"
#include "timed_increment.hpp"

#include <deque>
#include <optional>
#include <vector>

namespace model_counter::program {

/// Tells for each line in which periods it counts.
///
/// Lines of one hour, which mostly follow each other, share what was worked out once.
class LinePeriods {
public:
    /// Without intervals every line counts in the total.
    LinePeriods(const Counters& counters, Intervals intervals, const TimeZone& zone)
        : counters_(counters), intervals_(intervals), zone_(zone) {}

    /// The increments that a line is. They borrow what the line's own increment borrows, and
    /// periods from this until `forget`; the list is valid until the next call.
    ///
    /// A line without a time is one of now.
    /// Errors: invalid_argument  the time is outside the calendar
    [[nodiscard]] const std::vector<Increment>& of(const TimedIncrement& line);

    /// Lets go of what increments borrowed.
    void forget() { periods_.clear(); }

private:
    using Set = std::vector<Period>;

    void begin_hour(const std::optional<Moment>& at);

    const Counters& counters_;
    Intervals intervals_;
    const TimeZone& zone_;
    std::deque<Set> periods_;  ///< the last one is of the hour that begins and ends here
    Moment hour_begin_;
    Moment hour_end_;
    std::vector<Increment> increments_;
};

}  // namespace model_counter::program
