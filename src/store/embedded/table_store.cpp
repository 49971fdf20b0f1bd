#include "store/embedded/table_store.hpp"

#include <cassert>

namespace model_counter::embedded {
namespace {

void check_shard(std::uint32_t shard) {
    assert(shard == 0 && "an embedded store has one shard");
    static_cast<void>(shard);
}

}  // namespace

void TableStore::add(const CounterRef& counter, std::int64_t amount) {
    table_.add(counter, amount);
}

Counted TableStore::add_once(const CounterRef& counter, std::int64_t amount, const Token& token) {
    return table_.add_once(counter, amount, token);
}

BulkResult TableStore::add_many(std::span<const Increment> increments) {
    return table_.add_many(increments);
}

void TableStore::set(const CounterRef& counter, std::int64_t value) { table_.set(counter, value); }

void TableStore::remove(const CounterRef& counter) { table_.remove(counter); }

CellRef TableStore::resolve(const CounterRef& counter) { return table_.resolve(counter); }

void TableStore::remember(const CounterRef& counter, const Settled& settled) {
    table_.remember(counter, settled);
}

std::optional<std::int64_t> TableStore::recall(const CounterRef& counter) {
    return table_.recall(counter);
}

BoundedAdd TableStore::add_within(const CounterRef& counter, std::int64_t amount,
                                  const Bounds& bounds, const Settled* settled) {
    return table_.add_within(counter, amount, bounds, settled);
}

void TableStore::raise_epoch() { table_.raise_epoch(); }

ShardView TableStore::read(std::uint32_t shard, std::span<const CounterRef> counters) {
    check_shard(shard);
    return table_.read(counters);
}

ShardScan TableStore::scan(std::uint32_t shard, const CounterFilter& wanted) {
    check_shard(shard);
    return table_.scan(wanted);
}

ShardState TableStore::state(std::uint32_t shard) {
    check_shard(shard);
    return table_.state();
}

std::optional<SetId> TableStore::seal(std::uint32_t shard) {
    check_shard(shard);
    return table_.seal();
}

void TableStore::make_durable(std::uint32_t shard) {
    check_shard(shard);
    table_.flush_sealed();
}

std::optional<SealedSet> TableStore::read_set(std::uint32_t shard, const SetId& set) {
    check_shard(shard);
    return table_.read_set(set);
}

void TableStore::discard(std::uint32_t shard, const SetId& set) {
    check_shard(shard);
    table_.discard(set);
}

void TableStore::renumber(std::uint32_t shard, const SetId& first, std::uint64_t past) {
    check_shard(shard);
    table_.renumber(first, past);
}

void TableStore::note_sync(const SyncNote& note) { table_.note_sync(note); }

void TableStore::set_owner_id_kind(OwnerIdKind kind) { table_.set_owner_id_kind(kind); }

void TableStore::flush() { table_.flush_all(); }

void TableStore::prepare() { table_.prepare(); }

}  // namespace model_counter::embedded
