#include "database/memory/memory_transaction.hpp"

namespace model_counter {

void MemoryTransaction::begin() {
    began_at_ = tables_.commits;
    rows_.clear();
    rejects_.clear();
    ledger_.reset();
}

std::optional<MemoryTransaction::Values> MemoryTransaction::current(
    std::string_view encoded) const {
    if (const auto changed = rows_.find(encoded); changed != rows_.end()) {
        return changed->second;
    }
    if (const auto row = tables_.rows.find(encoded); row != tables_.rows.end()) {
        return row->second;
    }
    return std::nullopt;
}

std::optional<std::int64_t> MemoryTransaction::change(const FoldRow& row) {
    const auto before = current(row.encoded);
    const std::int64_t value_before = before ? before->count : 0;
    const auto after = apply(value_before, row.change);
    if (!after) {
        return value_before;
    }
    auto& changed = rows_[std::string(row.encoded)];
    if (row.change.kind == Change::Kind::remove) {
        changed.reset();
    } else {
        changed = Values{*after, before ? before->created_at : now_, now_};
    }
    return std::nullopt;
}

void MemoryTransaction::reject(const LedgerKey& key, Reject reject) {
    rejects_.push_back({key, std::move(reject), now_});
}

void MemoryTransaction::move_ledger(const LedgerKey& key, const Ledger& next) {
    ledger_.emplace(key, next);
}

bool MemoryTransaction::commit() {
    const std::scoped_lock lock(tables_.mutex);
    tables_.need_tables();
    if (tables_.commits != began_at_) {
        return false;
    }
    ++tables_.commits;
    for (auto& [encoded, values] : rows_) {
        if (values) {
            tables_.rows.insert_or_assign(encoded, *values);
        } else {
            tables_.rows.erase(encoded);
        }
    }
    for (auto& reject : rejects_) {
        tables_.rejects.push_back(std::move(reject));
    }
    if (ledger_) {
        tables_.ledgers.insert_or_assign({ledger_->first.store_id, ledger_->first.shard},
                                         ledger_->second);
        tables_.last_applied_at = now_;
    }
    return true;
}

}  // namespace model_counter
