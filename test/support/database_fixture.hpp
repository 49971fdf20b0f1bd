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

    ManualClock clock;
};

/// A kind of database that the contract suite runs over.
struct DatabaseKind {
    std::string name;
    std::function<std::unique_ptr<DatabaseFixture>()> make;  ///< tables missing or not: migrate
};

/// Every kind there is.
std::vector<DatabaseKind> database_kinds();

DatabaseKind memory_database_kind();
DatabaseKind sqlite_database_kind();

}  // namespace model_counter::test
