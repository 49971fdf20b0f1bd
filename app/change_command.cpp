#include "commands.hpp"
#include "json.hpp"
#include "model_counter/error.hpp"
#include "numbers.hpp"
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

void change(Counters& counters, const CommandLine& line, const Owner& owner, std::int64_t number) {
    if (line.keys.empty()) {
        counters.remove_all(owner);
        return;
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
        if (line.token) {
            throw Error(ErrorCode::invalid_argument,
                        "--within and --token cannot both be given: leave one out");
        }
    }
    Session session(line);
    if (!line.within.empty()) {
        change_within(session.counters, line, owner, number);
    } else if (!change_once(session.counters, line, owner, number, output)) {
        change(session.counters, line, owner, number);
    }
    session.finish_counting();
    return 0;
}

}  // namespace model_counter::program
