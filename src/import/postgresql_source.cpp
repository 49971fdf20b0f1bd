#include "import/postgresql_source.hpp"

#include "database/postgresql/connection.hpp"
#include "import/quoted_name.hpp"

namespace model_counter::laravel {
namespace {

constexpr std::string_view kDoing = "reading the package's table";

class PostgresqlSource final : public LaravelSource {
public:
    explicit PostgresqlSource(const std::string& url)
        : place_{postgresql::read_server_url(url), "", postgresql::Queries("")},
          connection_(place_, Deadline::never()) {}

    LaravelTable table(const std::string& name) override {
        postgresql::Parameters parameters;
        parameters.text(name);
        const postgresql::Result rows = connection_.query(
            "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(quote_ident($1)) AND "
            "attnum > 0 AND NOT attisdropped",
            parameters, kDoing);
        LaravelTable table;
        table.exists = rows.rows() > 0;
        for (int row = 0; row < rows.rows(); ++row) {
            table.columns.emplace_back(rows.text(row, 0));
        }
        return table;
    }

    std::uint64_t row_count(const std::string& table) override {
        const postgresql::Result row =
            connection_.query("SELECT count(*) FROM " + quoted_name(table), {}, kDoing);
        return static_cast<std::uint64_t>(row.integer(0, 0));
    }

    std::vector<LaravelRow> rows(const std::string& table, std::optional<std::int64_t> after_id,
                                 std::size_t most, bool has_intervals) override {
        const std::string periods =
            has_intervals ? R"("interval", to_char(period_start, 'YYYY-MM-DD'))" : "NULL, NULL";
        postgresql::Parameters parameters;
        parameters.integer(static_cast<std::int64_t>(most));
        if (after_id) {
            parameters.integer(*after_id);
        }
        const postgresql::Result rows = connection_.query(
            R"(SELECT id, owner_type, owner_id, "key", )" + periods + R"(, "count" FROM )" +
                quoted_name(table) + (after_id ? " WHERE id > $2" : "") + " ORDER BY id LIMIT $1",
            parameters, kDoing);
        std::vector<LaravelRow> found;
        found.reserve(static_cast<std::size_t>(rows.rows()));
        for (int row = 0; row < rows.rows(); ++row) {
            const auto text = [&](int column) {
                return rows.is_null(row, column)
                           ? std::nullopt
                           : std::optional(std::string(rows.text(row, column)));
            };
            found.push_back({rows.integer(row, 0), text(1), text(2), text(3).value_or(""), text(4),
                             text(5), text(6).value_or("")});
        }
        return found;
    }

    void rename(const std::string& table, const std::string& new_name) override {
        connection_.run("ALTER TABLE " + quoted_name(table) + " RENAME TO " + quoted_name(new_name),
                        "renaming the package's table");
    }

private:
    const postgresql::Place place_;
    postgresql::Connection connection_;
};

}  // namespace

std::unique_ptr<LaravelSource> open_postgresql_source(const std::string& url) {
    return std::make_unique<PostgresqlSource>(url);
}

}  // namespace model_counter::laravel
