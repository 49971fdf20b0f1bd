#pragma once

#include <string>
#include <string_view>

namespace model_counter::laravel {

/// A name as an SQL identifier, between quotes of the dialect.
[[nodiscard]] inline std::string quoted_name(std::string_view name, char quote = '"') {
    std::string result(1, quote);
    for (const char c : name) {
        result += c;
        if (c == quote) {
            result += c;
        }
    }
    return result + quote;
}

}  // namespace model_counter::laravel
