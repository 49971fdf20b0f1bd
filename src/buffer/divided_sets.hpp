#pragma once

#include "model_counter/ledger.hpp"
#include "model_counter/store.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace model_counter::buffer {

/// The sealed sets of a buffer, divided among the shards of the store behind: to each of those it
/// looks like a source of its own. A set is dropped from the buffer once every shard has its share.
///
/// Threads: one at a time.
class DividedSets final : public SetSource {
public:
    /// Of which shard of the store behind an owner is.
    using ShardOf = std::function<std::uint32_t(const OwnerRef&)>;
    /// How far a shard has taken in a source.
    using LedgerOf = std::function<Ledger(const LedgerKey&)>;
    /// Makes a shard's entry forget that the buffer's numbers ever went beyond this one.
    using StartOver = std::function<void(const LedgerKey&, std::uint64_t)>;

    DividedSets(Store& front, ShardOf shard_of, LedgerOf ledger_of, StartOver start_over);

    /// Seals what is open, and reads what waits.
    ///
    /// Returns: whether everything that was acknowledged before it began is among the sets.
    bool begin();
    /// Which shards of the store behind have a share that may not be theirs yet; ascending.
    [[nodiscard]] std::vector<std::uint32_t> shards() const;
    /// Drops the sets that every shard has, in order.
    ///
    /// Returns: how many.
    std::size_t finish();

    /// Whether this set waits.
    [[nodiscard]] bool holds(std::uint64_t nonce) const;
    /// How many counters are in the sets, each as often as it is in one.
    [[nodiscard]] std::uint64_t counters() const;
    /// Who the buffer is, as of the last `begin`.
    [[nodiscard]] const std::string& source() const noexcept { return source_; }
    /// Entries of the buffer's files that were damaged and set aside.
    [[nodiscard]] std::uint64_t damaged() const noexcept { return damaged_; }

    ShardState state(std::uint32_t shard) override;
    std::optional<SetId> seal(std::uint32_t) override { return std::nullopt; }
    void make_durable(std::uint32_t) override {}
    std::optional<SealedSet> read_set(std::uint32_t shard, const SetId& set) override;
    void discard(std::uint32_t shard, const SetId& set) override;
    void renumber(std::uint32_t shard, const SetId& first, std::uint64_t past) override;

private:
    using Entries = std::vector<SealedSet::Entry>;
    /// One set, and what is still to be done about it.
    struct Divided {
        SetId id;
        SealedSet contents;  ///< its entries are in the shares
        std::uint64_t counters = 0;
        std::unordered_map<std::uint32_t, Entries> shares;
        std::unordered_set<std::uint32_t> open_shards;  ///< that do not have their share yet
    };

    void read(const SetId& id);
    [[nodiscard]] Divided* find(const SetId& id);

    Store& front_;
    ShardOf shard_of_;
    LedgerOf ledger_of_;
    StartOver start_over_;
    std::string source_;
    std::uint64_t open_seq_ = 0;
    std::vector<Divided> sets_;
    std::uint64_t damaged_ = 0;
};

}  // namespace model_counter::buffer
