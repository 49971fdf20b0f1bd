#include "crash/simulated_tables.hpp"

#include "crash/simulation.hpp"
#include "model_counter/encoded_id.hpp"

#include <algorithm>
#include <string>

namespace model_counter::crash {
namespace {

/// Of a store that there is not.
LedgerKey no_ledger() { return {std::string(32, '0'), 0}; }

}  // namespace

SimulatedTables::SimulatedTables(const std::optional<RingTables>& place) : place_(place) {}

std::shared_ptr<Database> SimulatedTables::open() const {
    if (place_) {
        return open_ring_database(*place_, &simulation());
    }
    MemoryDatabaseOptions options;
    options.state = state_;
    options.clock = &simulation();
    return make_memory_database(options);
}

void SimulatedTables::reset(std::span<const CounterRef> counters) {
    if (!place_) {
        state_ = std::make_shared<MemoryDatabaseState>();
        observer_ = open();
        return;
    }
    if (!observer_) {
        observer_ = open();
    }
    std::vector<std::string> encoded;
    for (const CounterRef& counter : counters) {
        encoded.push_back(encode(counter));
    }
    std::sort(encoded.begin(), encoded.end());
    std::vector<FoldRow> removals;
    removals.reserve(encoded.size());
    for (const std::string& bytes : encoded) {
        removals.push_back({bytes, {Change::Kind::remove, 0}});
    }
    // Ledger rows stay: the next world's store has another id.
    observer_->write(removals);
    rejects_before_ = observer_->status().rejects;
}

std::shared_ptr<Database> SimulatedTables::connect(std::size_t process) {
    if (!place_) {
        return open();
    }
    // Connecting takes long. Whoever is killed within a call loses its connection, and its
    // transaction with it; outside of calls there is nothing to lose.
    if (process >= connections_.size()) {
        connections_.resize(process + 1);
    }
    if (!connections_[process]) {
        connections_[process] = open();
    }
    return connections_[process];
}

std::vector<std::int64_t> SimulatedTables::rows(std::span<const CounterRef> counters) {
    std::vector<std::int64_t> values;
    for (const auto& count : observer_->read(no_ledger(), counters).counts) {
        values.push_back(count.value_or(0));
    }
    return values;
}

std::uint64_t SimulatedTables::rejects() { return observer_->status().rejects - rejects_before_; }

WideAmount SimulatedTables::rejected_sum(const std::string& store_id,
                                         const std::string& owner_type) const {
    if (place_) {
        return crash::rejected_sum(*place_, store_id, owner_type).amount;
    }
    WideAmount sum = 0;
    for (const auto& row : state_->rejects()) {
        const bool is_meant = row.key.store_id == store_id &&
                              row.reject.change.kind == Change::Kind::add &&
                              decode(row.reject.encoded).owner.type() == owner_type;
        sum += is_meant ? row.reject.change.amount : 0;
    }
    return sum;
}

}  // namespace model_counter::crash
