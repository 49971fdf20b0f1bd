#include "open/toml_file.hpp"

#include "model/text.hpp"
#include "model_counter/error.hpp"

#include <toml++/toml.h>
#include <algorithm>
#include <cstdint>

namespace model_counter::open {
namespace {

std::string place(const std::string& path, std::size_t line) {
    return path + " line " + std::to_string(line);
}

Assignment to_assignment(const std::string& key, const toml::node& node, const std::string& path) {
    Assignment assignment;
    assignment.key = key;
    assignment.line = node.source().begin.line;
    if (const auto* text = node.as_string()) {
        assignment.value = text->get();
        return assignment;
    }
    if (const auto* number = node.as_integer()) {
        assignment.value = std::to_string(number->get());
        assignment.kind = Assignment::Kind::number;
        return assignment;
    }
    if (node.is_table()) {
        throw Error(ErrorCode::invalid_argument, place(path, assignment.line) +
                                                     ": there are no sections; " +
                                                     model_counter::quoted(key) + " is one");
    }
    throw Error(ErrorCode::invalid_argument, place(path, assignment.line) + ": the value of " +
                                                 model_counter::quoted(key) +
                                                 " is neither a text in quotes nor a whole number");
}

}  // namespace

std::vector<Assignment> parse_toml(std::string_view text, const std::string& path) {
    std::vector<Assignment> assignments;
    try {
        const toml::table table = toml::parse(text, std::string_view(path));
        for (const auto& [key, node] : table) {
            assignments.push_back(to_assignment(std::string(key.str()), node, path));
        }
    } catch (const toml::parse_error& error) {
        throw Error(ErrorCode::invalid_argument,
                    place(path, error.source().begin.line) +
                        ": not TOML: " + std::string(error.description()));
    }
    std::sort(assignments.begin(), assignments.end(),
              [](const Assignment& a, const Assignment& b) { return a.line < b.line; });
    return assignments;
}

}  // namespace model_counter::open
