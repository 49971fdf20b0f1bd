#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter::mysql {

/// What a statement gave: rows of texts.
class Result {
public:
    Result() = default;
    explicit Result(std::uint64_t changed) : changed_(changed) {}

    void add_row(std::vector<std::string> row) { rows_.push_back(std::move(row)); }

    [[nodiscard]] std::size_t rows() const noexcept { return rows_.size(); }
    /// NULL is an empty text.
    [[nodiscard]] std::string_view text(std::size_t row, std::size_t column) const {
        return rows_.at(row).at(column);
    }
    /// Errors: corrupt  it is not an integer
    [[nodiscard]] std::int64_t integer(std::size_t row, std::size_t column) const;
    /// How many rows the statement inserted, found for an update, or deleted; two for each row that
    /// an upsert updated.
    [[nodiscard]] std::uint64_t changed() const noexcept { return changed_; }

private:
    std::vector<std::vector<std::string>> rows_;
    std::uint64_t changed_ = 0;
};

}  // namespace model_counter::mysql
