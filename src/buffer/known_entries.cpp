#include "buffer/known_entries.hpp"

#include <set>
#include <utility>

namespace model_counter::buffer {
namespace {

void tell(const LogSink& log, LogLevel level, const std::string& message) {
    if (log) {
        log(level, message);
    }
}

}  // namespace

KnownEntries::KnownEntries(BufferSink& sink, LogSink log, std::function<void(std::uint32_t)> mark,
                           std::function<bool(std::uint64_t)> waits)
    : sink_(sink), log_(std::move(log)), mark_(std::move(mark)), waits_(std::move(waits)) {}

Ledger KnownEntries::open_ledger(const LedgerKey& key, const Deadline&) {
    if (key.store_id != source_) {
        known_.clear();
        source_ = key.store_id;
    }
    Known& known = known_[key.shard];
    if (known.ledger) {
        return *known.ledger;
    }
    const auto [ledger, is_new] = sink_.greet(key);
    if (is_new) {
        look_at_new(key, known.floor.has_value());
    } else if (known.floor && ledger.floor < *known.floor) {
        tell(log_, LogLevel::warning,
             "the store behind the buffer came back from an older state: shard " +
                 std::to_string(key.shard) + " lost what was brought into it since set " +
                 std::to_string(ledger.floor) + "; what still waits is brought again");
    }
    mark_(key.shard);
    known.floor = ledger.floor;
    known.ledger = ledger;
    return ledger;
}

/// There was no entry. If there should have been one, sets that were sent may be in all the same.
void KnownEntries::look_at_new(const LedgerKey& key, bool was_met) {
    auto& sent = perhaps_sent_[key.shard];
    std::erase_if(sent, [this](std::uint64_t nonce) { return !waits_(nonce); });
    const std::uint64_t doubtful = sent.size();
    if (doubtful > 0) {
        in_doubt_ += doubtful;
        tell(log_, LogLevel::warning,
             "in doubt: shard " + std::to_string(key.shard) +
                 " of the store behind does not know this buffer any more; " +
                 std::to_string(doubtful) +
                 " sets that were sent and not answered are brought again, and may be counted "
                 "twice there");
    } else if (was_met) {
        tell(log_, LogLevel::info,
             "shard " + std::to_string(key.shard) +
                 " of the store behind does not know this buffer any more, which begins anew "
                 "there; nothing of it was under way");
    }
}

FoldResult KnownEntries::fold(const FoldRequest& request, const Deadline& deadline) {
    Known& known = known_[request.key.shard];
    known.ledger.reset();
    try {
        const FoldResult result = sink_.fold(request, deadline);
        if (!result.moved) {
            known.ledger = request.next;
            known.floor = request.next.floor;
        }
        return result;
    } catch (const Error& error) {
        if (error.in_doubt()) {
            note_sent(request);
        }
        throw;
    }
}

void KnownEntries::note_sent(const FoldRequest& request) {
    auto& sent = perhaps_sent_[request.key.shard];
    sent.insert(request.next.nonces.begin(), request.next.nonces.end());
    std::erase_if(sent, [this](std::uint64_t nonce) { return !waits_(nonce); });
}

void KnownEntries::start_over(const LedgerKey& key, std::uint64_t floor) {
    const Ledger present = open_ledger(key, Deadline::never());
    Ledger next = present;
    next.floor = floor;
    next.under_way.reset();
    if (!fold({key, present, next, {}}, Deadline::never()).moved) {
        tell(log_, LogLevel::warning,
             "the buffer came back from an older state: it holds counts under set numbers that "
             "shard " +
                 std::to_string(key.shard) +
                 " of the store behind had used; they are brought into it, none is dropped");
    }
}

void KnownEntries::say_goodbye(const std::string& source,
                               const std::vector<std::uint32_t>& shards) {
    std::set<std::uint32_t> all(shards.begin(), shards.end());
    for (const auto& [shard, known] : known_) {
        all.insert(shard);
    }
    for (const std::uint32_t shard : all) {
        const LedgerKey key{source, shard};
        sink_.forget(key, open_ledger(key, Deadline::never()));
    }
    known_.clear();
}

}  // namespace model_counter::buffer
