#include "line_periods.hpp"

namespace model_counter::program {
namespace {

Moment moment_of(std::int64_t seconds) { return Moment(std::chrono::seconds(seconds)); }

}  // namespace

const std::vector<Increment>& LinePeriods::of(const TimedIncrement& line) {
    increments_.clear();
    if (intervals_.empty()) {
        increments_.push_back(line);
        return increments_;
    }
    const Moment at = line.at ? *line.at : std::chrono::system_clock::now();
    if (periods_.empty() || at < hour_begin_ || at >= hour_end_) {
        begin_hour(at);
    }
    for (const Period& period : periods_.back()) {
        increments_.push_back({period.of(line.counter.owner, line.counter.key), line.amount});
    }
    return increments_;
}

void LinePeriods::begin_hour(const std::optional<Moment>& at) {
    const Period hour = counters_.period(Interval::hour, at);
    hour_begin_ = moment_of(hour.start(zone_));
    hour_end_ = moment_of(hour.end(zone_));
    Set& set = periods_.emplace_back();
    for (const Interval interval : kIntervals) {
        if (intervals_.contains(interval)) {
            set.push_back(hour.within(interval));
        }
    }
}

}  // namespace model_counter::program
