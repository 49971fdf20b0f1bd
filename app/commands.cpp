#include "commands.hpp"

#include "model_counter/error.hpp"

namespace model_counter::program {

int run_command(const CommandLine& line, Output& output) {
    using Command = CommandLine::Command;
    switch (line.command) {
        case Command::increment:
        case Command::decrement:
        case Command::set:
        case Command::reset:
        case Command::remove:
            return run_change(line, output);
        case Command::get:
            return run_get(line, output);
        case Command::all:
            return run_all(line, output);
        case Command::history:
            return run_history(line, output);
        case Command::sum:
            return run_sum(line, output);
        case Command::latest:
            return run_latest(line, output);
        case Command::prune:
            return run_prune(line, output);
        case Command::ingest:
            return run_ingest(line, output);
        case Command::import:
            return run_import(line, output);
        case Command::sync:
            return run_sync(line, output);
        case Command::work:
            return run_work(line, output);
        case Command::migrate:
            return run_migrate(line, output);
        case Command::status:
            return run_status(line, output);
        case Command::doctor:
            return run_doctor(line, output);
        case Command::config:
            return run_config(line, output);
        case Command::completions:
            output.write(completion_script(describe_command_line(), line.shell));
            return 0;
        case Command::manual_page:
            output.write(manual_page(describe_command_line(), MODEL_COUNTER_VERSION));
            return 0;
    }
    throw Error(ErrorCode::internal, "a command has no function");
}

}  // namespace model_counter::program
