#pragma once

#include "model_counter/events.hpp"
#include "model_counter/log.hpp"
#include "model_counter/store.hpp"

#include <memory>

namespace model_counter {

/// A store that tells a sink of each operation once the store behind it acknowledged it.
///
/// It shows no cells, so that a handle's increments come by here as well.
class EventStore final : public Store {
public:
    EventStore(std::shared_ptr<Store> store, EventSink events, LogSink log);

    void add(const CounterRef& counter, std::int64_t amount) override;
    Counted add_once(const CounterRef& counter, std::int64_t amount, const Token& token) override;
    BulkResult add_many(std::span<const Increment> increments) override;
    void set(const CounterRef& counter, std::int64_t value) override;
    void remove(const CounterRef& counter) override;
    CellRef resolve(const CounterRef& counter) override;

    void remember(const CounterRef& counter, const Settled& settled) override {
        store_->remember(counter, settled);
    }
    std::optional<std::int64_t> recall(const CounterRef& counter) override {
        return store_->recall(counter);
    }
    BoundedAdd add_within(const CounterRef& counter, std::int64_t amount, const Bounds& bounds,
                          const Settled* settled) override;
    void raise_epoch() override { store_->raise_epoch(); }

    std::uint32_t shard_count() override { return store_->shard_count(); }
    std::uint32_t shard_of(const OwnerRef& owner) override { return store_->shard_of(owner); }
    ShardView read(std::uint32_t shard, std::span<const CounterRef> counters) override {
        return store_->read(shard, counters);
    }
    ShardScan scan(std::uint32_t shard, const CounterFilter& wanted) override {
        return store_->scan(shard, wanted);
    }
    ShardState state(std::uint32_t shard) override { return store_->state(shard); }
    StoreStatus status() override { return store_->status(); }

    std::optional<SetId> seal(std::uint32_t shard) override { return store_->seal(shard); }
    void make_durable(std::uint32_t shard) override { store_->make_durable(shard); }
    std::optional<SealedSet> read_set(std::uint32_t shard, const SetId& set) override {
        return store_->read_set(shard, set);
    }
    void discard(std::uint32_t shard, const SetId& set) override { store_->discard(shard, set); }
    void renumber(std::uint32_t shard, const SetId& first, std::uint64_t past) override {
        store_->renumber(shard, first, past);
    }
    std::unique_ptr<ShardLock> lock(std::uint32_t shard, std::chrono::milliseconds wait) override {
        return store_->lock(shard, wait);
    }

    void note_sync(const SyncNote& note) override { store_->note_sync(note); }
    std::vector<Check> checks() override { return store_->checks(); }
    void set_owner_id_kind(OwnerIdKind kind) override { store_->set_owner_id_kind(kind); }
    void flush() override { store_->flush(); }
    void prepare() override { store_->prepare(); }
    void close() override { store_->close(); }

    /// Tells the sink; what it throws is logged and goes no further: the operation was done.
    void tell(const Event& event) noexcept;

private:
    void tell_added(const CounterRef& counter, std::int64_t amount) noexcept;

    std::shared_ptr<Store> store_;
    EventSink events_;
    LogSink log_;
};

}  // namespace model_counter
