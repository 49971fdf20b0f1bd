#include "database/memory/memory_database_state.hpp"

namespace model_counter {

MemoryDatabaseState::MemoryDatabaseState() : tables_(std::make_unique<Tables>()) {}
MemoryDatabaseState::~MemoryDatabaseState() = default;

std::vector<MemoryDatabaseState::Row> MemoryDatabaseState::rows() const {
    const std::scoped_lock lock(tables_->mutex);
    std::vector<Row> rows;
    rows.reserve(tables_->rows.size());
    for (const auto& [encoded, values] : tables_->rows) {
        rows.push_back({encoded, values.count, values.created_at, values.updated_at});
    }
    return rows;
}

std::vector<MemoryDatabaseState::RejectRow> MemoryDatabaseState::rejects() const {
    const std::scoped_lock lock(tables_->mutex);
    return tables_->rejects;
}

void MemoryDatabaseState::Tables::need_tables() const {
    if (!migrated) {
        throw Error(ErrorCode::not_found,
                    "the memory database has no tables: run `model-counter migrate`");
    }
}

}  // namespace model_counter
