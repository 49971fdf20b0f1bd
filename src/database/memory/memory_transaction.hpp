#pragma once

#include "database/memory/memory_database_state.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter {

/// Changes that are worked out beside the tables and then moved in at once, or not at all.
///
/// No lock is held while it is open: it remembers the commit it began at, and a commit in between
/// makes it start again. So whoever throws in the middle of it leaves nothing behind.
class MemoryTransaction {
public:
    MemoryTransaction(MemoryDatabaseState::Tables& tables, std::int64_t now)
        : tables_(tables), now_(now) {}

    /// Starts on the tables as they are. Expects the tables' lock.
    void begin();

    /// Applies a change to the table as this transaction sees it. Expects the tables' lock.
    ///
    /// Returns: the value it would have to be added to, where the sum leaves int64.
    std::optional<std::int64_t> change(const FoldRow& row);

    void reject(const LedgerKey& key, Reject reject);
    void move_ledger(const LedgerKey& key, const Ledger& next);

    /// Moves everything in. Takes the tables' lock.
    ///
    /// Returns: false when another transaction was committed since `begin`; nothing was done.
    bool commit();

private:
    using Values = MemoryDatabaseState::Tables::Values;

    std::optional<Values> current(std::string_view encoded) const;

    MemoryDatabaseState::Tables& tables_;
    std::int64_t now_;
    std::uint64_t began_at_ = 0;
    std::map<std::string, std::optional<Values>, std::less<>> rows_;  ///< nothing: to be deleted
    std::vector<MemoryDatabaseState::RejectRow> rejects_;
    std::optional<std::pair<LedgerKey, Ledger>> ledger_;
};

}  // namespace model_counter
