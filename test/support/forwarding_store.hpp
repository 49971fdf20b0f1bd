#pragma once

#include "model_counter/store.hpp"

#include <memory>
#include <utility>

namespace model_counter::test {

/// A store that does what another one does; derived ones change some of it.
class ForwardingStore : public Store {
public:
    explicit ForwardingStore(std::unique_ptr<Store> next) : next_(std::move(next)) {}

    ShardState state(std::uint32_t shard) override { return next_->state(shard); }
    std::optional<SetId> seal(std::uint32_t shard) override { return next_->seal(shard); }
    void make_durable(std::uint32_t shard) override { next_->make_durable(shard); }
    std::optional<SealedSet> read_set(std::uint32_t shard, const SetId& set) override {
        return next_->read_set(shard, set);
    }
    void discard(std::uint32_t shard, const SetId& set) override { next_->discard(shard, set); }
    void renumber(std::uint32_t shard, const SetId& first, std::uint64_t past) override {
        next_->renumber(shard, first, past);
    }
    void raise_epoch() override { next_->raise_epoch(); }

    void add(const CounterRef& counter, std::int64_t amount) override {
        next_->add(counter, amount);
    }
    Counted add_once(const CounterRef& counter, std::int64_t amount, const Token& token) override {
        return next_->add_once(counter, amount, token);
    }
    BulkResult add_many(std::span<const Increment> increments) override {
        return next_->add_many(increments);
    }
    void set(const CounterRef& counter, std::int64_t value) override { next_->set(counter, value); }
    void remove(const CounterRef& counter) override { next_->remove(counter); }
    CellRef resolve(const CounterRef& counter) override { return next_->resolve(counter); }
    void remember(const CounterRef& counter, const Settled& settled) override {
        next_->remember(counter, settled);
    }
    std::optional<std::int64_t> recall(const CounterRef& counter) override {
        return next_->recall(counter);
    }
    BoundedAdd add_within(const CounterRef& counter, std::int64_t amount, const Bounds& bounds,
                          const Settled* settled) override {
        return next_->add_within(counter, amount, bounds, settled);
    }

    std::uint32_t shard_count() override { return next_->shard_count(); }
    std::uint32_t shard_of(const OwnerRef& owner) override { return next_->shard_of(owner); }
    ShardView read(std::uint32_t shard, std::span<const CounterRef> counters) override {
        return next_->read(shard, counters);
    }
    ShardScan scan(std::uint32_t shard, const CounterFilter& wanted) override {
        return next_->scan(shard, wanted);
    }
    StoreStatus status() override { return next_->status(); }
    std::unique_ptr<ShardLock> lock(std::uint32_t shard, std::chrono::milliseconds wait) override {
        return next_->lock(shard, wait);
    }
    BufferSink* buffer_sink() override { return next_->buffer_sink(); }
    void note_sync(const SyncNote& note) override { next_->note_sync(note); }
    std::vector<Check> checks() override { return next_->checks(); }
    void set_owner_id_kind(OwnerIdKind kind) override { next_->set_owner_id_kind(kind); }
    void flush() override { next_->flush(); }
    void prepare() override { next_->prepare(); }
    void close() override { next_->close(); }

protected:
    [[nodiscard]] Store& next() noexcept { return *next_; }

private:
    std::unique_ptr<Store> next_;
};

}  // namespace model_counter::test
