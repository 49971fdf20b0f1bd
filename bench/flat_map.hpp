#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace model_counter::bench {

/// The rival of an increment by key that a careful author would write: a flat hash map with string
/// keys, in shards, each behind a mutex.
///
/// Open addressing with linear probing; hashes beside keys, so that a text is compared on a hit
/// only; it grows by doubling at a load of a half. A hit costs the slot and the text.
/// Threads: any.
class FlatMap {
public:
    /// Adds to a counter.
    void add(std::string_view key, std::int64_t amount) {
        const std::size_t hash = std::hash<std::string_view>()(key) | 1U;
        Shard& shard = shards_[hash >> 48U & (kShards - 1)];
        const std::lock_guard lock(shard.mutex);
        Slot* slot = find(shard.slots, key, hash);
        if (slot->hash == 0) {
            if (shard.size * 2 >= shard.slots.size()) {
                grow(shard);
                slot = find(shard.slots, key, hash);
            }
            *slot = {hash, 0, std::string(key)};
            ++shard.size;
        }
        slot->count += amount;
    }

private:
    static constexpr std::size_t kShards = 256;
    static constexpr std::size_t kSlotsFirst = 16;

    struct Slot {
        std::size_t hash = 0;  ///< 0: empty
        std::int64_t count = 0;
        std::string key;
    };

    struct alignas(64) Shard {
        std::mutex mutex;
        std::vector<Slot> slots = std::vector<Slot>(kSlotsFirst);
        std::size_t size = 0;
    };

    static Slot* find(std::vector<Slot>& slots, std::string_view key, std::size_t hash) noexcept {
        const std::size_t mask = slots.size() - 1;
        for (std::size_t at = hash >> 1U & mask;; at = (at + 1) & mask) {
            Slot& slot = slots[at];
            if (slot.hash == 0 || (slot.hash == hash && slot.key == key)) {
                return &slot;
            }
        }
    }

    static void grow(Shard& shard) {
        std::vector<Slot> larger(shard.slots.size() * 2);
        for (Slot& slot : shard.slots) {
            if (slot.hash != 0) {
                *find(larger, slot.key, slot.hash) = std::move(slot);
            }
        }
        shard.slots = std::move(larger);
    }

    std::array<Shard, kShards> shards_;
};

}  // namespace model_counter::bench
