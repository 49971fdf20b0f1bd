#pragma once

#include "buffer/flush_thread.hpp"
#include "buffer/flusher.hpp"
#include "buffer/process_page.hpp"
#include "model_counter/buffer_sink.hpp"
#include "model_counter/buffered_store.hpp"

#include <atomic>
#include <cstdint>
#include <memory>

namespace model_counter::buffer {

/// A buffer in front of a store. See `make_buffered_store`.
///
/// Threads: any.
class BufferedStore final : public Store {
public:
    BufferedStore(std::unique_ptr<Store> front, std::unique_ptr<Store> behind,
                  const BufferOptions& options);
    ~BufferedStore() override;
    BufferedStore(const BufferedStore&) = delete;
    BufferedStore& operator=(const BufferedStore&) = delete;

    void add(const CounterRef& counter, std::int64_t amount) override;
    /// Behind, where the token is kept.
    Counted add_once(const CounterRef& counter, std::int64_t amount, const Token& token) override {
        return behind_->add_once(counter, amount, token);
    }
    BulkResult add_many(std::span<const Increment> increments) override;
    BoundedAdd add_within(const CounterRef& counter, std::int64_t amount, const Bounds& bounds,
                          const Settled* settled) override;
    void raise_epoch() override { behind_->raise_epoch(); }
    void set(const CounterRef& counter, std::int64_t value) override;
    void remove(const CounterRef& counter) override;
    CellRef resolve(const CounterRef& counter) override;

    std::uint32_t shard_count() override { return behind_->shard_count(); }
    std::uint32_t shard_of(const OwnerRef& owner) override { return behind_->shard_of(owner); }
    ShardView read(std::uint32_t shard, std::span<const CounterRef> counters) override;
    ShardScan scan(std::uint32_t shard, const CounterFilter& wanted) override;
    ShardState state(std::uint32_t shard) override;
    StoreStatus status() override;

    std::optional<SetId> seal(std::uint32_t shard) override;
    void make_durable(std::uint32_t shard) override { behind_->make_durable(shard); }
    std::optional<SealedSet> read_set(std::uint32_t shard, const SetId& set) override {
        return behind_->read_set(shard, set);
    }
    void discard(std::uint32_t shard, const SetId& set) override { behind_->discard(shard, set); }
    void renumber(std::uint32_t shard, const SetId& first, std::uint64_t past) override {
        behind_->renumber(shard, first, past);
    }
    std::unique_ptr<ShardLock> lock(std::uint32_t shard, std::chrono::milliseconds wait) override {
        return behind_->lock(shard, wait);
    }

    void note_sync(const SyncNote& note) override { behind_->note_sync(note); }
    std::vector<Check> checks() override;
    void set_owner_id_kind(OwnerIdKind kind) override;
    void flush() override;
    void prepare() override;
    void close() override;

private:
    /// What one process has. After a fork the child makes another and never touches its parent's,
    /// whose locks may be held by threads that it does not have.
    struct Own;

    Own& own();
    [[gnu::noinline]] void set_up();
    void wait_for_room(const Deadline& deadline);
    void bring_on();
    void bring_on(const CounterRef& counter);
    [[nodiscard]] BufferStatus buffer_status();
    [[nodiscard]] bool is_empty();
    [[nodiscard]] Error loss(const Error& why);

    const BufferOptions options_;
    std::unique_ptr<Store> front_;
    std::unique_ptr<Store> behind_;
    BufferSink& sink_;
    std::atomic<bool> closed_{false};
    ProcessPage page_;
    std::atomic<Own*> own_{nullptr};
};

}  // namespace model_counter::buffer
