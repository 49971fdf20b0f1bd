#include "period_flags.hpp"

#include "model_counter/error.hpp"
#include "text.hpp"
#include "time_text.hpp"

#include <charconv>
#include <string_view>

namespace model_counter::program {
namespace {

[[noreturn]] void refuse(const std::string& why) { throw Error(ErrorCode::invalid_argument, why); }

}  // namespace

Intervals read_intervals(const PeriodFlags& flags) {
    Intervals intervals;
    if (!flags.interval) {
        return intervals;
    }
    std::string_view rest = *flags.interval;
    for (;;) {
        const auto comma = rest.find(',');
        const auto name = rest.substr(0, comma);
        const auto interval = interval_of_name(name);
        if (!interval) {
            refuse("interval " + in_quotes(name) +
                   " is none; write some of total, hour, day, week, month, quarter and year, with "
                   "commas between them");
        }
        if (intervals.contains(*interval)) {
            refuse("interval " + std::string(name) + " is there twice");
        }
        intervals = intervals | *interval;
        if (comma == std::string_view::npos) {
            return intervals;
        }
        rest.remove_prefix(comma + 1);
    }
}

Interval read_interval(const PeriodFlags& flags) {
    const auto interval = interval_of_name(flags.interval.value_or(""));
    if (!interval || *interval == Interval::total) {
        refuse("--interval is " + in_quotes(flags.interval.value_or("")) +
               "; write one of hour, day, week, month, quarter and year");
    }
    return *interval;
}

std::size_t read_count(const std::string& text) {
    std::size_t count = 0;
    const char* const end = text.data() + text.size();
    const auto [behind, error] = std::from_chars(text.data(), end, count);
    if (error != std::errc() || behind != end || count < 1 || count > kPeriodsMax) {
        refuse("--periods is " + in_quotes(text) + "; write a number from 1 to " +
               std::to_string(kPeriodsMax));
    }
    return count;
}

void check(const PeriodFlags& flags) {
    if ((flags.at || flags.period) && !flags.interval) {
        refuse(std::string(flags.at ? "--at" : "--period") + " needs an --interval");
    }
    if (flags.at && flags.period) {
        refuse("--at and --period both say which period; leave one of them out");
    }
    // In which zone is not known before the configuration is; whether they are times is.
    for (const auto* text : {&flags.at, &flags.from, &flags.to}) {
        (void)read_optional_time(*text, utc());
    }
}

Period read_period(const PeriodFlags& flags, const Counters& counters, const TimeZone& zone) {
    const Interval interval = read_interval(flags);
    return flags.period ? Period::parse(interval, *flags.period)
                        : counters.period(interval, read_optional_time(flags.at, zone));
}

std::optional<Moment> read_optional_time(const std::optional<std::string>& text,
                                         const TimeZone& zone) {
    return text ? std::optional(read_time(*text, zone)) : std::nullopt;
}

}  // namespace model_counter::program
