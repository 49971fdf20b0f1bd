#include "commands.hpp"
#include "doctor.hpp"
#include "exit_status.hpp"
#include "json.hpp"
#include "model_counter/error.hpp"
#include "session.hpp"

#include <algorithm>
#include <exception>

namespace model_counter::program {
namespace {

void print(const CommandLine& line, const std::vector<Check>& checks, Output& output) {
    if (line.json) {
        output.line(json_text(checks));
        return;
    }
    for (const auto& check : checks) {
        std::string text(name(check.result));
        text.resize(9, ' ');
        output.line(text + check.name + ": " + check.message);
        if (!check.remedy.empty()) {
            output.line("         -> " + check.remedy);
        }
    }
}

/// Adds what a check finds, or, when it throws, what that says.
template <class Look>
void add(std::vector<Check>& checks, const std::string& name, Look look) {
    try {
        const std::vector<Check> found = look();
        checks.insert(checks.end(), found.begin(), found.end());
    } catch (const Error& error) {
        checks.push_back({name, Check::Result::problem, error.what(), "", error.kind()});
    }
}

}  // namespace

int run_doctor(const CommandLine& line, Output& output) {
    const Config config = load_config(line);
    std::vector<Check> checks{{"configuration", Check::Result::good, "it is valid", ""}};
    add(checks, "folder", [&] {
        return check_folder(config.data_dir.empty() ? "model-counter-data" : config.data_dir);
    });
    add(checks, "counters", [&] {
        Session session(line);
        return check_counters(session.counters, session.config);
    });
    print(line, checks, output);
    const auto problem = std::find_if(checks.begin(), checks.end(), [](const Check& check) {
        return check.result == Check::Result::problem;
    });
    return problem == checks.end() ? 0 : exit_status(problem->code);
}

}  // namespace model_counter::program
