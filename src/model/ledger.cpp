#include "model_counter/ledger.hpp"

#include "model/text.hpp"
#include "model_counter/encoded_id.hpp"
#include "model_counter/error.hpp"

#include <algorithm>
#include <charconv>

namespace model_counter {
namespace {

[[noreturn]] void refuse(std::string_view column, std::string_view text) {
    throw Error(ErrorCode::corrupt, "ledger column " + std::string(column) + " is damaged: " +
                                        quoted(text) + "; restore the row from a backup");
}

std::string_view next_line(std::string_view& rest) {
    const auto end = rest.find('\n');
    const auto line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return line;
}

/// A column that reads well is still damaged where it is not what would be written: one cut short
/// may name a wider pattern than the one whose sets are in.
void require_as_written(std::string_view column, const std::string& text,
                        const std::string& as_written) {
    if (text != as_written) {
        refuse(column, text);
    }
}

/// `<upto> <pattern>`
Mark parse_mark(std::string_view line, std::string_view column) {
    Mark mark;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), mark.upto);
    const auto used = static_cast<std::size_t>(end - line.data());
    if (error != std::errc{} || used >= line.size() || line[used] != ' ') {
        refuse(column, line);
    }
    try {
        mark.pattern = Pattern(line.substr(used + 1));
    } catch (const Error&) {
        refuse(column, line);
    }
    return mark;
}

std::string mark_text(const Pattern& pattern, std::uint64_t upto) {
    return std::to_string(upto) + " " + pattern.text();
}

std::string hexadecimal(std::uint64_t value) {
    std::string text(16, '0');
    for (std::size_t i = text.size(); i > 0; --i, value >>= 4U) {
        text[i - 1] = "0123456789abcdef"[value & 0xFU];
    }
    return text;
}

std::vector<std::uint64_t> parse_nonces(std::string_view text) {
    std::vector<std::uint64_t> nonces;
    while (!text.empty()) {
        const auto word = text.substr(0, text.find(' '));
        std::uint64_t nonce = 0;
        const auto [end, error] =
            std::from_chars(word.data(), word.data() + word.size(), nonce, 16);
        if (error != std::errc{} || word.size() != 16 || end != word.data() + word.size()) {
            refuse("nonces", text);
        }
        nonces.push_back(nonce);
        text.remove_prefix(std::min(text.size(), word.size() + 1));
    }
    return nonces;
}

}  // namespace

std::uint64_t Ledger::applied(const CounterRef& counter, std::string_view encoded) const {
    std::uint64_t result = floor;
    for (const Mark& mark : marks) {
        if (mark.upto > result && mark.pattern.matches(counter)) {
            result = mark.upto;
        }
    }
    if (under_way && under_way->upto > result && !under_way->cursor.empty() &&
        encoded <= under_way->cursor && under_way->pattern.matches(counter)) {
        result = under_way->upto;
    }
    return result;
}

std::uint64_t Ledger::greatest() const noexcept {
    std::uint64_t result = under_way ? std::max(floor, under_way->upto) : floor;
    for (const Mark& mark : marks) {
        result = std::max(result, mark.upto);
    }
    return result;
}

bool Ledger::knows(std::uint64_t nonce) const noexcept {
    return std::find(nonces.begin(), nonces.end(), nonce) != nonces.end();
}

LedgerColumns to_columns(const Ledger& ledger) {
    LedgerColumns columns;
    columns.floor = static_cast<std::int64_t>(ledger.floor);
    for (const Mark& mark : ledger.marks) {
        columns.marks += mark_text(mark.pattern, mark.upto) + "\n";
    }
    if (ledger.under_way) {
        columns.under_way = mark_text(ledger.under_way->pattern, ledger.under_way->upto) + "\n";
        if (!ledger.under_way->cursor.empty()) {
            columns.under_way += canonical_text(decode(ledger.under_way->cursor));
        }
    }
    for (const std::uint64_t nonce : ledger.nonces) {
        columns.nonces += (columns.nonces.empty() ? "" : " ") + hexadecimal(nonce);
    }
    return columns;
}

Ledger from_columns(const LedgerColumns& columns) {
    Ledger ledger;
    if (columns.floor < 0) {
        refuse("floor", std::to_string(columns.floor));
    }
    ledger.floor = static_cast<std::uint64_t>(columns.floor);
    for (std::string_view rest = columns.marks; !rest.empty();) {
        ledger.marks.push_back(parse_mark(next_line(rest), "marks"));
    }
    if (!columns.under_way.empty()) {
        std::string_view rest = columns.under_way;
        const Mark mark = parse_mark(next_line(rest), "under_way");
        ledger.under_way = UnderWay{mark.pattern, mark.upto, {}};
        if (!rest.empty()) {
            try {
                ledger.under_way->cursor = encode(CounterId::parse(rest).ref());
            } catch (const Error&) {
                refuse("under_way", rest);
            }
        }
    }
    ledger.nonces = parse_nonces(columns.nonces);
    const LedgerColumns as_written = to_columns(ledger);
    require_as_written("marks", columns.marks, as_written.marks);
    require_as_written("under_way", columns.under_way, as_written.under_way);
    require_as_written("nonces", columns.nonces, as_written.nonces);
    return ledger;
}

}  // namespace model_counter
