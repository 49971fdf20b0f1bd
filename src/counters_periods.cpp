#include "amount.hpp"
#include "model_counter/counters.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>

namespace model_counter {
namespace {

void check_count(std::size_t count) {
    if (count > kPeriodsMax) {
        throw Error(ErrorCode::invalid_argument, std::to_string(count) + " periods are more than " +
                                                     std::to_string(kPeriodsMax) +
                                                     "; choose a longer interval");
    }
}

std::vector<CounterRef> counters_of(const OwnerRef& owner, KeyRef key,
                                    const std::vector<Period>& periods) {
    std::vector<CounterRef> counters;
    counters.reserve(periods.size());
    for (const Period& period : periods) {
        counters.push_back(period.of(owner, key.text()));
    }
    return counters;
}

/// Of an increment into several counters, a part was refused.
[[noreturn]] void refuse_rest(std::span<const Increment> increments, const BulkResult& result) {
    std::string counted;
    for (std::size_t i = 0; i < increments.size(); ++i) {
        const auto& behind = result.counted_behind;
        if (i < result.done || std::find(behind.begin(), behind.end(), i) != behind.end()) {
            const auto interval = increments[i].counter.interval;
            counted += (counted.empty() ? "" : ", ") +
                       std::string(interval.empty() ? name(Interval::total) : interval);
        }
    }
    if (counted.empty()) {
        throw *result.error;
    }
    throw Error(result.error->kind(),
                std::string(result.error->what()) + "; counted nevertheless: " + counted);
}

}  // namespace

void Counters::add(const OwnerRef& owner, KeyRef key, std::int64_t amount, Intervals intervals,
                   const std::optional<Moment>& at) {
    if (intervals.empty()) {
        throw Error(ErrorCode::invalid_argument,
                    "an increment of key " + std::string(key.text()) +
                        " names no interval; Interval::total is one, too");
    }
    // One look at the clock: all of them are of the same moment.
    const Period hour = period(Interval::hour, at);
    std::array<Period, kIntervals.size()> periods;
    const Increment total{{owner, key.text()}, amount};
    std::array increments{total, total, total, total, total, total, total};
    static_assert(increments.size() == kIntervals.size());
    std::size_t count = 0;
    for (const Interval interval : kIntervals) {
        if (intervals.contains(interval)) {
            periods[count] = hour.within(interval);
            increments[count].counter = periods[count].of(owner, key.text());
            ++count;
        }
    }
    check_amount(increments[0].counter, amount);
    validate(increments[0].counter);
    if (count == 1) {
        return add(increments[0].counter, amount);
    }
    const std::span<const Increment> asked(increments.data(), count);
    const BulkResult result = increment_many(asked);
    if (result.error) {
        refuse_rest(asked, result);
    }
}

void Counters::subtract(const OwnerRef& owner, KeyRef key, std::int64_t amount, Intervals intervals,
                        const std::optional<Moment>& at) {
    check_amount({owner, key.text()}, amount);  // The least int64 has no negative.
    add(owner, key, -amount, intervals, at);
}

BulkResult Counters::set_many(std::span<const Assignment> assignments, Zeros zeros) {
    BulkResult result;
    try {
        for (const Assignment& assignment : assignments) {
            if (assignment.value == 0 && zeros == Zeros::removed) {
                remove_counter(assignment.counter);
            } else {
                set_value(assignment.counter, assignment.value);
            }
            ++result.done;
        }
    } catch (const Error& error) {
        result.error = error;
    }
    return result;
}

std::vector<std::int64_t> Counters::get(std::span<const CounterRef> counters,
                                        const std::optional<Deadline>& deadline) {
    std::vector<std::int64_t> values;
    values.reserve(counters.size());
    for (const auto& value : read_existing(counters, deadline)) {
        values.push_back(value.value_or(0));
    }
    return values;
}

std::vector<Period> Counters::last(const Period& newest, std::size_t count) const {
    check_count(count);
    return last_periods(newest, count, time_zone());
}

std::vector<Period> Counters::between(const Period& first, const Period& last) const {
    return periods_between(first, last, kPeriodsMax, time_zone());
}

std::vector<PeriodValue> Counters::read_history(const OwnerRef& owner, KeyRef key,
                                                std::vector<Period> periods,
                                                const std::optional<Deadline>& deadline) {
    const auto values = get(counters_of(owner, key, periods), deadline);
    std::vector<PeriodValue> history;
    history.reserve(periods.size());
    for (std::size_t i = 0; i < periods.size(); ++i) {
        history.push_back({periods[i], values[i]});
    }
    return history;
}

std::int64_t Counters::sum_of(const OwnerRef& owner, KeyRef key, const std::vector<Period>& periods,
                              const std::optional<Deadline>& deadline) {
    // Wide, because a sum may leave int64 and come back.
    __extension__ using Wide = __int128;
    Wide sum = 0;
    for (const std::int64_t value : get(counters_of(owner, key, periods), deadline)) {
        sum += value;
    }
    const auto narrow = static_cast<std::int64_t>(sum);
    if (narrow != sum) {
        throw Error(ErrorCode::out_of_range, "the sum of " + std::to_string(periods.size()) +
                                                 " periods of key " + std::string(key.text()) +
                                                 " leaves the 64-bit range; sum up fewer");
    }
    return narrow;
}

std::optional<PeriodValue> Counters::read_latest(const OwnerRef& owner, KeyRef key,
                                                 std::vector<Period> periods,
                                                 const std::optional<Deadline>& deadline) {
    const auto values = read_existing(counters_of(owner, key, periods), deadline);
    for (std::size_t i = 0; i < periods.size(); ++i) {
        if (values[i]) {
            return PeriodValue{periods[i], *values[i]};
        }
    }
    return std::nullopt;
}

}  // namespace model_counter
