#include "command_line.hpp"
#include "commands.hpp"
#include "exit_status.hpp"
#include "json.hpp"
#include "log_lines.hpp"
#include "model_counter/error.hpp"
#include "output.hpp"

#include <unistd.h>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

namespace model_counter::program {
namespace {

int report(const Error& error, bool json) {
    if (json) {
        std::fprintf(stderr, "%s\n", json_text(error).c_str());
    } else {
        const std::string code(name(error.kind()));
        std::fprintf(stderr, "model-counter: %s: %s\n", code.c_str(), error.what());
    }
    return exit_status(error.kind());
}

int run(const std::vector<std::string>& arguments) {
    // Errors of the command line itself come before it is read.
    const bool json = std::find(arguments.begin(), arguments.end(), "--json") != arguments.end();
    try {
        // A reader that went away is reported as any other fault of the output.
        std::signal(SIGPIPE, SIG_IGN);
        start_log(json ? LogStyle::json : LogStyle::plain);
        Output output(STDOUT_FILENO);
        const CommandLine line = read_command_line(arguments);
        int status = 0;
        if (line.text) {
            output.write(*line.text);
        } else {
            status = run_command(line, output);
        }
        output.flush();
        return status;
    } catch (const Error& error) {
        return report(error, json);
    } catch (const std::exception& error) {
        return report(Error(ErrorCode::internal, error.what()), json);
    }
}

}  // namespace
}  // namespace model_counter::program

int main(int argc, char** argv) {
    return model_counter::program::run({argv + std::min(argc, 1), argv + argc});
}
