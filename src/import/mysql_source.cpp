#include "import/mysql_source.hpp"

#include "database/mysql/connection.hpp"
#include "import/quoted_name.hpp"

namespace model_counter::laravel {
namespace {

constexpr std::string_view kDoing = "reading the package's table";

std::string quoted(const std::string& name) { return quoted_name(name, '`'); }

class MysqlSource final : public LaravelSource {
public:
    explicit MysqlSource(const std::string& url)
        : place_{mysql::read_server_url(url), "", mysql::Queries("")},
          connection_(place_, Deadline::never()) {}

    LaravelTable table(const std::string& name) override {
        mysql::Parameters parameters;
        parameters.text(name);
        const mysql::Result rows = connection_.query(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE() "
            "AND BINARY table_name = ?",
            parameters, kDoing);
        LaravelTable table;
        table.exists = rows.rows() > 0;
        for (std::size_t row = 0; row < rows.rows(); ++row) {
            table.columns.emplace_back(rows.text(row, 0));
        }
        return table;
    }

    std::uint64_t row_count(const std::string& table) override {
        const mysql::Result row =
            connection_.query("SELECT count(*) FROM " + quoted(table), {}, kDoing);
        return static_cast<std::uint64_t>(row.integer(0, 0));
    }

    std::vector<LaravelRow> rows(const std::string& table, std::optional<std::int64_t> after_id,
                                 std::size_t most, bool has_intervals) override {
        // NULL and the empty text look the same in a result: a column before each says which.
        const std::string periods = has_intervals
                                        ? "`interval` IS NULL, `interval`, period_start IS NULL, "
                                          "DATE_FORMAT(period_start, '%Y-%m-%d')"
                                        : "1, '', 1, ''";
        mysql::Parameters parameters;
        if (after_id) {
            parameters.integer(*after_id);
        }
        parameters.integer(static_cast<std::int64_t>(most));
        const mysql::Result rows = connection_.query(
            "SELECT id, owner_type IS NULL, owner_type, owner_id IS NULL, owner_id, " + periods +
                ", `key`, `count` FROM " + quoted(table) + (after_id ? " WHERE id > ?" : "") +
                " ORDER BY id LIMIT ?",
            parameters, kDoing);
        std::vector<LaravelRow> found;
        found.reserve(rows.rows());
        for (std::size_t row = 0; row < rows.rows(); ++row) {
            const auto text = [&](std::size_t is_null) {
                return rows.integer(row, is_null) != 0
                           ? std::nullopt
                           : std::optional(std::string(rows.text(row, is_null + 1)));
            };
            found.push_back({rows.integer(row, 0), text(1), text(3), std::string(rows.text(row, 9)),
                             text(5), text(7), std::string(rows.text(row, 10))});
        }
        return found;
    }

    void rename(const std::string& table, const std::string& new_name) override {
        connection_.run("RENAME TABLE " + quoted(table) + " TO " + quoted(new_name),
                        "renaming the package's table");
    }

private:
    const mysql::Place place_;
    mysql::Connection connection_;
};

}  // namespace

std::unique_ptr<LaravelSource> open_mysql_source(const std::string& url) {
    return std::make_unique<MysqlSource>(url);
}

}  // namespace model_counter::laravel
