#include "support/caller.hpp"
#ifdef MODEL_COUNTER_TEST_MARIADB
#include "support/mariadb_server.hpp"
#endif
#ifdef MODEL_COUNTER_TEST_POSTGRESQL
#include "support/postgresql_server.hpp"
#endif

namespace model_counter::test {

std::vector<CallerKind> caller_kinds() {
    std::vector<CallerKind> kinds{sqlite_caller_kind()};
#ifdef MODEL_COUNTER_TEST_POSTGRESQL
    if (!postgresql_recipe().program.empty()) {
        kinds.push_back(postgresql_caller_kind());
    }
#endif
#ifdef MODEL_COUNTER_TEST_MARIADB
    if (!mariadb_recipe().program.empty()) {
        kinds.push_back(mysql_caller_kind());
    }
#endif
    return kinds;
}

}  // namespace model_counter::test
