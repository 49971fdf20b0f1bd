#pragma once

#include "model_counter/database.hpp"

#include <memory>
#include <utility>

namespace model_counter::test {

/// A database that does what another one does; derived ones change some of it.
class ForwardingDatabase : public Database {
public:
    explicit ForwardingDatabase(std::unique_ptr<Database> next) : next_(std::move(next)) {}

    Ledger open_ledger(const LedgerKey& key) override { return next_->open_ledger(key); }
    FoldResult fold(const FoldRequest& request) override { return next_->fold(request); }
    Baselines read(const LedgerKey& key, std::span<const CounterRef> counters) override {
        return next_->read(key, counters);
    }
    BaselineScan read_owner(const LedgerKey& key, const OwnerRef& owner) override {
        return next_->read_owner(key, owner);
    }
    void write(std::span<const FoldRow> rows) override { next_->write(rows); }
    void migrate() override { next_->migrate(); }
    void rollback_migration() override { next_->rollback_migration(); }
    std::vector<MigrationState> migrations() override { return next_->migrations(); }
    OwnerIdKind owner_id_kind() override { return next_->owner_id_kind(); }
    DatabaseStatus status() override { return next_->status(); }
    std::vector<CounterTotals> totals() override { return next_->totals(); }
    void close() override { next_->close(); }

protected:
    [[nodiscard]] Database& next() noexcept { return *next_; }

private:
    std::unique_ptr<Database> next_;
};

}  // namespace model_counter::test
