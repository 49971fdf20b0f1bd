#include "support/database_fixture.hpp"

namespace model_counter::test {

std::vector<DatabaseKind> database_kinds() {
    return {memory_database_kind(), sqlite_database_kind()};
}

}  // namespace model_counter::test
