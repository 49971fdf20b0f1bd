#pragma once

#include "model_counter/buffer_sink.hpp"
#include "model_counter/log.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace model_counter::buffer {

/// What this process knows of its buffer's entries in the store behind: a wrong guess costs a
/// retry, and a right one saves a round trip.
///
/// An entry that is missing although it was there - the store was wiped, or the buffer unused for
/// too long - leaves it open whether sets that were sent and not answered were taken in. They are
/// sent again under a new entry, since nothing is dropped, and this is told.
/// Threads: one at a time.
class KnownEntries final : public Sink {
public:
    /// `mark` notes, for whoever opens the buffer's files next, that sets may have been sent to a
    /// shard; `waits` tells whether a set of this nonce waits.
    KnownEntries(BufferSink& sink, LogSink log, std::function<void(std::uint32_t)> mark,
                 std::function<bool(std::uint64_t)> waits);

    Ledger open_ledger(const LedgerKey& key, const Deadline& deadline) override;
    FoldResult fold(const FoldRequest& request, const Deadline& deadline) override;

    /// Lowers the floor of an entry: the buffer went back in time, and uses its numbers again.
    void start_over(const LedgerKey& key, std::uint64_t floor);

    /// A set that another process may have sent to a shard: it waited when the files were opened.
    void inherit(std::uint32_t shard, std::uint64_t nonce) { perhaps_sent_[shard].insert(nonce); }
    /// Says goodbye to every shard that it has met, and to these. Nothing of the buffer may wait.
    void say_goodbye(const std::string& source, const std::vector<std::uint32_t>& shards);

    /// How many sets were perhaps brought twice.
    [[nodiscard]] std::uint64_t in_doubt() const noexcept { return in_doubt_; }

private:
    struct Known {
        std::optional<Ledger> ledger;        ///< as it was last seen; nothing: ask
        std::optional<std::uint64_t> floor;  ///< the greatest it had; nothing: never met
    };

    void look_at_new(const LedgerKey& key, bool was_met);
    void note_sent(const FoldRequest& request);

    BufferSink& sink_;
    LogSink log_;
    std::function<void(std::uint32_t)> mark_;
    std::function<bool(std::uint64_t)> waits_;
    std::string source_;
    std::map<std::uint32_t, Known> known_;
    std::map<std::uint32_t, std::unordered_set<std::uint64_t>> perhaps_sent_;
    std::uint64_t in_doubt_ = 0;
};

}  // namespace model_counter::buffer
