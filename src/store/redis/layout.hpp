#pragma once

#include "store/redis/field.hpp"

#include <cstdint>
#include <string>

namespace model_counter::redis {

/// How a store is spread over its server's keys; chosen when it is made, and the same ever after.
struct Layout {
    std::uint32_t shards = 16;
    std::uint32_t buckets = 512;  ///< hashes of a shard's open part, small enough to be compact

    /// As every shard notes it, behind the version of the format: `1 16 512`.
    [[nodiscard]] std::string text() const {
        return "1 " + std::to_string(shards) + " " + std::to_string(buckets);
    }

    [[nodiscard]] std::uint32_t shard_of(std::string_view owner_part) const noexcept {
        return static_cast<std::uint32_t>(hash_of(owner_part) % shards);
    }
    [[nodiscard]] std::uint32_t bucket_of(std::string_view field) const noexcept {
        return static_cast<std::uint32_t>((hash_of(field) >> 20U) % buckets);
    }

    friend bool operator==(const Layout&, const Layout&) = default;
};

/// The names of a store's keys. All keys of a shard have one hash tag, `{7}`, hence one hash slot.
class Keys {
public:
    explicit Keys(std::string prefix) : prefix_(std::move(prefix)) {}

    [[nodiscard]] const std::string& prefix() const noexcept { return prefix_; }
    [[nodiscard]] std::string layout() const { return prefix_ + "layout"; }
    [[nodiscard]] std::string meta(std::uint32_t shard) const { return of(shard) + "meta"; }
    [[nodiscard]] std::string lock(std::uint32_t shard) const { return of(shard) + "lock"; }
    /// What syncs did, for people.
    [[nodiscard]] std::string figures() const { return of(0) + "figures"; }
    /// Never there: by it, who may do what is found out.
    [[nodiscard]] std::string probe() const { return of(0) + "probe"; }
    /// The ledger entries of buffers, by source, and when each was last used.
    [[nodiscard]] std::string sources(std::uint32_t shard) const { return of(shard) + "sources"; }
    [[nodiscard]] std::string sources_used(std::uint32_t shard) const {
        return of(shard) + "sources:used";
    }
    [[nodiscard]] std::string open(std::uint32_t shard, std::uint32_t bucket) const {
        return of(shard) + "open:" + std::to_string(bucket);
    }
    /// What remembers that a token was used for a counter.
    [[nodiscard]] std::string token(std::uint32_t shard, std::string_view field,
                                    std::string_view token) const {
        // The length tells where the field ends: both parts may have colons in them.
        return of(shard) + "token:" + std::to_string(field.size()) + ":" + std::string(field) +
               ":" + std::string(token);
    }
    /// By the nonce and not by the number, which may change.
    [[nodiscard]] std::string set(std::uint32_t shard, std::uint64_t nonce,
                                  std::uint32_t bucket) const {
        return of(shard) + "set:" + std::to_string(nonce) + ":" + std::to_string(bucket);
    }

private:
    [[nodiscard]] std::string of(std::uint32_t shard) const {
        return prefix_ + "{" + std::to_string(shard) + "}:";
    }

    std::string prefix_;
};

}  // namespace model_counter::redis
