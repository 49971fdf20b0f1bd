#pragma once

#include "model_counter/database.hpp"

namespace model_counter::test {

/// Hands everything on to another database; tests change what they want to see go wrong.
class ForwardingDatabase : public Database {
public:
    explicit ForwardingDatabase(Database& to) : to_(to) {}

    Ledger open_ledger(const LedgerKey& key) override { return to_.open_ledger(key); }
    FoldResult fold(const FoldRequest& request) override { return to_.fold(request); }
    Baselines read(const LedgerKey& key, std::span<const CounterRef> counters) override {
        return to_.read(key, counters);
    }
    BaselineScan read_owner(const LedgerKey& key, const OwnerRef& owner) override {
        return to_.read_owner(key, owner);
    }
    void write(std::span<const FoldRow> rows) override { to_.write(rows); }
    void migrate() override { to_.migrate(); }
    void rollback_migration() override { to_.rollback_migration(); }
    std::vector<MigrationState> migrations() override { return to_.migrations(); }
    OwnerIdKind owner_id_kind() override { return to_.owner_id_kind(); }
    DatabaseStatus status() override { return to_.status(); }
    void close() override { to_.close(); }

protected:
    Database& to_;
};

}  // namespace model_counter::test
