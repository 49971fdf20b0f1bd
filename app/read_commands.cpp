#include "commands.hpp"
#include "json.hpp"
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

}  // namespace

int run_get(const CommandLine& line, Output& output) {
    const Owner owner = Owner::parse(line.owner);
    const std::vector<std::string_view> keys(line.keys.begin(), line.keys.end());
    for (const auto key : keys) {
        validate(CounterRef{owner.ref(), key});
    }
    Session session(line);
    const auto values =
        session.counters.get(owner, std::span<const std::string_view>(keys.data(), keys.size()));
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
