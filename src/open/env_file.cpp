#include "open/env_file.hpp"

#include "model_counter/error.hpp"

namespace model_counter::open {
namespace {

constexpr std::string_view kBlanks = " \t\r";

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

[[noreturn]] void refuse(const std::string& path, std::size_t line, std::string_view name,
                         const char* why) {
    throw Error(ErrorCode::invalid_argument,
                path + " line " + std::to_string(line) + ": " + std::string(name) + " " + why);
}

char unescaped(char escaped) {
    switch (escaped) {
        case 'n':
            return '\n';
        case 't':
            return '\t';
        default:
            return escaped;
    }
}

/// Reads a value in quotes; `rest` becomes what stands behind the closing one. Returns false when
/// there is none.
bool read_quoted(std::string_view text, std::string& value, std::string_view& rest) {
    const char quote = text.front();
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == quote) {
            rest = trimmed(text.substr(i + 1));
            return true;
        }
        if (quote == '"' && text[i] == '\\' && i + 1 < text.size()) {
            value += unescaped(text[++i]);
        } else {
            value += text[i];
        }
    }
    return false;
}

std::string_view without_comment(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool after_blank = i == 0 || kBlanks.find(text[i - 1]) != std::string_view::npos;
        if (text[i] == '#' && after_blank) {
            return trimmed(text.substr(0, i));
        }
    }
    return text;
}

}  // namespace

std::vector<Assignment> parse_env(std::string_view text, const std::string& path) {
    std::vector<Assignment> assignments;
    std::size_t number = 0;
    while (!text.empty()) {
        const auto end = text.find('\n');
        std::string_view line = trimmed(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        ++number;
        if (line.starts_with("export ") || line.starts_with("export\t")) {
            line = trimmed(line.substr(7));
        }
        if (!line.starts_with("COUNTER_")) {
            continue;
        }
        const auto equals = line.find('=');
        const std::string_view name = trimmed(line.substr(0, equals));
        if (equals == std::string_view::npos) {
            constexpr std::string_view kUnnamed = "this line";  // what it holds may be secret
            refuse(path, number, kUnnamed, "has no '='; write NAME=value");
        }
        Assignment assignment{std::string(name), {}, Assignment::Kind::text, number};
        const std::string_view value = trimmed(line.substr(equals + 1));
        if (!value.empty() && (value.front() == '"' || value.front() == '\'')) {
            std::string_view rest;
            if (!read_quoted(value, assignment.value, rest)) {
                refuse(path, number, name, "has a quote that is not closed on its line");
            }
            if (!rest.empty() && rest.front() != '#') {
                refuse(path, number, name, "has something after its closing quote");
            }
        } else {
            assignment.value = without_comment(value);
        }
        assignments.push_back(std::move(assignment));
    }
    return assignments;
}

}  // namespace model_counter::open
