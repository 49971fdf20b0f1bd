#include "commands.hpp"
#include "json.hpp"
#include "period_flags.hpp"
#include "session.hpp"
#include "table.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter::program {
namespace {

void print(const CommandLine& line, const Owner& owner, const std::vector<CounterValue>& values,
           Output& output) {
    if (line.json) {
        output.line(json_text(owner.text(), values));
        return;
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& counter : values) {
        rows.push_back({counter.key, std::to_string(counter.value)});
    }
    print_table(rows, output);
}

/// The keys' counters of the period that the flags choose.
std::vector<CounterValue> values_of_period(Session& session, const CommandLine& line,
                                           const Owner& owner) {
    const auto zone = open_time_zone(session.config.timezone);
    const Period period = read_period(line.period_flags, session.counters, *zone);
    std::vector<CounterRef> counters;
    for (const std::string& key : line.keys) {
        counters.push_back(period.of(owner.ref(), key));
    }
    const auto read = session.counters.get(counters);
    std::vector<CounterValue> values;
    for (std::size_t i = 0; i < read.size(); ++i) {
        values.push_back({line.keys[i], read[i]});
    }
    return values;
}

}  // namespace

int run_get(const CommandLine& line, Output& output) {
    const Owner owner = Owner::parse(line.owner);
    const std::vector<std::string_view> keys(line.keys.begin(), line.keys.end());
    for (const auto key : keys) {
        validate(CounterRef{owner.ref(), key});
    }
    check(line.period_flags);
    if (line.period_flags.interval) {
        (void)read_interval(line.period_flags);
    }
    Session session(line);
    const auto values = line.period_flags.interval
                            ? values_of_period(session, line, owner)
                            : session.counters.get(owner, std::span<const std::string_view>(
                                                              keys.data(), keys.size()));
    if (values.size() == 1 && !line.json) {
        output.line(std::to_string(values.front().value));
    } else {
        print(line, owner, values, output);
    }
    return 0;
}

int run_all(const CommandLine& line, Output& output) {
    const Owner owner = Owner::parse(line.owner);
    Session session(line);
    print(line, owner, session.counters.all(owner), output);
    return 0;
}

}  // namespace model_counter::program
