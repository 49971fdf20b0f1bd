#include "command_description.hpp"

#include <string_view>

namespace model_counter::program {
namespace {

/// A text as roff prints it: no character is a request.
std::string plain(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        const bool begins_line = escaped.empty() || escaped.back() == '\n';
        if (begins_line && (c == '.' || c == '\'')) {
            escaped += "\\&";
        }
        switch (c) {
            case '\\':
                escaped += "\\e";
                break;
            case '-':
                escaped += "\\-";
                break;
            case '\'':
                escaped += "\\(aq";
                break;
            case '^':
                escaped += "\\(ha";
                break;
            case '~':
                escaped += "\\(ti";
                break;
            case '`':
                escaped += "\\(ga";
                break;
            default:
                escaped += c;
        }
    }
    return escaped;
}

std::string sentence(const std::string& text) {
    return plain(text) + (text.ends_with('.') ? "" : ".");
}

std::string names_and_value(const OptionDescription& option) {
    std::string text;
    for (const auto& name : option.names) {
        text += (text.empty() ? "" : ", ") + ("\\fB" + plain(name) + "\\fR");
    }
    if (!option.value.empty()) {
        text += " \\fI" + plain(option.value) + "\\fR";
    }
    return text;
}

std::string options_text(const std::vector<OptionDescription>& options) {
    std::string text;
    for (const auto& option : options) {
        std::string help = sentence(option.help);
        if (!option.choices.empty()) {
            help += " One of";
            for (std::size_t i = 0; i < option.choices.size(); ++i) {
                help += std::string(i == 0 ? " " : ", ") + plain(option.choices[i]);
            }
            help += ".";
        }
        text += ".TP\n" + names_and_value(option) + "\n" + help + "\n";
    }
    return text;
}

std::string synopsis(const CommandDescription& command) {
    std::string text = "\\fB" + plain(command.name) + "\\fR";
    if (!command.options.empty()) {
        text += " [\\fIOPTIONS\\fR]";
    }
    for (const auto& argument : command.arguments) {
        std::string name = "\\fI" + plain(argument.names.front()) + "\\fR";
        name += argument.is_repeated ? "..." : "";
        text += argument.is_required ? " " + name : " [" + name + "]";
    }
    return text;
}

/// The part of a help's footer behind `Example:`, without its indentation.
std::string example_of(const std::string& footer) {
    constexpr std::string_view kMark = "Example:\n";
    const auto at = footer.find(kMark);
    const auto text = at == std::string::npos ? std::string() : footer.substr(at + kMark.size());
    const auto begin = text.find_first_not_of(' ');
    return begin == std::string::npos ? std::string() : text.substr(begin);
}

std::string example_text(const std::string& footer) {
    const std::string example = example_of(footer);
    return example.empty() ? "" : ".RS 4\n.nf\n" + plain(example) + "\n.fi\n.RE\n";
}

constexpr std::string_view kEnd = R"(.SH EXIT STATUS
.TP
0
Done.
.TP
1
Done, but lines or rows were set aside.
.TP
2
The usage is wrong, or an argument is invalid.
.TP
3, 4, 5
Not found; conflict; busy.
.TP
6, 7, 8
Unavailable; timeout; in doubt: it may or may not have been done.
.TP
9, 10, 70
Out of range; corrupt; internal.
.SH ENVIRONMENT
Every flag of the configuration has a variable: \fBCOUNTER_\fR and its name in upper case, with
underscores:
\fBCOUNTER_STORE\fR, \fBCOUNTER_DATABASE\fR, \fBCOUNTER_DATA_DIR\fR. \fBCOUNTER_CONFIG\fR names the
configuration file. With \fBNO_COLOR\fR nothing is coloured.
.SH FILES
.TP
\fIcounter.toml\fR, \fI/etc/model\-counter/counter.toml\fR
The configuration.
.TP
\fI.env\fR
Variables.
.TP
\fImodel\-counter\-data/\fR
Store and database, unless they are configured to be elsewhere.
)";

}  // namespace

std::string manual_page(const CommandDescription& program, const std::string& version) {
    std::string text = ".TH MODEL\\-COUNTER 1 \"\" \"Model Counter " + plain(version) +
                       "\" \"User Commands\"\n.SH NAME\n" + plain(program.name) +
                       " \\- count anything, and bring every count into SQL exactly once\n"
                       ".SH SYNOPSIS\n\\fB" +
                       plain(program.name) +
                       "\\fR [\\fIOPTIONS\\fR] \\fICOMMAND\\fR ...\n.SH DESCRIPTION\n" +
                       sentence(program.help) + "\n.SH COMMANDS\n";
    for (const auto& command : program.commands) {
        text += ".SS " + synopsis(command) + "\n" + sentence(command.help) + "\n";
        for (const auto& argument : command.arguments) {
            text += options_text({argument});
        }
        text += options_text(command.options) + ".PP\n" + example_text(command.footer);
    }
    text += ".SH OPTIONS\nThey may stand before and behind a command.\n" +
            options_text(program.options) + std::string(kEnd) + ".SH EXAMPLES\n" +
            example_text(program.footer);
    return text;
}

}  // namespace model_counter::program
