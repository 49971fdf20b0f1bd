#pragma once

#include "model_counter/laravel_import.hpp"

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter::program {

/// `bad`, `rejected` or `doubled`.
[[nodiscard]] std::string_view name(LaravelFinding::Kind kind) noexcept;

/// Most findings that are shown; all are counted, and written to the file, if one was asked for.
inline constexpr std::size_t kFindingsShownMax = 20;

/// Keeps what an import found.
class Findings {
public:
    /// Errors: unavailable  the file cannot be written
    explicit Findings(const std::string& file);

    void add(const LaravelFinding& finding);

    /// Shows the first ones on standard error.
    void show() const;

    /// Makes sure that the file has all of them.
    ///
    /// Errors: unavailable  it could not be written
    void finish();

    [[nodiscard]] const std::vector<LaravelFinding>& first() const noexcept { return first_; }

private:
    std::string name_;
    std::ofstream file_;
    std::vector<LaravelFinding> first_;
    std::uint64_t count_ = 0;
};

}  // namespace model_counter::program
