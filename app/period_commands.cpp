#include "commands.hpp"
#include "json.hpp"
#include "model_counter/error.hpp"
#include "period_flags.hpp"
#include "period_table.hpp"
#include "session.hpp"
#include "time_text.hpp"

#include <sys/ioctl.h>
#include <unistd.h>
#include <string>
#include <vector>

namespace model_counter::program {
namespace {

constexpr std::size_t kWidthUnknown = 80;

std::size_t terminal_width() {
    winsize size{};
    const bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? size.ws_col : kWidthUnknown;
}

/// What every command about periods begins with.
struct Asked {
    explicit Asked(const CommandLine& line)
        : owner(Owner::parse(line.owner)),
          key(line.keys.front()),
          interval(read_interval(line.period_flags)) {
        validate(CounterRef{owner.ref(), key});
        check(line.period_flags);
    }

    Owner owner;
    std::string key;
    Interval interval;
};

}  // namespace

int run_history(const CommandLine& line, Output& output) {
    const Asked asked(line);
    const std::size_t count = read_count(line.period_flags.periods.value_or("30"));
    Session session(line);
    const auto zone = open_time_zone(session.config.timezone);
    const auto from = read_optional_time(line.period_flags.from, *zone);
    const auto values =
        session.counters.history(asked.owner, asked.key, asked.interval, count, from);
    if (line.json) {
        output.line(json_text(asked.owner.text(), asked.key, asked.interval, values));
    } else if (::isatty(STDOUT_FILENO) == 1) {
        output.write(period_table(values, terminal_width()));
    } else {
        for (const PeriodValue& value : values) {
            output.line(std::string(value.period.text()) + "\t" + std::to_string(value.value));
        }
    }
    return 0;
}

int run_sum(const CommandLine& line, Output& output) {
    const Asked asked(line);
    const PeriodFlags& flags = line.period_flags;
    if (flags.from.has_value() == flags.periods.has_value() || (flags.to && !flags.from)) {
        throw Error(
            ErrorCode::invalid_argument,
            "write --from TIME, with --to TIME or up to now; or --periods N for the last N");
    }
    const std::size_t count = read_count(flags.periods.value_or("1"));
    Session session(line);
    Counters& counters = session.counters;
    const auto zone = open_time_zone(session.config.timezone);
    const auto from = read_optional_time(flags.from, *zone);
    const auto to = read_optional_time(flags.to, *zone);
    const std::int64_t sum =
        from ? counters.sum(asked.owner, asked.key, counters.period(asked.interval, from),
                            counters.period(asked.interval, to))
             : counters.sum_last(asked.owner, asked.key, asked.interval, count);
    output.line(line.json ? json_text_of_sum(asked.owner.text(), asked.key, asked.interval, sum)
                          : std::to_string(sum));
    return 0;
}

int run_latest(const CommandLine& line, Output& output) {
    const Asked asked(line);
    const std::size_t count = read_count(line.period_flags.periods.value_or("400"));
    Session session(line);
    const auto latest = session.counters.latest(asked.owner, asked.key, asked.interval, count);
    if (!latest) {
        throw Error(ErrorCode::not_found, "no value of " + asked.owner.text() + " " + asked.key +
                                              " in the last " + std::to_string(count) + " " +
                                              std::string(name(asked.interval)) + " periods");
    }
    output.line(line.json
                    ? json_text(asked.owner.text(), asked.key, asked.interval, {*latest})
                    : std::string(latest->period.text()) + "\t" + std::to_string(latest->value));
    return 0;
}

}  // namespace model_counter::program
