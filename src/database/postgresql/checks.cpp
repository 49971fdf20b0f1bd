#include "database/postgresql/checks.hpp"

#include "database/common/rights.hpp"

namespace model_counter::postgresql {

std::vector<Check> look(Connection& connection) {
    std::vector<std::string> missing;
    for (const auto& [table, right] : database::kRights) {
        const std::string name = connection.place().table + std::string(table);
        const Result row = connection.query(
            R"(SELECT has_table_privilege('")" + name + R"("', ')" + std::string(right) + "')", {},
            "looking at the rights");
        if (row.text(0, 0) != "t") {
            missing.push_back(std::string(right) + " on " + name);
        }
    }
    return {database::check_of_rights(missing, "docs/operating/postgresql.md")};
}

}  // namespace model_counter::postgresql
