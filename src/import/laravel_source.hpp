#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace model_counter::laravel {

/// A row of the package's table, as text.
struct LaravelRow {
    std::int64_t id = 0;
    std::optional<std::string> owner_type;
    std::optional<std::string> owner_id;
    std::string key;
    std::optional<std::string> interval;  ///< nothing: totals, and always in version 1
    std::optional<std::string> period_start;
    std::string count;
};

/// The columns of a table that matter here.
struct LaravelTable {
    bool exists = false;
    std::vector<std::string> columns;

    [[nodiscard]] bool has(const std::string& column) const;
    /// What keeps it from being the package's, in words; empty: nothing.
    [[nodiscard]] std::string fault() const;
};

/// The database that the package writes to, open for reading.
///
/// Errors: as the adapters' of that kind of database
class LaravelSource {
public:
    virtual ~LaravelSource() = default;

    [[nodiscard]] virtual LaravelTable table(const std::string& name) = 0;
    [[nodiscard]] virtual std::uint64_t row_count(const std::string& table) = 0;

    /// The rows behind `after_id`, ascending by id, at most `most`.
    [[nodiscard]] virtual std::vector<LaravelRow> rows(const std::string& table,
                                                       std::optional<std::int64_t> after_id,
                                                       std::size_t most, bool has_intervals) = 0;

    /// Renames a table; all of it or nothing.
    virtual void rename(const std::string& table, const std::string& new_name) = 0;
};

/// Opens the database that a URL names.
///
/// Errors: invalid_argument  not a database URL, or its component was not built
[[nodiscard]] std::unique_ptr<LaravelSource> open_laravel_source(const std::string& url);

}  // namespace model_counter::laravel
