#pragma once

#include "model_counter/database.hpp"
#include "model_counter/store.hpp"

#include <atomic>
#include <chrono>
#include <memory>

namespace model_counter {

/// Stands where a store would, and holds nothing: each operation is a transaction of the database.
///
/// To a reader it is a store that is always empty, so that values are what the table says.
/// Each transaction gets `timeout` by itself.
/// Errors: as the database's `write`; `unavailable` after `close`
/// Cost:   (c) one SQL transaction for each operation; `add_many` one per 1000
class DirectStore final : public Store {
public:
    DirectStore(std::shared_ptr<Database> database, std::chrono::milliseconds timeout);

    void add(const CounterRef& counter, std::int64_t amount) override;
    Counted add_once(const CounterRef& counter, std::int64_t amount, const Token& token) override;
    BulkResult add_many(std::span<const Increment> increments) override;
    void set(const CounterRef& counter, std::int64_t value) override;
    void remove(const CounterRef& counter) override;
    CellRef resolve(const CounterRef& counter) override;

    /// Exact among all that add within bounds; a plain increment between look and write is not
    /// seen.
    BoundedAdd add_within(const CounterRef& counter, std::int64_t amount, const Bounds& bounds,
                          const Settled* settled) override;

    std::uint32_t shard_count() override { return 1; }
    std::uint32_t shard_of(const OwnerRef&) override { return 0; }
    ShardView read(std::uint32_t shard, std::span<const CounterRef> counters) override;
    ShardScan scan(std::uint32_t shard, const CounterFilter& wanted) override;
    ShardState state(std::uint32_t shard) override;
    StoreStatus status() override;

    std::optional<SetId> seal(std::uint32_t) override { return std::nullopt; }
    void make_durable(std::uint32_t) override {}
    std::optional<SealedSet> read_set(std::uint32_t, const SetId&) override { return std::nullopt; }
    void discard(std::uint32_t, const SetId&) override {}
    void renumber(std::uint32_t, const SetId&, std::uint64_t) override {}
    std::unique_ptr<ShardLock> lock(std::uint32_t, std::chrono::milliseconds) override;

    void set_owner_id_kind(OwnerIdKind kind) override;
    void flush() override {}
    void prepare() override {}
    void close() override;

private:
    void check(const CounterRef& counter) const;
    void write_one(const CounterRef& counter, const Change& change);
    std::size_t write_block(std::span<const Increment> block, std::optional<Error>& error);

    [[nodiscard]] Deadline deadline() const { return Deadline::after(timeout_); }

    std::shared_ptr<Database> database_;
    std::chrono::milliseconds timeout_;
    std::atomic<OwnerIdKind> owner_id_kind_{OwnerIdKind::any};
    std::atomic<bool> closed_{false};
};

}  // namespace model_counter
