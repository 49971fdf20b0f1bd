#include "bench/live_counters.hpp"

#include "bench/open_on_disk.hpp"
#include "bench/workload.hpp"
#include "model_counter/memory_database.hpp"

#include <stdexcept>

namespace model_counter::bench {
namespace {

/// The first round grows the open generation, the second one completes it.
constexpr int kRoundsMax = 4;

}  // namespace

LiveCounters::LiveCounters(std::uint32_t count) : count_(count) {
    auto store = open_store(directory_);
    store_ = store.get();
    counters_.emplace(std::move(store), make_memory_database());
    for (int round = 0; round < kRoundsMax; ++round) {
        fill();
        const StoreStatus status = store_->status();
        if (status.waiting_sets == 0 && status.open_counters == count_) {
            return;
        }
        drop_waiting();
    }
    throw std::runtime_error("the store does not come to rest in one generation");
}

LiveCounters::~LiveCounters() = default;

void LiveCounters::drop_waiting() {
    for (const SetId& set : store_->state(0).waiting) {
        store_->discard(0, set);
    }
}

void LiveCounters::fill() {
    for (const std::uint32_t id : shuffled_ids(count_)) {
        counters_->increment(OwnerRef(kOwnerType, id), kKey);
    }
}

}  // namespace model_counter::bench
