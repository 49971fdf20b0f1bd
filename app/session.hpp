#pragma once

#include "command_line.hpp"
#include "model_counter/config.hpp"
#include "model_counter/counters.hpp"

#include <optional>
#include <utility>

namespace model_counter::program {

/// The configuration that the command line's sources give, with warnings going to the log.
[[nodiscard]] Config load_config(const CommandLine& line);

/// What a command works on.
struct Session {
    Config config;
    Counters counters;
    bool timeout_is_flag;  ///< `--timeout` was given: it limits syncs too

    /// Opens what the command line names.
    explicit Session(const CommandLine& line)
        : Session(load_config(line), line.sources.flags.contains("timeout")) {}
    explicit Session(Config given, bool timeout_is_a_flag = false)
        : config(std::move(given)),
          counters(Counters::open(config)),
          timeout_is_flag(timeout_is_a_flag) {}

    /// Ends a command that counted: what it counted outlives the program, or this fails.
    void finish_counting();

    /// How a sync goes that begins now: everything, as configured, until `--timeout` has passed.
    [[nodiscard]] SyncOptions sync_options() const;
};

/// Tells the store of a configuration, where it remembers what is in the table, that something
/// else wrote there.
class TableNews {
public:
    /// Opens the store, if it remembers anything.
    explicit TableNews(const Config& config) {
        if (config.sole_writer && config.store != "direct") {
            session_.emplace(config);
        }
    }

    void tell() {
        if (session_) {
            session_->counters.table_changed();
        }
    }

private:
    std::optional<Session> session_;
};

}  // namespace model_counter::program
