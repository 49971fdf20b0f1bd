#pragma once

#include "command_description.hpp"
#include "model_counter/config.hpp"
#include "period_flags.hpp"

#include <optional>
#include <string>
#include <vector>

namespace model_counter::program {

/// What `import` takes over.
struct ImportFlags {
    std::string package;  ///< `laravel`
    std::string from;
    std::string from_table;
    std::string redis;
    std::string redis_prefix;
    std::vector<std::string> owner_types;  ///< CLASS=TYPE
    std::string source;
    std::string keep_old_as;
    std::string findings;  ///< a file for all of them
    bool same_source = false;
    bool check = false;
};

/// How `ingest` reads.
struct IngestFlags {
    std::string format = "tsv";
    std::string key;     ///< of `combined`; empty: `views`
    std::string source;  ///< empty: none
    std::string dead_letter;
    bool follow = false;
    bool from_start = false;
};

/// What the command line asks for.
struct CommandLine {
    enum class Command {
        migrate,
        increment,
        decrement,
        get,
        all,
        set,
        reset,
        remove,
        history,
        sum,
        latest,
        prune,
        ingest,
        import,
        sync,
        work,
        status,
        doctor,
        config,
        completions,
        manual_page,
    };

    Command command = Command::status;
    bool json = false;
    Config::Sources sources;  ///< the files asked for, and the flags
    std::string owner;
    std::vector<std::string> keys;  ///< at most one for all commands but `get`
    PeriodFlags period_flags;
    std::optional<std::string> older_than;  ///< of `prune`
    std::string number;                     ///< the amount or value, as it was written
    std::optional<std::string> token;       ///< of `increment` and `decrement`
    std::string within;                     ///< of `increment` and `decrement`; empty: no limit
    std::string file;                       ///< of `ingest`; `-` is standard input
    std::optional<std::string> pattern;     ///< of `sync`
    bool dry_run = false;
    bool rollback = false;
    bool show_status = false;  ///< of `migrate`
    std::string owner_id;      ///< of `migrate`; empty: not said
    ImportFlags import_flags;
    IngestFlags ingest_flags;
    std::string action;               ///< of `config`: `show` or `publish`
    std::string shell;                ///< of `completions`
    std::optional<std::string> text;  ///< instead of a command: print this, help or version
};

/// Reads the command line.
///
/// Errors: invalid_argument  it is not one of ours; the message says where help is
[[nodiscard]] CommandLine read_command_line(const std::vector<std::string>& arguments);

/// What the command line can be.
[[nodiscard]] CommandDescription describe_command_line();

}  // namespace model_counter::program
