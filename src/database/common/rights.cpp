#include "database/common/rights.hpp"

namespace model_counter::database {

Check check_of_rights(const std::vector<std::string>& missing, std::string_view page) {
    if (missing.empty()) {
        return {"rights", Check::Result::good, "all that counting and syncing need", ""};
    }
    std::string names;
    for (const std::string& name : missing) {
        names += (names.empty() ? "" : ", ") + name;
    }
    return {"rights", Check::Result::problem, "missing: " + names,
            "grant it, as " + std::string(page) + " lists, as the tables' owner",
            ErrorCode::unavailable};
}

}  // namespace model_counter::database
