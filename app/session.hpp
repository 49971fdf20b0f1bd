#pragma once

#include "command_line.hpp"
#include "model_counter/config.hpp"
#include "model_counter/counters.hpp"

#include <utility>

namespace model_counter::program {

/// The configuration that the command line's sources give, with warnings going to the log.
[[nodiscard]] Config load_config(const CommandLine& line);

/// What a command works on.
struct Session {
    Config config;
    Counters counters;

    /// Opens what the command line names.
    explicit Session(const CommandLine& line) : Session(load_config(line)) {}
    explicit Session(Config given) : config(std::move(given)), counters(Counters::open(config)) {}

    /// Ends a command that counted: what it counted outlives the program, or this fails.
    void finish_counting();

    /// How a sync goes here: everything, as configured.
    [[nodiscard]] SyncOptions sync_options() const;
};

}  // namespace model_counter::program
