#pragma once

#include <string>
#include <vector>

namespace model_counter::program {

/// An option or an argument, as its help has it.
struct OptionDescription {
    std::vector<std::string> names;    ///< `-h`, `--help`; of an argument: `OWNER`
    std::string value;                 ///< what it takes: `FILE`; empty: it is a flag
    std::vector<std::string> choices;  ///< the only values it takes; empty: any
    std::string help;
    bool is_required = false;
    bool is_repeated = false;
};

/// The program, or one of its commands.
struct CommandDescription {
    std::string name;
    std::string help;
    std::string footer;  ///< of its help: its example
    std::vector<OptionDescription> options;
    std::vector<OptionDescription> arguments;
    std::vector<CommandDescription> commands;
};

/// A script that completes command lines of the program in `bash`, `zsh` or `fish`.
[[nodiscard]] std::string completion_script(const CommandDescription& program,
                                            const std::string& shell);

/// The page for `man`, in roff.
[[nodiscard]] std::string manual_page(const CommandDescription& program,
                                      const std::string& version);

}  // namespace model_counter::program
