#pragma once

#include "model_counter/counters.hpp"
#include "model_counter/period.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace model_counter::program {

/// Which periods a command is about, as they were written.
struct PeriodFlags {
    std::optional<std::string> interval;
    std::optional<std::string> at;
    std::optional<std::string> period;
    std::optional<std::string> from;
    std::optional<std::string> to;
    std::optional<std::string> periods;
};

/// The intervals of `--interval day,month`; none where the flag was not given.
///
/// Errors: invalid_argument  one of them is none, or is there twice
[[nodiscard]] Intervals read_intervals(const PeriodFlags& flags);

/// The one interval of `--interval day`, which may not be left out and is not `total`.
///
/// Errors: invalid_argument  it is another
[[nodiscard]] Interval read_interval(const PeriodFlags& flags);

/// How many `--periods`, from 1 on.
///
/// Errors: invalid_argument  it is no such number
[[nodiscard]] std::size_t read_count(const std::string& text);

/// Refuses times that are none, and flags that only mean something beside others.
///
/// Errors: invalid_argument  `--at` or `--period` without an interval, or both; no time
void check(const PeriodFlags& flags);

/// The period that `--period` or `--at` says, or the present one.
///
/// Errors: invalid_argument  it is none of the interval
[[nodiscard]] Period read_period(const PeriodFlags& flags, const Counters& counters,
                                 const TimeZone& zone);

/// What `--at`, `--from` or `--to` says; nothing where it was not given.
[[nodiscard]] std::optional<Moment> read_optional_time(const std::optional<std::string>& text,
                                                       const TimeZone& zone);

}  // namespace model_counter::program
