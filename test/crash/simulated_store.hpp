#pragma once

#include "crash/simulation.hpp"
#include "model_counter/store.hpp"
#include "store/embedded/table.hpp"

#include <bitset>
#include <string_view>

namespace model_counter::crash {

/// Makes the table's steps those of the simulation.
struct SimulatedProbe {
    static constexpr int claim_patience = 2;

    static void step(embedded::TableStep step);
    static bool planted(embedded::Plant fault) { return faults[static_cast<std::size_t>(fault)]; }

    static std::bitset<16> faults;
};

/// Plants a fault in the table or in what is around it.
///
/// Returns: false when no fault has this name.
[[nodiscard]] bool plant_in_store(std::string_view name);

using SimulatedTable = embedded::Table<SimulatedProbe>;

/// One process's store over memory that all processes share. Nobody ever gets the lock.
class SimulatedStore final : public Store {
public:
    explicit SimulatedStore(embedded::Backing& backing, const embedded::TableOptions& options)
        : table_(backing, options) {}

    [[nodiscard]] SimulatedTable& table() noexcept { return table_; }

    void add(const CounterRef& counter, std::int64_t amount) override {
        table_.add(counter, amount);
    }
    Counted add_once(const CounterRef& counter, std::int64_t amount, const Token& token) override {
        return table_.add_once(counter, amount, token);
    }
    BulkResult add_many(std::span<const Increment> increments) override {
        return table_.add_many(increments);
    }
    void set(const CounterRef& counter, std::int64_t value) override { table_.set(counter, value); }
    void remove(const CounterRef& counter) override { table_.remove(counter); }
    CellRef resolve(const CounterRef& counter) override { return table_.resolve(counter); }

    void remember(const CounterRef& counter, const Settled& settled) override {
        table_.remember(counter, settled);
    }
    std::optional<std::int64_t> recall(const CounterRef& counter) override {
        return table_.recall(counter);
    }
    BoundedAdd add_within(const CounterRef& counter, std::int64_t amount, const Bounds& bounds,
                          const Settled* settled) override {
        return table_.add_within(counter, amount, bounds, settled);
    }
    void raise_epoch() override { table_.raise_epoch(); }

    std::uint32_t shard_count() override { return 1; }
    std::uint32_t shard_of(const OwnerRef&) override { return 0; }
    ShardView read(std::uint32_t, std::span<const CounterRef> counters) override {
        return table_.read(counters);
    }
    ShardScan scan(std::uint32_t, const CounterFilter& wanted) override {
        return table_.scan(wanted);
    }
    ShardState state(std::uint32_t) override { return table_.state(); }
    StoreStatus status() override { return {}; }

    std::optional<SetId> seal(std::uint32_t) override { return table_.seal(); }
    void make_durable(std::uint32_t) override {
        if (!never_durable) {
            table_.flush_sealed();
        }
    }
    std::optional<SealedSet> read_set(std::uint32_t, const SetId& set) override {
        return table_.read_set(set);
    }
    void discard(std::uint32_t, const SetId& set) override { table_.discard(set); }
    void renumber(std::uint32_t, const SetId& first, std::uint64_t past) override {
        table_.renumber(first, past);
    }
    std::unique_ptr<ShardLock> lock(std::uint32_t, std::chrono::milliseconds) override {
        return nullptr;
    }

    void set_owner_id_kind(OwnerIdKind kind) override { table_.set_owner_id_kind(kind); }
    void flush() override { table_.flush_all(); }
    void prepare() override { table_.prepare(); }
    void close() override {}

    static bool never_durable;  ///< a fault: what was not flushed is read back all the same

private:
    SimulatedTable table_;
};

}  // namespace model_counter::crash
