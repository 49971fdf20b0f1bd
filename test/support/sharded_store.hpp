#pragma once

#include "model_counter/buffer_sink.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace model_counter::test {

/// A store of three shards in this process's memory that takes buffers, and counts in no other way.
class ShardedStore : public Store, public BufferSink {
public:
    static constexpr std::uint32_t kShards = 3;

    /// Is asked before and after each step of a sink's; what it throws, the step throws.
    std::function<void(const char* step)> on_step = [](const char*) {};
    /// A planted fault: a fold is done whatever the entry is.
    bool compares_no_entry = false;
    /// A planted fault: the rows are taken in, and the entry does not move with them.
    bool moves_no_entry = false;

    /// What was taken in for a counter, by its encoded id.
    std::map<std::string, std::int64_t> counts;
    std::map<std::pair<std::string, std::uint32_t>, Ledger> entries;

    Greeting greet(const LedgerKey& source) override {
        on_step("greet");
        const auto [entry, is_new] = entries.try_emplace({source.store_id, source.shard});
        if (is_new) {
            entry->second.nonces = {++nonces_};
        }
        on_step("greeted");
        return {entry->second, is_new};
    }

    FoldResult fold(const FoldRequest& request, const Deadline&) override {
        on_step("fold");
        const auto entry = entries.find({request.key.store_id, request.key.shard});
        if (!compares_no_entry &&
            (entry == entries.end() || !(entry->second == request.expected))) {
            return {.moved = true, .rejects = {}};
        }
        for (const FoldRow& row : request.rows) {
            counts[std::string(row.encoded)] += row.change.amount;
        }
        if (moves_no_entry) {
            on_step("half-folded");
        }
        entries[{request.key.store_id, request.key.shard}] = request.next;
        on_step("folded");
        return {};
    }

    bool forget(const LedgerKey& source, const Ledger& expected) override {
        const auto entry = entries.find({source.store_id, source.shard});
        if (entry == entries.end() || !(entry->second == expected)) {
            return false;
        }
        entries.erase(entry);
        return true;
    }

    [[nodiscard]] View read(const LedgerKey&, std::span<const CounterRef>) override { return {}; }
    [[nodiscard]] Scan scan(const LedgerKey&, const CounterFilter&) override { return {}; }

    BufferSink* buffer_sink() override { return this; }
    std::uint32_t shard_count() override { return kShards; }
    std::uint32_t shard_of(const OwnerRef& owner) override {
        return static_cast<std::uint32_t>(owner.integer_id()) % kShards;
    }

    void add(const CounterRef&, std::int64_t) override {}
    BulkResult add_many(std::span<const Increment>) override { return {}; }
    void set(const CounterRef&, std::int64_t) override {}
    void remove(const CounterRef&) override {}
    CellRef resolve(const CounterRef&) override { return {}; }
    ShardView read(std::uint32_t, std::span<const CounterRef>) override { return {}; }
    ShardScan scan(std::uint32_t, const CounterFilter&) override { return {}; }
    ShardState state(std::uint32_t) override { return {}; }
    StoreStatus status() override { return {}; }
    std::optional<SetId> seal(std::uint32_t) override { return {}; }
    void make_durable(std::uint32_t) override {}
    std::optional<SealedSet> read_set(std::uint32_t, const SetId&) override { return {}; }
    void discard(std::uint32_t, const SetId&) override {}
    void renumber(std::uint32_t, const SetId&, std::uint64_t) override {}
    std::unique_ptr<ShardLock> lock(std::uint32_t, std::chrono::milliseconds) override {
        return nullptr;
    }
    void set_owner_id_kind(OwnerIdKind) override {}
    void flush() override {}
    void prepare() override {}
    void close() override {}

private:
    std::uint64_t nonces_ = 1;
};

}  // namespace model_counter::test
