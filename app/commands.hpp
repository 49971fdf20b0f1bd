#pragma once

#include "command_line.hpp"
#include "output.hpp"

namespace model_counter::program {

/// Runs the command that the command line asks for.
///
/// Returns: the exit status, 0 or kSetAside.
/// Errors:  everything else, as `Error`
int run_command(const CommandLine& line, Output& output);

/// The commands, by the file each is in; each returns its exit status.
int run_change(const CommandLine& line, Output& output);
int run_get(const CommandLine& line, Output& output);
int run_all(const CommandLine& line, Output& output);
int run_history(const CommandLine& line, Output& output);
int run_sum(const CommandLine& line, Output& output);
int run_latest(const CommandLine& line, Output& output);
int run_prune(const CommandLine& line, Output& output);
int run_ingest(const CommandLine& line, Output& output);
int run_import(const CommandLine& line, Output& output);
int run_sync(const CommandLine& line, Output& output);
int run_work(const CommandLine& line, Output& output);
int run_migrate(const CommandLine& line, Output& output);
int run_status(const CommandLine& line, Output& output);
int run_doctor(const CommandLine& line, Output& output);
int run_config(const CommandLine& line, Output& output);

}  // namespace model_counter::program
