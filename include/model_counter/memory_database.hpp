#pragma once

#include "model_counter/clock.hpp"
#include "model_counter/database.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace model_counter {

/// What memory databases hold. Several instances that share one see one database, as several
/// processes would see one file.
///
/// Threads: any.
class MemoryDatabaseState {
public:
    /// Empty tables, migrated.
    MemoryDatabaseState();
    ~MemoryDatabaseState();
    MemoryDatabaseState(const MemoryDatabaseState&) = delete;
    MemoryDatabaseState& operator=(const MemoryDatabaseState&) = delete;

    /// One row of the table.
    struct Row {
        std::string encoded;
        std::int64_t count = 0;
        std::int64_t created_at = 0;  ///< seconds since the epoch
        std::int64_t updated_at = 0;  ///< seconds since the epoch

        friend bool operator==(const Row&, const Row&) = default;
    };

    /// A row that was set aside, with where it came from.
    struct RejectRow {
        LedgerKey key;
        Reject reject;
        std::int64_t rejected_at = 0;  ///< seconds since the epoch
    };

    /// The whole table, ascending by encoded id.
    [[nodiscard]] std::vector<Row> rows() const;

    /// The whole rejects table, oldest first.
    [[nodiscard]] std::vector<RejectRow> rejects() const;

    struct Tables;
    /// The tables themselves, for the database's own use.
    [[nodiscard]] Tables& tables() noexcept { return *tables_; }

private:
    std::unique_ptr<Tables> tables_;
};

/// How a memory database is made.
struct MemoryDatabaseOptions {
    std::shared_ptr<MemoryDatabaseState> state;  ///< nothing: one of its own
    OwnerIdKind owner_id_kind = OwnerIdKind::any;
    Clock* clock = nullptr;  ///< nothing: the machine's clock
};

/// A database in this process's memory: the reference for every other one, and what unit tests run
/// on. It is gone with its state.
///
/// Cost: no I/O; a lookup in an ordered map per row.
[[nodiscard]] std::unique_ptr<Database> make_memory_database(
    const MemoryDatabaseOptions& options = {});

}  // namespace model_counter
