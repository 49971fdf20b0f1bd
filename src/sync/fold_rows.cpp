#include "sync/fold_rows.hpp"

#include "model_counter/encoded_id.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

namespace model_counter {
namespace {

/// An entry with the first 16 of its bytes that can differ, as integers: most comparisons end
/// there.
struct SortKey {
    std::uint64_t high;
    std::uint64_t low;
    const SealedSet::Entry* entry;
    std::uint64_t seq;
};

std::uint64_t big_endian_word(std::string_view bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), std::min(bytes.size(), sizeof word));
    return __builtin_bswap64(word);
}

std::string_view after(std::string_view bytes, std::size_t skipped) {
    return bytes.substr(std::min(skipped, bytes.size()));
}

bool before(const SortKey& a, const SortKey& b) {
    if (a.high != b.high) {
        return a.high < b.high;
    }
    if (a.low != b.low) {
        return a.low < b.low;
    }
    const int order = a.entry->encoded.compare(b.entry->encoded);
    return order != 0 ? order < 0 : a.seq < b.seq;
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
    const auto size = std::min(a.size(), b.size());
    const auto [end, other] =
        std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(size), b.begin());
    return static_cast<std::size_t>(end - a.begin());
}

/// The entries that are still to be applied.
std::vector<SortKey> choose(std::span<const SealedSet* const> sets, const Ledger& ledger,
                            const Pattern& pattern) {
    const bool chooses = !pattern.matches_everything();
    const bool marked = !ledger.marks.empty();
    std::vector<SortKey> chosen;
    std::size_t total = 0;
    for (const SealedSet* set : sets) {
        total += set->entries.size();
    }
    chosen.reserve(total);
    for (const SealedSet* set : sets) {
        for (const SealedSet::Entry& entry : set->entries) {
            if (chooses || marked) {
                const CounterRef counter = decode(entry.encoded);
                if (!pattern.matches(counter) ||
                    set->id.seq <= ledger.applied(counter, entry.encoded)) {
                    continue;
                }
            } else if (set->id.seq <= ledger.floor) {
                continue;
            }
            chosen.push_back({0, 0, &entry, set->id.seq});
        }
    }
    return chosen;
}

void sort(std::vector<SortKey>& keys) {
    if (keys.empty()) {
        return;
    }
    const std::string_view first = keys.front().entry->encoded;
    std::size_t shared = first.size();
    for (const SortKey& key : keys) {
        shared = common_prefix(first.substr(0, shared), key.entry->encoded);
    }
    for (SortKey& key : keys) {
        const auto rest = after(key.entry->encoded, shared);
        key.high = big_endian_word(rest);
        key.low = big_endian_word(after(rest, sizeof key.high));
    }
    std::sort(keys.begin(), keys.end(), before);
}

}  // namespace

FoldRows merge_sets(std::span<const SealedSet* const> sets, const Ledger& ledger,
                    const Pattern& pattern) {
    // The cursor of a run under way chooses where to go on, not what the run consists of.
    Ledger without_run = ledger;
    without_run.under_way.reset();
    std::vector<SortKey> keys = choose(sets, without_run, pattern);
    sort(keys);
    FoldRows result;
    result.rows.reserve(keys.size());
    result.parts.reserve(keys.size());
    for (const SortKey& key : keys) {
        if (result.rows.empty() || result.rows.back().encoded != key.entry->encoded) {
            result.rows.push_back({key.entry->encoded, key.entry->change});
            result.parts.push_back(1);
            continue;
        }
        if (const auto both = combine(result.rows.back().change, key.entry->change)) {
            result.rows.back().change = *both;
            ++result.parts.back();
        } else if (result.overflow_at == 0 || key.seq < result.overflow_at) {
            result.overflow_at = key.seq;
        }
    }
    return result;
}

}  // namespace model_counter
