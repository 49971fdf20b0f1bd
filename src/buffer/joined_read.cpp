#include "buffer/joined_read.hpp"

#include "model_counter/encoded_id.hpp"

#include <limits>
#include <map>
#include <string>
#include <utility>

namespace model_counter::buffer {
namespace {

__extension__ using Wide = __int128;

/// Which parts of the buffer the store behind does not have yet.
class BufferRule {
public:
    /// The buffer was looked at first, then the ledger.
    ///
    /// Returns: false where another look at both is needed
    bool looked(const ShardState& buffer, const Ledger& ledger) {
        // A ledger that was read before this look at the buffer and uses numbers that the buffer
        // has not given yet: the buffer came back from an older state.
        went_back_ = looks_ > 0 && ledger_.greatest() >= buffer.open_seq;
        const bool is_clear = looks_ > 0 || ledger.greatest() < buffer.open_seq;
        ledger_ = ledger;
        ++looks_;
        return is_clear;
    }

    [[nodiscard]] bool counts(const Part& part, const CounterRef& counter,
                              std::string_view encoded) const {
        const bool is_known = part.nonce != 0 && ledger_.knows(part.nonce);
        if (is_known && !ledger_.under_way) {
            return false;
        }
        return part.seq > ledger_.applied(counter, encoded) || (went_back_ && !is_known);
    }

private:
    int looks_ = 0;
    bool went_back_ = false;
    Ledger ledger_;
};

/// What a counter's parts in the buffer amount to, of those that count.
Wide amount_of(std::span<const Part> parts, const BufferRule& rule, const CounterRef& counter) {
    const EncodedId encoded(counter);
    Wide sum = 0;
    for (const Part& part : parts) {
        if (part.change.kind == Change::Kind::add && rule.counts(part, counter, encoded.bytes())) {
            sum += part.change.amount;
        }
    }
    return sum;
}

/// Adds to the open part, in as many pieces as 64 bits need.
void add_to_open(std::vector<Part>& parts, std::uint64_t open_seq, Wide sum) {
    constexpr Wide kLeast = std::numeric_limits<std::int64_t>::min();
    constexpr Wide kMost = std::numeric_limits<std::int64_t>::max();
    while (sum != 0) {
        const Wide piece = sum < kLeast ? kLeast : (sum > kMost ? kMost : sum);
        const Change change{Change::Kind::add, static_cast<std::int64_t>(piece)};
        const bool has_open = !parts.empty() && parts.back().seq == open_seq;
        const auto both = has_open ? combine(parts.back().change, change) : std::nullopt;
        if (both) {
            parts.back().change = *both;
        } else {
            parts.push_back({open_seq, 0, change});
        }
        sum -= piece;
    }
}

}  // namespace

ShardView read_both(Store& front, BufferSink& behind, std::uint32_t shard,
                    std::span<const CounterRef> counters) {
    BufferRule rule;
    for (;;) {
        const ShardView waiting = front.read(0, counters);
        auto [view, ledger] = behind.read({waiting.state.store_id, shard}, counters);
        if (!rule.looked(waiting.state, ledger)) {
            continue;
        }
        for (std::size_t i = 0; i < counters.size(); ++i) {
            const Wide sum = amount_of(waiting.counters[i], rule, counters[i]);
            view.state.open_is_empty &= sum == 0;
            add_to_open(view.counters[i], view.state.open_seq, sum);
        }
        return std::move(view);
    }
}

ShardScan scan_both(Store& front, BufferSink& behind, std::uint32_t shard,
                    const CounterFilter& wanted, const CounterFilter& is_of_shard) {
    BufferRule rule;
    for (;;) {
        const ShardScan waiting = front.scan(
            0, [&](const CounterRef& counter) { return is_of_shard(counter) && wanted(counter); });
        auto [scan, ledger] = behind.scan({waiting.state.store_id, shard}, wanted);
        if (!rule.looked(waiting.state, ledger)) {
            continue;
        }
        std::map<std::string_view, std::size_t> places;
        for (std::size_t i = 0; i < scan.counters.size(); ++i) {
            places.emplace(scan.counters[i].encoded, i);
        }
        std::vector<ShardScan::Counter> only_waiting;
        for (const ShardScan::Counter& counter : waiting.counters) {
            const Wide sum = amount_of(counter.parts, rule, decode(counter.encoded));
            if (sum == 0) {
                continue;
            }
            scan.state.open_is_empty = false;
            const auto place = places.find(counter.encoded);
            if (place == places.end()) {
                only_waiting.push_back({counter.encoded, {}});
                add_to_open(only_waiting.back().parts, scan.state.open_seq, sum);
            } else {
                add_to_open(scan.counters[place->second].parts, scan.state.open_seq, sum);
            }
        }
        places.clear();
        scan.counters.insert(scan.counters.end(), std::make_move_iterator(only_waiting.begin()),
                             std::make_move_iterator(only_waiting.end()));
        return std::move(scan);
    }
}

}  // namespace model_counter::buffer
