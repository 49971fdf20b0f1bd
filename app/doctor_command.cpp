#include "commands.hpp"
#include "doctor.hpp"
#include "exit_status.hpp"
#include "json.hpp"
#include "model_counter/error.hpp"
#include "session.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter::program {
namespace {

Colour colour(Check::Result result) {
    switch (result) {
        case Check::Result::good:
            return Colour::green;
        case Check::Result::warning:
            return Colour::yellow;
        case Check::Result::problem:
            return Colour::red;
    }
    return Colour::red;
}

void print(const CommandLine& line, const std::vector<Check>& checks, Output& output) {
    if (line.json) {
        output.line(json_text(checks));
        return;
    }
    for (const auto& check : checks) {
        const std::string_view result = name(check.result);
        const std::string blanks(9 - result.size(), ' ');
        output.line(
            (output.has_colours() ? painted(result, colour(check.result)) : std::string(result)) +
            blanks + check.name + ": " + check.message);
        if (!check.remedy.empty()) {
            output.line("         -> " + check.remedy);
        }
    }
}

/// What to do where the message of an error does not say.
std::string remedy(ErrorCode code) {
    switch (code) {
        case ErrorCode::not_found:
            return "run model-counter migrate";
        case ErrorCode::unavailable:
        case ErrorCode::timeout:
            return "check that it runs, its address, and the password; what was acknowledged is "
                   "not lost";
        case ErrorCode::busy:
            return "wait a moment and try again; if it stays so, see who holds it";
        default:
            return "see docs/operating/troubleshooting.md";
    }
}

/// Messages end with what to do, behind a semicolon.
Check check_of(const std::string& name, const Error& error) {
    const std::string_view text = error.what();
    const auto end = text.rfind("; ");
    if (end == std::string_view::npos) {
        return {name, Check::Result::problem, std::string(text), remedy(error.kind()),
                error.kind()};
    }
    return {name, Check::Result::problem, std::string(text.substr(0, end)),
            std::string(text.substr(end + 2)), error.kind()};
}

/// Adds what a check finds, or, when it throws, what that says; once, whoever meets it.
template <class Look>
void add(std::vector<Check>& checks, const std::string& name, Look look) {
    try {
        const std::vector<Check> found = look();
        checks.insert(checks.end(), found.begin(), found.end());
    } catch (const Error& error) {
        const Check problem = check_of(name, error);
        if (checks.empty() || checks.back().message != problem.message) {
            checks.push_back(problem);
        }
    }
}

}  // namespace

int run_doctor(const CommandLine& line, Output& output) {
    const Config config = load_config(line);
    std::vector<Check> checks{{"configuration", Check::Result::good, "it is valid", ""}};
    add(checks, "folder", [&] {
        return check_folder(config.data_dir.empty() ? "model-counter-data" : config.data_dir);
    });
    std::optional<Session> session;
    add(checks, "counters", [&] {
        session.emplace(line);
        return std::vector<Check>{};
    });
    if (session) {
        Counters& counters = session->counters;
        add(checks, "migrations", [&] { return check_migrations(counters, config); });
        add(checks, "counters", [&] { return check_status(counters, config); });
        add(checks, "rights", [&] { return counters.checks(); });
    }
    print(line, checks, output);
    const auto problem = std::find_if(checks.begin(), checks.end(), [](const Check& check) {
        return check.result == Check::Result::problem;
    });
    return problem == checks.end() ? 0 : exit_status(problem->code);
}

}  // namespace model_counter::program
