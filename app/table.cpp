#include "table.hpp"

#include <algorithm>
#include <cstddef>

namespace model_counter::program {
namespace {

/// What a terminal shows of a text: characters, not bytes.
std::size_t width(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    }));
}

bool is_number(const std::string& text) {
    const std::size_t sign = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
    return text.size() > sign && text.find_first_not_of("0123456789", sign) == std::string::npos;
}

struct Column {
    std::size_t width = 0;
    bool is_of_numbers = true;
};

std::vector<Column> columns_of(const std::vector<std::vector<std::string>>& rows) {
    std::vector<Column> columns(rows.front().size());
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            columns[i].width = std::max(columns[i].width, width(row[i]));
            columns[i].is_of_numbers &= is_number(row[i]);
        }
    }
    return columns;
}

std::string aligned(const std::vector<std::string>& row, const std::vector<Column>& columns) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const std::string blanks(columns[i].width - width(row[i]), ' ');
        if (columns[i].is_of_numbers) {
            line += blanks + row[i];
        } else if (i + 1 == row.size()) {
            line += row[i];
        } else {
            line += row[i] + blanks;
        }
        line += i + 1 == row.size() ? "" : "  ";
    }
    return line;
}

std::string with_tabs(const std::vector<std::string>& row) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
        line += (i == 0 ? "" : "\t") + row[i];
    }
    return line;
}

}  // namespace

void print_table(const std::vector<std::vector<std::string>>& rows, Output& output) {
    if (rows.empty()) {
        return;
    }
    const bool for_people = output.is_terminal();
    const auto columns = for_people ? columns_of(rows) : std::vector<Column>{};
    for (const auto& row : rows) {
        output.line(for_people ? aligned(row, columns) : with_tabs(row));
    }
}

}  // namespace model_counter::program
