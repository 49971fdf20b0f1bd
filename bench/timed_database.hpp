#pragma once

#include "model_counter/database.hpp"

#include <chrono>
#include <memory>
#include <utility>
#include <vector>

namespace model_counter::bench {

/// A database that adds up the time its folds take.
class TimedDatabase final : public Database {
public:
    TimedDatabase(std::unique_ptr<Database> database, std::chrono::duration<double>& in_folds)
        : database_(std::move(database)), in_folds_(in_folds) {}

    Ledger open_ledger(const LedgerKey& key) override { return database_->open_ledger(key); }
    FoldResult fold(const FoldRequest& request) override {
        const auto begin = std::chrono::steady_clock::now();
        FoldResult result = database_->fold(request);
        in_folds_ += std::chrono::steady_clock::now() - begin;
        return result;
    }
    Baselines read(const LedgerKey& key, std::span<const CounterRef> counters) override {
        return database_->read(key, counters);
    }
    BaselineScan read_owner(const LedgerKey& key, const OwnerRef& owner) override {
        return database_->read_owner(key, owner);
    }
    void write(std::span<const FoldRow> rows) override { database_->write(rows); }
    void migrate() override { database_->migrate(); }
    void rollback_migration() override { database_->rollback_migration(); }
    std::vector<MigrationState> migrations() override { return database_->migrations(); }
    OwnerIdKind owner_id_kind() override { return database_->owner_id_kind(); }
    DatabaseStatus status() override { return database_->status(); }
    void close() override { database_->close(); }

private:
    std::unique_ptr<Database> database_;
    std::chrono::duration<double>& in_folds_;
};

}  // namespace model_counter::bench
