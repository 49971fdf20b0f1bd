#pragma once

#include "model_counter/database.hpp"
#include "model_counter/memory_database.hpp"
#include "support/manual_clock.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace model_counter::test {

/// One private database of some kind, and a look behind its interface.
class DatabaseFixture {
public:
    virtual ~DatabaseFixture() = default;

    /// Another instance on the same database, as another process would have it.
    virtual std::unique_ptr<Database> open() = 0;

    /// The whole counters table, ascending by encoded id.
    virtual std::vector<MemoryDatabaseState::Row> rows() = 0;

    /// The whole rejects table, oldest first.
    virtual std::vector<MemoryDatabaseState::RejectRow> rejects() = 0;

    /// Takes, as another application would, what every call has to wait for, until the returned is
    /// let go of. Nothing has the database open meanwhile but what waits.
    ///
    /// Returns: null for a kind without such locks
    virtual std::shared_ptr<void> lock_out_others() { return nullptr; }

    /// What owner ids its tables take.
    [[nodiscard]] virtual OwnerIdKind owner_ids() const { return OwnerIdKind::any; }

    ManualClock clock;
};

/// A kind of database that the contract suite runs over.
struct DatabaseKind {
    std::string name;
    std::function<std::unique_ptr<DatabaseFixture>()> make;  ///< tables missing or not: migrate
    bool has_locks = true;                                   ///< others can be locked out
};

/// Every kind there is here: those whose server is installed.
std::vector<DatabaseKind> database_kinds();

DatabaseKind memory_database_kind();
DatabaseKind sqlite_database_kind();
#ifdef MODEL_COUNTER_TEST_POSTGRESQL
DatabaseKind postgresql_database_kind();
#endif
#ifdef MODEL_COUNTER_TEST_MARIADB
DatabaseKind mariadb_database_kind();
#endif

}  // namespace model_counter::test
