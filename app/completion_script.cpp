#include "command_description.hpp"
#include "model_counter/error.hpp"

#include <algorithm>
#include <string_view>

namespace model_counter::program {
namespace {

bool is_of_file(const OptionDescription& option) {
    const std::string& name = option.value.empty() ? option.names.front() : option.value;
    return name == "FILE" || name == "DIR";
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : std::string(between)) + word;
    }
    return text;
}

std::string names_of(const std::vector<OptionDescription>& options) {
    std::vector<std::string> names;
    for (const auto& option : options) {
        names.insert(names.end(), option.names.begin(), option.names.end());
    }
    return joined(names, " ");
}

std::string names_of(const std::vector<CommandDescription>& commands) {
    std::vector<std::string> names;
    for (const auto& command : commands) {
        names.push_back(command.name);
    }
    return joined(names, " ");
}

/// A text within single quotes of a shell; `special` characters get a backslash.
std::string in_single_quotes(const std::string& text, std::string_view special = "") {
    std::string quoted = "'";
    for (const char c : text) {
        if (special.find(c) != std::string_view::npos) {
            quoted += '\\';
        }
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return quoted + "'";
}

// bash

/// The `case` branches for what follows an option that takes a value.
std::string bash_values(const std::vector<OptionDescription>& options) {
    std::string text;
    for (const auto& option : options) {
        if (option.value.empty()) {
            continue;
        }
        std::string action = "COMPREPLY=()";
        if (!option.choices.empty()) {
            action = "COMPREPLY=($(compgen -W '" + joined(option.choices, " ") + "' -- \"$cur\"))";
        } else if (is_of_file(option)) {
            action = "compopt -o filenames; COMPREPLY=($(compgen -f -- \"$cur\"))";
        }
        text += "        " + joined(option.names, " | ") + ") " + action + "; return ;;\n";
    }
    return text;
}

std::string bash_script(const CommandDescription& program) {
    std::string text =
        "# bash completion for " + program.name + "\n\n_model_counter() {\n" +
        "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}\n" +
        "    local commands='" + names_of(program.commands) + "'\n" + "    local words='" +
        names_of(program.options) + "' command='' files='' i\n" +
        "    for ((i = 1; i < COMP_CWORD; i++)); do\n" +
        "        if [[ \" $commands \" == *\" ${COMP_WORDS[i]} \"* ]]; then\n" +
        "            command=${COMP_WORDS[i]}\n            break\n        fi\n    done\n" +
        "    case \"$command:$prev\" in\n";
    for (const auto& command : program.commands) {
        for (const auto& option : command.options) {
            if (option.value.empty()) {
                continue;
            }
            std::string branch = bash_values({option});
            const auto begin = branch.find_first_not_of(' ');
            const auto end = branch.find(')');
            std::vector<std::string> patterns;
            for (const auto& name : option.names) {
                patterns.push_back(command.name + ":" + name);
            }
            branch.replace(begin, end - begin, joined(patterns, " | "));
            text += branch;
        }
    }
    text += "    esac\n    case \"$prev\" in\n" + bash_values(program.options) +
            "    esac\n    case \"$command\" in\n        '') words=\"$commands $words\" ;;\n";
    for (const auto& command : program.commands) {
        std::string more = names_of(command.options);
        std::string files;
        for (const auto& argument : command.arguments) {
            more += argument.choices.empty() ? "" : " " + joined(argument.choices, " ");
            files = is_of_file(argument) ? " files=yes" : files;
        }
        text += "        " + command.name + ") words=\"" + more + " $words\"" + files + " ;;\n";
    }
    return text +
           "    esac\n    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
           "    if [[ -n $files && $cur != -* ]]; then\n        compopt -o filenames\n"
           "        COMPREPLY+=($(compgen -f -- \"$cur\"))\n    fi\n}\n\n"
           "complete -F _model_counter " +
           program.name + "\n";
}

// zsh

std::string zsh_value(const OptionDescription& option) {
    const std::string name = option.value.empty() ? option.names.front() : option.value;
    if (!option.choices.empty()) {
        return ":" + name + ":(" + joined(option.choices, " ") + ")";
    }
    return ":" + name + ":" + (is_of_file(option) ? "_files" : "");
}

std::string zsh_arguments(const CommandDescription& command, const std::string& indent) {
    std::string text;
    for (const auto& option : command.options) {
        for (const auto& name : option.names) {
            const bool takes_value = !option.value.empty();
            std::string help = "[" + option.help + "]";
            std::string spec = in_single_quotes(help.substr(1, help.size() - 2), "[]:\\");
            spec = spec.substr(1, spec.size() - 2);
            text += " \\\n" + indent + "'" + (option.is_repeated ? "*" : "") + name +
                    (takes_value ? "=" : "") + "[" + spec + "]" +
                    (takes_value ? zsh_value(option) : "") + "'";
        }
    }
    for (const auto& argument : command.arguments) {
        text += " \\\n" + indent + "'" + (argument.is_repeated ? "*" : "") +
                (argument.is_required || argument.is_repeated ? "" : ":") + zsh_value(argument) +
                "'";
    }
    return text;
}

std::string zsh_script(const CommandDescription& program) {
    std::string text = "#compdef " + program.name +
                       "\n\n_model_counter() {\n    local context state state_descr line\n"
                       "    typeset -A opt_args\n    _arguments -C" +
                       zsh_arguments(program, "        ") +
                       " \\\n        '1: :->command' \\\n        '*:: :->arguments'\n"
                       "    case $state in\n    command)\n        local -a commands\n"
                       "        commands=(\n";
    for (const auto& command : program.commands) {
        text += "            " + in_single_quotes(command.name + ":" + command.help) + "\n";
    }
    text +=
        "        )\n        _describe command commands\n        ;;\n    arguments)\n"
        "        case $line[1] in\n";
    for (const auto& command : program.commands) {
        text += "        " + command.name + ")\n            _arguments" +
                zsh_arguments(command, "                ") + "\n            ;;\n";
    }
    return text + "        esac\n        ;;\n    esac\n}\n\n_model_counter \"$@\"\n";
}

// fish

std::string fish_options(const CommandDescription& program, const CommandDescription& command,
                         const std::string& condition) {
    std::string text;
    for (const auto& option : command.options) {
        text += "complete -c " + program.name + condition;
        for (const auto& name : option.names) {
            text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
        }
        if (!option.choices.empty()) {
            text += " -x -a '" + joined(option.choices, " ") + "'";
        } else if (!option.value.empty()) {
            text += is_of_file(option) ? " -r -F" : " -x";
        }
        text += " -d " + in_single_quotes(option.help, "\\") + "\n";
    }
    for (const auto& argument : command.arguments) {
        if (!argument.choices.empty()) {
            text += "complete -c " + program.name + condition + " -a '" +
                    joined(argument.choices, " ") + "'\n";
        } else if (is_of_file(argument)) {
            text += "complete -c " + program.name + condition + " -F\n";
        }
    }
    return text;
}

std::string fish_script(const CommandDescription& program) {
    std::string text = "# fish completion for " + program.name + "\n\ncomplete -c " + program.name +
                       " -f\n" + fish_options(program, program, "");
    for (const auto& command : program.commands) {
        text += "complete -c " + program.name + " -n __fish_use_subcommand -a " + command.name +
                " -d " + in_single_quotes(command.help, "\\") + "\n" +
                fish_options(program, command,
                             " -n '__fish_seen_subcommand_from " + command.name + "'");
    }
    return text;
}

}  // namespace

std::string completion_script(const CommandDescription& program, const std::string& shell) {
    if (shell == "bash") {
        return bash_script(program);
    }
    if (shell == "zsh") {
        return zsh_script(program);
    }
    return fish_script(program);  // the command line lets no other shell through
}

}  // namespace model_counter::program
