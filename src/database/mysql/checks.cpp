#include "database/mysql/checks.hpp"

#include "database/common/rights.hpp"
#include "database/mysql/failure.hpp"

namespace model_counter::mysql {
namespace {

/// A statement that needs the right and finds no row to do anything to.
std::string probe(std::string_view right, const std::string& name) {
    const std::string table = "`" + name + "`";
    if (right == "SELECT") {
        return "SELECT 1 FROM " + table + " WHERE 1 = 0";
    }
    if (right == "INSERT") {
        return "INSERT INTO " + table + " SELECT * FROM " + table + " WHERE 1 = 0";
    }
    if (right == "UPDATE") {
        const bool is_ledger = name.ends_with("_ledger");
        return "UPDATE " + table + " SET " + (is_ledger ? "floor = floor" : "count = count") +
               " WHERE 1 = 0";
    }
    return "DELETE FROM " + table + " WHERE 1 = 0";
}

}  // namespace

std::vector<Check> look(database::ConnectionPool<Connection>& pool, const std::string& table,
                        const Deadline& deadline) {
    std::vector<std::string> missing;
    for (const auto& [suffix, right] : database::kRights) {
        const std::string name = table + std::string(suffix);
        const std::string statement = probe(right, name);
        try {
            pool.use(deadline, [&](Connection& connection) {
                connection.run(statement, "looking at the rights");
            });
        } catch (const Error& error) {
            if (std::string_view(error.what()).find(kAccessRefused) == std::string_view::npos) {
                throw;
            }
            missing.push_back(std::string(right) + " on " + name);
        }
    }
    return {database::check_of_rights(missing, "docs/operating/mysql.md")};
}

}  // namespace model_counter::mysql
