#include "commands.hpp"
#include "json.hpp"
#include "model_counter/error.hpp"
#include "numbers.hpp"
#include "period_flags.hpp"
#include "session.hpp"

namespace model_counter::program {
namespace {

using Command = CommandLine::Command;

/// Counts with a token, where one is given.
///
/// Returns: whether it was done.
bool change_once(Counters& counters, const CommandLine& line, const Owner& owner,
                 std::int64_t number, Output& output) {
    if (!line.token) {
        return false;
    }
    const KeyRef key(line.keys.front());
    const Token token(*line.token);
    const Counted counted = line.command == Command::increment
                                ? counters.increment(owner, key, number, token)
                                : counters.decrement(owner, key, number, token);
    if (line.json) {
        output.line(json_text(counted));
    }
    return true;
}

/// What `increment` and `decrement` do with `--within`.
void change_within(Counters& counters, const CommandLine& line, const Owner& owner,
                   std::int64_t amount) {
    const KeyRef key(line.keys.front());
    const std::int64_t limit = read_value(line.within);
    if (line.command == Command::increment) {
        counters.increment_within(owner, key, amount, limit);
    } else {
        counters.decrement_within(owner, key, amount, limit);
    }
}

/// Of the periods that the flags choose.
void change_periods(Session& session, const CommandLine& line, const Owner& owner,
                    std::int64_t number) {
    Counters& counters = session.counters;
    const KeyRef key(line.keys.front());
    const PeriodFlags& flags = line.period_flags;
    const auto zone = open_time_zone(session.config.timezone);
    const Intervals intervals = read_intervals(flags);
    switch (line.command) {
        case Command::increment:
            return counters.increment(owner, key, number, intervals,
                                      read_optional_time(flags.at, *zone));
        case Command::decrement:
            return counters.decrement(owner, key, number, intervals,
                                      read_optional_time(flags.at, *zone));
        case Command::set:
            return counters.set(owner, key, number, read_period(flags, counters, *zone));
        case Command::reset:
            return counters.reset(owner, key, read_period(flags, counters, *zone));
        default:
            return counters.remove(owner, key, read_period(flags, counters, *zone));
    }
}

void change(Session& session, const CommandLine& line, const Owner& owner, std::int64_t number) {
    Counters& counters = session.counters;
    if (line.keys.empty()) {
        counters.remove_all(owner);
        return;
    }
    if (line.period_flags.interval) {
        return change_periods(session, line, owner, number);
    }
    const KeyRef key(line.keys.front());
    switch (line.command) {
        case Command::increment:
            return counters.increment(owner, key, number);
        case Command::decrement:
            return counters.decrement(owner, key, number);
        case Command::set:
            return counters.set(owner, key, number);
        case Command::reset:
            return counters.reset(owner, key);
        case Command::remove:
            return counters.remove(owner, key);
        default:
            throw Error(ErrorCode::internal, "a command that changes no counter ran as a change");
    }
}

}  // namespace

int run_change(const CommandLine& line, Output& output) {
    // What cannot be read is refused before anything is opened or made.
    const Owner owner = Owner::parse(line.owner);
    if (!line.keys.empty()) {
        validate(CounterRef{owner.ref(), line.keys.front()});
    }
    if (line.token) {
        validate(Token(*line.token));
    }
    const std::int64_t number =
        line.command == Command::set ? read_value(line.number) : read_amount(line.number);
    if (!line.within.empty()) {
        (void)read_value(line.within);
        if (line.token || line.period_flags.interval) {
            throw Error(ErrorCode::invalid_argument,
                        "--within goes with neither --token nor --interval; leave one out");
        }
    }
    check(line.period_flags);
    if (line.token && line.period_flags.interval) {
        throw Error(ErrorCode::invalid_argument,
                    "--token counts in the total alone; leave out --interval");
    }
    const Intervals intervals = read_intervals(line.period_flags);
    const bool adds = line.command == Command::increment || line.command == Command::decrement;
    if (!adds && !intervals.empty()) {
        (void)read_interval(line.period_flags);
    }
    if (line.period_flags.interval && line.keys.empty()) {
        throw Error(ErrorCode::invalid_argument,
                    "--interval needs a KEY; without one, all of the owner's totals are removed");
    }
    Session session(line);
    if (!line.within.empty()) {
        change_within(session.counters, line, owner, number);
    } else if (!change_once(session.counters, line, owner, number, output)) {
        change(session, line, owner, number);
    }
    session.finish_counting();
    return 0;
}

}  // namespace model_counter::program
