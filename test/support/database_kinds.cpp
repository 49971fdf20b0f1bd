#include "support/database_fixture.hpp"
#ifdef MODEL_COUNTER_TEST_MARIADB
#include "support/mariadb_server.hpp"
#endif
#ifdef MODEL_COUNTER_TEST_POSTGRESQL
#include "support/postgresql_server.hpp"
#endif

namespace model_counter::test {

std::vector<DatabaseKind> database_kinds() {
    std::vector<DatabaseKind> kinds{memory_database_kind(), sqlite_database_kind()};
#ifdef MODEL_COUNTER_TEST_POSTGRESQL
    if (!postgresql_recipe().program.empty()) {
        kinds.push_back(postgresql_database_kind());
    }
#endif
#ifdef MODEL_COUNTER_TEST_MARIADB
    if (!mariadb_recipe().program.empty()) {
        kinds.push_back(mariadb_database_kind());
    }
#endif
    return kinds;
}

}  // namespace model_counter::test
