#pragma once

#include <pthread.h>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace model_counter::bench {

/// The hardest rival of an increment by key: a hash map in shards, each behind a mutex, made for
/// nothing but this workload.
///
/// A counter is one cache line that holds hash, text and count, so a hit costs one cache miss;
/// linear probing at a load of at most a half; it never grows, being told its size; huge pages
/// where the kernel gives them, which a table in a file does not get. Keys are short. It keeps
/// nothing on a disk, seals nothing and forgets all when it ends. Threads: any; processes too, when
/// asked for.
class LineMap {
public:
    enum class Sharing { threads, processes };

    LineMap(std::size_t counters_max, Sharing sharing);
    ~LineMap();
    LineMap(const LineMap&) = delete;
    LineMap& operator=(const LineMap&) = delete;

    /// Adds to a counter; keys are at most `kKeyBytesMax` long.
    void add(std::string_view key, std::int64_t amount) {
        const std::uint64_t hash = hash_of(key);
        Shard& shard = shards_[hash & (kShards - 1)];
        pthread_mutex_lock(&shard.mutex);
        find(shard, key, hash).count += amount;
        pthread_mutex_unlock(&shard.mutex);
    }

    /// Memory of slots and shards.
    [[nodiscard]] std::size_t bytes() const noexcept { return bytes_; }

private:
    static constexpr std::size_t kShards = 256;
    static constexpr std::size_t kKeyBytesMax = 47;

    struct alignas(64) Slot {
        std::int64_t count;
        std::uint64_t hash;
        std::uint8_t size;  ///< 0: empty
        char text[kKeyBytesMax];
    };
    static_assert(sizeof(Slot) == 64);

    struct alignas(64) Shard {
        pthread_mutex_t mutex;
        Slot* slots;
    };

    [[nodiscard]] static std::uint64_t mix(std::uint64_t a, std::uint64_t b) noexcept {
        __extension__ using Wide = unsigned __int128;
        const Wide product = static_cast<Wide>(a) * b;
        return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
    }

    [[nodiscard]] static std::uint64_t hash_of(std::string_view key) noexcept {
        constexpr std::uint64_t kOdd = 0x9e3779b97f4a7c15U;
        std::uint64_t hash = key.size();
        while (key.size() >= 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, key.data(), 8);
            hash = mix(hash ^ word, kOdd);
            key.remove_prefix(8);
        }
        std::uint64_t rest = 0;
        for (const char c : key) {
            rest = rest << 8U | static_cast<unsigned char>(c);
        }
        return mix(hash ^ rest, kOdd);
    }

    Slot& find(Shard& shard, std::string_view key, std::uint64_t hash) noexcept {
        for (std::size_t at = hash >> 8U;; ++at) {
            Slot& slot = shard.slots[at & mask_];
            if (slot.hash == hash && slot.size == key.size() &&
                std::memcmp(slot.text, key.data(), key.size()) == 0) {
                return slot;
            }
            if (slot.size == 0) {
                slot.hash = hash;
                slot.size = static_cast<std::uint8_t>(key.size());
                std::memcpy(slot.text, key.data(), key.size());
                return slot;
            }
        }
    }

    Shard* shards_ = nullptr;
    std::size_t mask_ = 0;
    std::size_t bytes_ = 0;
};

}  // namespace model_counter::bench
