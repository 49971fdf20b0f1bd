#include "import/sqlite_source.hpp"

#include "database/sqlite/connection.hpp"
#include "database/sqlite/statement.hpp"
#include "import/quoted_name.hpp"

#include <chrono>
#include <filesystem>
#include <utility>

namespace model_counter::laravel {
namespace {

constexpr std::chrono::milliseconds kBusyTimeout{5000};

class SqliteSource final : public LaravelSource {
public:
    explicit SqliteSource(const std::string& path)
        : place_{std::filesystem::absolute(path).lexically_normal().string(), "", false,
                 kBusyTimeout, sqlite::Queries("")},
          connection_(place_, sqlite::Connection::Use::read, Deadline::never()) {}

    LaravelTable table(const std::string& name) override {
        LaravelTable table;
        sqlite::Statement statement(connection_.handle(), place_.path,
                                    "SELECT name FROM pragma_table_info(?1)");
        auto rows = statement.query(name);
        while (rows.next()) {
            table.exists = true;
            table.columns.emplace_back(rows.text(0));
        }
        return table;
    }

    std::uint64_t row_count(const std::string& table) override {
        sqlite::Statement statement(connection_.handle(), place_.path,
                                    "SELECT count(*) FROM " + quoted_name(table));
        auto rows = statement.query();
        rows.next();
        return static_cast<std::uint64_t>(rows.integer(0));
    }

    std::vector<LaravelRow> rows(const std::string& table, std::optional<std::int64_t> after_id,
                                 std::size_t most, bool has_intervals) override {
        const std::string periods = has_intervals ? R"("interval", period_start)" : "NULL, NULL";
        sqlite::Statement statement(
            connection_.handle(), place_.path,
            R"(SELECT id, owner_type, owner_id, "key", )" + periods + R"(, "count" FROM )" +
                quoted_name(table) + (after_id ? " WHERE id > ?2" : "") + " ORDER BY id LIMIT ?1");
        const auto limit = static_cast<std::int64_t>(most);
        auto rows = after_id ? statement.query(limit, *after_id) : statement.query(limit);
        std::vector<LaravelRow> found;
        const auto text = [&](int column) {
            return rows.is_null(column) ? std::nullopt
                                        : std::optional(std::string(rows.text(column)));
        };
        while (rows.next()) {
            found.push_back({rows.integer(0), text(1), text(2), text(3).value_or(""), text(4),
                             text(5), text(6).value_or("")});
        }
        return found;
    }

    void rename(const std::string& table, const std::string& new_name) override {
        sqlite::Connection writer(place_, sqlite::Connection::Use::write, Deadline::never());
        writer.run("ALTER TABLE " + quoted_name(table) + " RENAME TO " + quoted_name(new_name));
    }

private:
    const sqlite::Place place_;
    sqlite::Connection connection_;
};

}  // namespace

std::unique_ptr<LaravelSource> open_sqlite_source(const std::string& path) {
    return std::make_unique<SqliteSource>(path);
}

}  // namespace model_counter::laravel
