#pragma once

#include "model_counter/store.hpp"

#include "store/embedded/table.hpp"

namespace model_counter::embedded {

/// A `Store` over a table: one shard. What differs between file and memory is in the subclasses.
class TableStore : public Store {
public:
    void add(const CounterRef& counter, std::int64_t amount) override;
    Counted add_once(const CounterRef& counter, std::int64_t amount, const Token& token) override;
    BulkResult add_many(std::span<const Increment> increments) override;
    void set(const CounterRef& counter, std::int64_t value) override;
    void remove(const CounterRef& counter) override;
    CellRef resolve(const CounterRef& counter) override;

    void remember(const CounterRef& counter, const Settled& settled) override;
    [[nodiscard]] std::optional<std::int64_t> recall(const CounterRef& counter) override;
    BoundedAdd add_within(const CounterRef& counter, std::int64_t amount, const Bounds& bounds,
                          const Settled* settled) override;
    void raise_epoch() override;

    [[nodiscard]] std::uint32_t shard_count() override { return 1; }
    [[nodiscard]] std::uint32_t shard_of(const OwnerRef&) override { return 0; }
    [[nodiscard]] ShardView read(std::uint32_t shard,
                                 std::span<const CounterRef> counters) override;
    [[nodiscard]] ShardScan scan(std::uint32_t shard, const CounterFilter& wanted) override;
    [[nodiscard]] ShardState state(std::uint32_t shard) override;

    std::optional<SetId> seal(std::uint32_t shard) override;
    void make_durable(std::uint32_t shard) override;
    std::optional<SealedSet> read_set(std::uint32_t shard, const SetId& set) override;
    void discard(std::uint32_t shard, const SetId& set) override;
    void renumber(std::uint32_t shard, const SetId& first, std::uint64_t past) override;

    void note_sync(const SyncNote& note) override;
    void set_owner_id_kind(OwnerIdKind kind) override;
    void flush() override;
    void prepare() override;

protected:
    /// `backing` must outlive this object's operations.
    TableStore(Backing& backing, const TableOptions& options) : table_(backing, options) {}

    [[nodiscard]] Table<NoProbe>& table() noexcept { return table_; }

private:
    Table<NoProbe> table_;
};

}  // namespace model_counter::embedded
