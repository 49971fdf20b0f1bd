#include "store/redis/source_entry.hpp"

#include "model_counter/error.hpp"

#include <charconv>

namespace model_counter::redis {
namespace {

std::string_view take_line(std::string_view& rest) {
    const auto end = rest.find('\n');
    if (end == std::string_view::npos) {
        throw Error(ErrorCode::corrupt,
                    "a buffer's entry in the Redis store is not what this library writes; "
                    "something else writes under its prefix");
    }
    const auto line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return line;
}

}  // namespace

std::string entry_text(const Ledger& ledger) {
    const LedgerColumns columns = to_columns(ledger);
    return std::to_string(columns.floor) + "\n" + columns.nonces + "\n" + columns.under_way;
}

Ledger parse_entry(std::string_view text) {
    if (text.empty()) {
        return {};
    }
    LedgerColumns columns;
    const std::string_view floor = take_line(text);
    std::from_chars(floor.data(), floor.data() + floor.size(), columns.floor);
    columns.nonces = take_line(text);
    columns.under_way = text;
    return from_columns(columns);
}

}  // namespace model_counter::redis
