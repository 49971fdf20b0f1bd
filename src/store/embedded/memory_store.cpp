#include "model_counter/memory_store.hpp"

#include "store/embedded/memory_backing.hpp"
#include "store/embedded/table_store.hpp"

#include <unistd.h>
#include <atomic>
#include <chrono>
#include <thread>

namespace model_counter {
namespace {

using embedded::MemoryBacking;
using embedded::TableStore;

/// The process that holds the lock; the child of a fork does not inherit it.
using Holder = std::atomic<pid_t>;

class MemoryLock final : public ShardLock {
public:
    explicit MemoryLock(std::shared_ptr<Holder> holder) : holder_(std::move(holder)) {}
    ~MemoryLock() override {
        pid_t self = ::getpid();
        holder_->compare_exchange_strong(self, 0);
    }
    MemoryLock(const MemoryLock&) = delete;
    MemoryLock& operator=(const MemoryLock&) = delete;

private:
    std::shared_ptr<Holder> holder_;
};

/// A base, so that it is made before the table and lives longer.
struct OwnsMemory {
    MemoryBacking backing;
};

class MemoryStore final : private OwnsMemory, public TableStore {
public:
    explicit MemoryStore(const MemoryOptions& options)
        : TableStore(OwnsMemory::backing,
                     {.token_ttl = options.token_ttl, .counters_max = options.counters_max}) {}

    StoreStatus status() override {
        StoreStatus status;
        status.kind = "memory";
        status.location = "memory";
        table().figures(status);
        return status;
    }

    std::unique_ptr<ShardLock> lock(std::uint32_t, std::chrono::milliseconds wait) override {
        const auto deadline = std::chrono::steady_clock::now() + wait;
        const pid_t self = ::getpid();
        for (;;) {
            pid_t holder = holder_->load();
            if (holder != self && holder_->compare_exchange_strong(holder, self)) {
                return std::make_unique<MemoryLock>(holder_);
            }
            if (std::chrono::steady_clock::now() >= deadline) {
                return nullptr;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }

    void close() override { OwnsMemory::backing.close(); }

private:
    std::shared_ptr<Holder> holder_ = std::make_shared<Holder>(0);
};

}  // namespace

std::unique_ptr<Store> make_memory_store(const MemoryOptions& options) {
    return std::make_unique<MemoryStore>(options);
}

}  // namespace model_counter
