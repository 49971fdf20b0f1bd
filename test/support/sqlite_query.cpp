#include "support/sqlite_query.hpp"

#include <sqlite3.h>
#include <memory>
#include <stdexcept>

namespace model_counter::test {
namespace {

using Row = std::vector<std::string>;

int keep_row(void* rows, int columns, char** values, char**) {
    Row row;
    for (int i = 0; i < columns; ++i) {
        row.emplace_back(values[i] != nullptr ? values[i] : "");
    }
    static_cast<std::vector<Row>*>(rows)->push_back(row);
    return 0;
}

}  // namespace

std::vector<Row> sqlite_query(const std::string& path, const std::string& sql) {
    sqlite3* connection = nullptr;
    const int opened = sqlite3_open(path.c_str(), &connection);
    const std::unique_ptr<sqlite3, int (*)(sqlite3*)> owner(connection, sqlite3_close);
    sqlite3_busy_timeout(connection, 5000);
    std::vector<Row> rows;
    if (opened != SQLITE_OK ||
        sqlite3_exec(connection, sql.c_str(), keep_row, &rows, nullptr) != SQLITE_OK) {
        throw std::runtime_error(path + ": " + sql + ": " + sqlite3_errmsg(connection));
    }
    return rows;
}

}  // namespace model_counter::test
