#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

struct pg_result;

namespace model_counter::postgresql {

/// What a statement gave: rows of texts.
class Result {
public:
    Result() = default;
    /// Takes libpq's result over.
    explicit Result(pg_result* result) : result_(result) {}

    [[nodiscard]] int rows() const;
    [[nodiscard]] bool is_null(int row, int column) const;
    /// Valid as long as this object.
    [[nodiscard]] std::string_view text(int row, int column) const;
    /// Errors: corrupt  it is not an integer
    [[nodiscard]] std::int64_t integer(int row, int column) const;
    [[nodiscard]] bool is_true(int row, int column) const { return text(row, column) == "t"; }
    /// How many rows the statement inserted, updated or deleted.
    [[nodiscard]] std::uint64_t changed() const;
    /// What was done, as the server calls it: `COMMIT`, `ROLLBACK`, `INSERT 0 1`, ...
    [[nodiscard]] std::string_view command() const;

    [[nodiscard]] pg_result* get() const noexcept { return result_.get(); }

private:
    struct Clear {
        void operator()(pg_result* result) const;
    };
    std::unique_ptr<pg_result, Clear> result_;
};

}  // namespace model_counter::postgresql
