#pragma once

#include "model_counter/memory_database.hpp"

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace model_counter {

/// The tables of a memory database. Everything is guarded by `mutex`.
struct MemoryDatabaseState::Tables {
    struct Values {
        std::int64_t count = 0;
        std::int64_t created_at = 0;
        std::int64_t updated_at = 0;
    };

    std::mutex mutex;
    bool migrated = true;
    std::uint64_t commits = 0;  ///< one more with every commit: tells a transaction it is outdated
    std::map<std::string, Values, std::less<>> rows;
    std::map<std::pair<std::string, std::uint32_t>, Ledger> ledgers;
    std::vector<RejectRow> rejects;
    std::int64_t last_applied_at = 0;

    /// Errors: not_found  the tables were rolled back
    void need_tables() const;
};

}  // namespace model_counter
