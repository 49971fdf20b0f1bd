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

    Ledger open_ledger(const LedgerKey& key, const Deadline& deadline) override {
        return database_->open_ledger(key, deadline);
    }
    FoldResult fold(const FoldRequest& request, const Deadline& deadline) override {
        const auto begin = std::chrono::steady_clock::now();
        FoldResult result = database_->fold(request, deadline);
        in_folds_ += std::chrono::steady_clock::now() - begin;
        return result;
    }
    Baselines read(const LedgerKey& key, std::span<const CounterRef> counters,
                   const Deadline& deadline) override {
        return database_->read(key, counters, deadline);
    }
    BaselineScan read_owner(const LedgerKey& key, const OwnerRef& owner,
                            const Deadline& deadline) override {
        return database_->read_owner(key, owner, deadline);
    }
    void write(std::span<const FoldRow> rows, const Deadline& deadline) override {
        database_->write(rows, deadline);
    }
    void migrate(const Deadline& deadline) override { database_->migrate(deadline); }
    void rollback_migration(const Deadline& deadline) override {
        database_->rollback_migration(deadline);
    }
    std::vector<MigrationState> migrations(const Deadline& deadline) override {
        return database_->migrations(deadline);
    }
    OwnerIdKind owner_id_kind(const Deadline& deadline) override {
        return database_->owner_id_kind(deadline);
    }
    DatabaseStatus status(const Deadline& deadline) override { return database_->status(deadline); }
    void close() override { database_->close(); }

private:
    std::unique_ptr<Database> database_;
    std::chrono::duration<double>& in_folds_;
};

}  // namespace model_counter::bench
