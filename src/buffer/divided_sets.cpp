#include "buffer/divided_sets.hpp"

#include "model_counter/encoded_id.hpp"

#include <algorithm>
#include <utility>

namespace model_counter::buffer {
namespace {

/// While so many sets wait, what is counted goes on combining in the open part.
constexpr std::size_t kSealedMax = 8;

}  // namespace

DividedSets::DividedSets(Store& front, ShardOf shard_of, LedgerOf ledger_of, StartOver start_over)
    : front_(front),
      shard_of_(std::move(shard_of)),
      ledger_of_(std::move(ledger_of)),
      start_over_(std::move(start_over)) {}

bool DividedSets::begin() {
    ShardState now = front_.state(0);
    bool has_everything = now.open_is_empty;
    if (!now.open_is_empty && now.waiting.size() < kSealedMax) {
        static_cast<void>(front_.seal(0));
        now = front_.state(0);
        has_everything = true;
    }
    if (now.store_id != source_) {
        sets_.clear();
        source_ = now.store_id;
    }
    open_seq_ = now.open_seq;
    std::erase_if(sets_, [&](const Divided& held) {
        return std::find(now.waiting.begin(), now.waiting.end(), held.id) == now.waiting.end();
    });
    if (now.waiting.size() > sets_.size()) {
        front_.make_durable(0);
        for (const SetId& id : now.waiting) {
            if (find(id) == nullptr) {
                read(id);
            }
        }
        std::sort(sets_.begin(), sets_.end(),
                  [](const Divided& a, const Divided& b) { return a.id.seq < b.id.seq; });
    }
    return has_everything;
}

void DividedSets::read(const SetId& id) {
    std::optional<SealedSet> contents = front_.read_set(0, id);
    if (!contents) {
        return;  // Another one brought it on.
    }
    Divided set{id, std::move(*contents), 0, {}, {}};
    set.counters = set.contents.entries.size();
    damaged_ += set.contents.damaged;
    for (const SealedSet::Entry& entry : set.contents.entries) {
        set.shares[shard_of_(decode(entry.encoded).owner)].push_back(entry);
    }
    for (const auto& [shard, share] : set.shares) {
        set.open_shards.insert(shard);
    }
    set.contents.entries = {};
    sets_.push_back(std::move(set));
}

std::vector<std::uint32_t> DividedSets::shards() const {
    std::vector<std::uint32_t> shards;
    for (const Divided& set : sets_) {
        shards.insert(shards.end(), set.open_shards.begin(), set.open_shards.end());
    }
    std::sort(shards.begin(), shards.end());
    shards.erase(std::unique(shards.begin(), shards.end()), shards.end());
    return shards;
}

std::size_t DividedSets::finish() {
    const auto end = std::find_if(sets_.begin(), sets_.end(),
                                  [](const Divided& set) { return !set.open_shards.empty(); });
    const auto dropped = static_cast<std::size_t>(end - sets_.begin());
    for (auto set = sets_.begin(); set != end; ++set) {
        front_.discard(0, set->id);
    }
    sets_.erase(sets_.begin(), end);
    return dropped;
}

bool DividedSets::holds(std::uint64_t nonce) const {
    return std::any_of(sets_.begin(), sets_.end(),
                       [&](const Divided& set) { return set.id.nonce == nonce; });
}

std::uint64_t DividedSets::counters() const {
    std::uint64_t sum = 0;
    for (const Divided& set : sets_) {
        sum += set.counters;
    }
    return sum;
}

DividedSets::Divided* DividedSets::find(const SetId& id) {
    const auto found =
        std::find_if(sets_.begin(), sets_.end(), [&](const Divided& set) { return set.id == id; });
    return found == sets_.end() ? nullptr : &*found;
}

ShardState DividedSets::state(std::uint32_t shard) {
    const Ledger ledger = ledger_of_({source_, shard});
    ShardState state;
    state.store_id = source_;
    state.open_seq = open_seq_;
    for (Divided& set : sets_) {
        // The number of a set that a finished run took in may be beyond the floor again: where the
        // entry started over. Its nonce tells.
        if (!ledger.under_way && ledger.knows(set.id.nonce)) {
            set.open_shards.erase(shard);
        }
        if (set.open_shards.contains(shard)) {
            state.waiting.push_back(set.id);
        }
    }
    return state;
}

std::optional<SealedSet> DividedSets::read_set(std::uint32_t shard, const SetId& set) {
    const Divided* const found = find(set);
    if (found == nullptr) {
        return std::nullopt;
    }
    SealedSet share;
    share.id = set;
    share.entries = found->shares.at(shard);
    return share;
}

void DividedSets::discard(std::uint32_t shard, const SetId& set) {
    if (Divided* const found = find(set)) {
        found->open_shards.erase(shard);
    }
}

void DividedSets::renumber(std::uint32_t shard, const SetId& first, std::uint64_t) {
    // The number is the buffer's, and other shards may have the set under it: so the shard's entry
    // goes back instead. It goes on knowing the nonces of what it has.
    start_over_({source_, shard}, first.seq - 1);
}

}  // namespace model_counter::buffer
