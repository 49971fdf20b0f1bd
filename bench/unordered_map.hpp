#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace model_counter::bench {

/// The rival that most programs have: the standard's hash map with string keys, in shards, each
/// behind a mutex. A lookup allocates nothing.
class UnorderedMap {
public:
    /// Adds to a counter.
    void add(std::string_view key, std::int64_t amount) {
        const std::size_t hash = std::hash<std::string_view>()(key);
        Shard& shard = shards_[hash >> 48U & (kShards - 1)];
        const std::lock_guard lock(shard.mutex);
        const auto found = shard.counts.find(Hashed{key, hash});
        if (found != shard.counts.end()) {
            found->second += amount;
        } else {
            shard.counts.emplace(std::string(key), amount);
        }
    }

private:
    static constexpr std::size_t kShards = 256;

    struct Hashed {
        std::string_view text;
        std::size_t hash;
    };

    struct Hash {
        using is_transparent = void;
        std::size_t operator()(const std::string& key) const noexcept {
            return std::hash<std::string_view>()(key);
        }
        std::size_t operator()(const Hashed& key) const noexcept { return key.hash; }
    };

    struct Equal {
        using is_transparent = void;
        bool operator()(const std::string& a, const std::string& b) const noexcept {
            return a == b;
        }
        bool operator()(const Hashed& a, const std::string& b) const noexcept {
            return a.text == b;
        }
        bool operator()(const std::string& a, const Hashed& b) const noexcept {
            return a == b.text;
        }
    };

    struct alignas(64) Shard {
        std::mutex mutex;
        std::unordered_map<std::string, std::int64_t, Hash, Equal> counts;
    };

    std::array<Shard, kShards> shards_;
};

}  // namespace model_counter::bench
