#pragma once

#include "model_counter/database.hpp"

#include <memory>
#include <utility>

namespace model_counter::test {

/// A database that does what another one does; derived ones change some of it.
class ForwardingDatabase : public Database {
public:
    explicit ForwardingDatabase(std::shared_ptr<Database> next) : next_(std::move(next)) {}

    Ledger open_ledger(const LedgerKey& key, const Deadline& deadline) override {
        return next_->open_ledger(key, deadline);
    }
    FoldResult fold(const FoldRequest& request, const Deadline& deadline) override {
        return next_->fold(request, deadline);
    }
    Baselines read(const LedgerKey& key, std::span<const CounterRef> counters,
                   const Deadline& deadline) override {
        return next_->read(key, counters, deadline);
    }
    BaselineScan read_owner(const LedgerKey& key, const OwnerRef& owner,
                            const Deadline& deadline) override {
        return next_->read_owner(key, owner, deadline);
    }
    std::vector<std::string> periods_before(std::string_view interval, std::int64_t row_start,
                                            std::size_t most, const Deadline& deadline) override {
        return next_->periods_before(interval, row_start, most, deadline);
    }
    std::uint64_t count_periods_before(std::string_view interval, std::int64_t row_start,
                                       const Deadline& deadline) override {
        return next_->count_periods_before(interval, row_start, deadline);
    }
    void write(std::span<const FoldRow> rows, const Deadline& deadline) override {
        next_->write(rows, deadline);
    }
    void migrate(const Deadline& deadline) override { next_->migrate(deadline); }
    void rollback_migration(const Deadline& deadline) override {
        next_->rollback_migration(deadline);
    }
    std::vector<MigrationState> migrations(const Deadline& deadline) override {
        return next_->migrations(deadline);
    }
    OwnerIdKind owner_id_kind(const Deadline& deadline) override {
        return next_->owner_id_kind(deadline);
    }
    DatabaseStatus status(const Deadline& deadline) override { return next_->status(deadline); }
    std::vector<CounterTotals> totals(const Deadline& deadline) override {
        return next_->totals(deadline);
    }
    void close() override { next_->close(); }

protected:
    [[nodiscard]] Database& next() noexcept { return *next_; }

private:
    std::shared_ptr<Database> next_;
};

}  // namespace model_counter::test
