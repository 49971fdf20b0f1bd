#include "model/table_name.hpp"

#include "model/text.hpp"
#include "model_counter/error.hpp"

#include <algorithm>
#include <string>

namespace model_counter {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool starts_like_sqlite(std::string_view name) {
    std::string start(name.substr(0, 7));
    std::transform(start.begin(), start.end(), start.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return start == "sqlite_";
}

}  // namespace

void validate_table_name(std::string_view name) {
    const bool good = !name.empty() && name.size() <= kTableNameBytesMax && !is_digit(name[0]) &&
                      std::all_of(name.begin(), name.end(), is_word) && !starts_like_sqlite(name);
    if (!good) {
        throw Error(ErrorCode::invalid_argument,
                    "table_name " + quoted(name) + " cannot be used: take 1 to " +
                        std::to_string(kTableNameBytesMax) +
                        " letters, digits and underscores, no digit first, not sqlite_...");
    }
}

}  // namespace model_counter
