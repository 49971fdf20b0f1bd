#pragma once

#include "model_counter/encoded_id.hpp"

#include "store/embedded/table.hpp"

#include <algorithm>
#include <array>
#include <cinttypes>
#include <cstdio>
#include <unordered_map>

// Reading: the parts of counters, exact at one instant, while everybody goes on.
namespace model_counter::embedded {

/// Hashes what is a hash already.
struct FingerprintHash {
    std::size_t operator()(const Fingerprint& fingerprint) const noexcept {
        return fingerprint.low;
    }
};

template <class Probe>
auto Table<Probe>::look() const -> Glance {
    Glance glance;
    glance.current = control_.current.load(std::memory_order_acquire);
    glance.discarded_through = control_.discarded_through.load(std::memory_order_acquire);
    glance.seq_offset = control_.seq_offset.load(std::memory_order_acquire);
    glance.discarded_offset = control_.discarded_offset.load(std::memory_order_acquire);
    glance.epoch = control_.epoch.load(std::memory_order_acquire);
    return glance;
}

/// Calls `collect` with every generation that is not discarded, ascending, until the store did not
/// move on meanwhile. All but the last one are closed, so one moving part is left.
///
/// `collect` takes the generation, its number, and what the first look saw.
template <class Probe>
template <class Collect>
auto Table<Probe>::read_consistently(const Collect& collect) -> Glance {
    for (;;) {
        Probe::step(TableStep::read_begin);
        const Glance glance = look();
        if (glance.current == 0) {
            backing_.revive();
            continue;
        }
        if (!Probe::planted(Plant::readers_do_not_help_to_close) && !close_below(glance.current)) {
            continue;
        }
        bool whole = true;
        std::uint64_t generation = glance.discarded_through + 1;
        for (; generation <= glance.current && whole; ++generation) {
            GenerationHeader* header = find(generation);
            whole = header != nullptr;
            if (whole) {
                collect(header, generation, glance);
            }
        }
        Probe::step(TableStep::read_check);
        if (whole && look() == glance) {
            return glance;
        }
    }
}

/// A counter's change in one generation; nothing when it has none there.
template <class Probe>
std::optional<Change> Table<Probe>::find_change(GenerationHeader* header, std::uint64_t generation,
                                                const Fingerprint& fingerprint) {
    const std::uint64_t mask = shape_of(*header).slots - 1;
    Slot* slots = slots_of(header);
    std::uint64_t index = fingerprint.low & mask;
    for (std::uint64_t probe = 0; probe < kProbesMax && probe <= mask; ++probe) {
        const Slot& slot = slots[index];
        Probe::step(TableStep::read_slot);
        const std::uint64_t word = slot.word.load(std::memory_order_acquire);
        if (word == kSlotEmpty || word == kSlotDeadFromEmpty) {
            return std::nullopt;
        }
        if ((word & kSlotStateMask) == kSlotReady && slot.fingerprint == fingerprint) {
            Probe::step(TableStep::read_cell);
            const ArenaView arena = arena_of(header, generation);
            const auto change =
                embedded::read_cell(slot.cell.bits.load(std::memory_order_acquire), arena);
            // What is set aside when the set is read back does not count here either.
            const bool damaged = header->damaged.load(std::memory_order_relaxed) != 0 &&
                                 !read_text(arena, word >> 2);
            return damaged || (change && is_nothing(*change)) ? std::nullopt : change;
        }
        index = (index + 1) & mask;
    }
    return std::nullopt;
}

template <class Probe>
ShardState Table<Probe>::describe(const Glance& glance, std::span<const SetId> waiting,
                                  bool open_is_empty) const {
    ShardState state;
    std::array<char, 33> id{};
    std::snprintf(id.data(), id.size(), "%016" PRIx64 "%016" PRIx64, control_.store_id[0],
                  control_.store_id[1]);
    state.store_id = id.data();
    if (glance.discarded_through > 0) {
        state.last_discarded = glance.discarded_through + glance.discarded_offset;
    }
    state.waiting.assign(waiting.begin(), waiting.end());
    for (SetId& set : state.waiting) {
        set.seq += glance.seq_offset;
    }
    state.open_seq = glance.current + glance.seq_offset;
    state.open_is_empty = open_is_empty;
    state.epoch = glance.epoch;
    return state;
}

template <class Probe>
ShardState Table<Probe>::state() {
    std::vector<SetId> sets;
    bool open_is_empty = true;
    const Glance glance = read_consistently(
        [&](GenerationHeader* header, std::uint64_t generation, const Glance& seen) {
            if (generation == seen.discarded_through + 1) {
                sets.clear();
            }
            sets.push_back({generation, header->nonce.load(std::memory_order_acquire)});
            open_is_empty = generation == seen.current && is_empty(header, generation);
        });
    sets.pop_back();
    return describe(glance, sets, open_is_empty);
}

template <class Probe>
ShardView Table<Probe>::read(std::span<const CounterRef> counters) {
    std::vector<Fingerprint> fingerprints;
    fingerprints.reserve(counters.size());
    for (const CounterRef& counter : counters) {
        fingerprints.push_back(fingerprint_of(counter));
    }
    ShardView view;
    view.counters.resize(counters.size());
    std::vector<SetId> sets;
    bool open_is_empty = true;
    const Glance glance = read_consistently(
        [&](GenerationHeader* header, std::uint64_t generation, const Glance& seen) {
            if (generation == seen.discarded_through + 1) {
                sets.clear();
                std::for_each(view.counters.begin(), view.counters.end(),
                              [](std::vector<Part>& parts) { parts.clear(); });
            }
            const std::uint64_t nonce = header->nonce.load(std::memory_order_acquire);
            sets.push_back({generation, nonce});
            open_is_empty = generation == seen.current && is_empty(header, generation);
            for (std::size_t i = 0; i < counters.size(); ++i) {
                if (const auto change = find_change(header, generation, fingerprints[i])) {
                    view.counters[i].push_back({generation, nonce, *change});
                }
            }
        });
    sets.pop_back();
    view.state = describe(glance, sets, open_is_empty);
    for (std::vector<Part>& parts : view.counters) {
        for (Part& part : parts) {
            // The open one may have its nonce already when this is read from a planted fault.
            part.nonce = part.seq == glance.current ? 0 : part.nonce;
            part.seq += glance.seq_offset;
        }
    }
    return view;
}

template <class Probe>
ShardScan Table<Probe>::scan(const CounterFilter& wanted) {
    ShardScan result;
    std::vector<SetId> sets;
    bool open_is_empty = true;
    std::unordered_map<Fingerprint, std::size_t, FingerprintHash> places;
    std::array<char, kEncodedIdBytesMax> buffer;
    const Glance glance = read_consistently(
        [&](GenerationHeader* header, std::uint64_t generation, const Glance& seen) {
            if (generation == seen.discarded_through + 1) {
                sets.clear();
                places.clear();
                result.counters.clear();
            }
            const std::uint64_t nonce = header->nonce.load(std::memory_order_acquire);
            sets.push_back({generation, nonce});
            open_is_empty = generation == seen.current && is_empty(header, generation);
            const ArenaView arena = arena_of(header, generation);
            const std::uint64_t slots = shape_of(*header).slots;
            for (Slot *slot = slots_of(header), *end = slot + slots; slot != end; ++slot) {
                Probe::step(TableStep::read_slot);
                const std::uint64_t word = slot->word.load(std::memory_order_acquire);
                if ((word & kSlotStateMask) != kSlotReady) {
                    continue;
                }
                Probe::step(TableStep::read_cell);
                const auto change =
                    embedded::read_cell(slot->cell.bits.load(std::memory_order_acquire), arena);
                const auto text = read_text(arena, word >> 2, buffer.data());
                if (!change || is_nothing(*change) || !text || !wanted(decode(*text))) {
                    continue;
                }
                const auto [place, is_new] =
                    places.try_emplace(slot->fingerprint, result.counters.size());
                if (is_new) {
                    result.counters.push_back({std::string(*text), {}});
                }
                result.counters[place->second].parts.push_back({generation, nonce, *change});
            }
        });
    sets.pop_back();
    result.state = describe(glance, sets, open_is_empty);
    for (ShardScan::Counter& counter : result.counters) {
        for (Part& part : counter.parts) {
            part.nonce = part.seq == glance.current ? 0 : part.nonce;
            part.seq += glance.seq_offset;
        }
    }
    return result;
}

template <class Probe>
void Table<Probe>::figures(StoreStatus& status) {
    const Glance now = look();
    std::uint64_t open = 0;
    GenerationHeader* header = open_part(open);
    const GenerationShape shape = shape_of(*header);
    const std::uint64_t tokens = header->tokens.load(std::memory_order_relaxed);
    status.open_counters = header->used.load(std::memory_order_relaxed) - tokens;
    status.open_capacity = counters_max(shape.slots - 1);
    status.waiting_sets = now.current - 1 - now.discarded_through;
    status.synced_through = control_.synced_through.load(std::memory_order_relaxed);
    status.rows_written = control_.rows_written.load(std::memory_order_relaxed);
    status.units_synced = control_.units_synced.load(std::memory_order_relaxed);
    status.bytes = sizeof(ControlPage);
    for (std::uint64_t i = now.discarded_through + 1; i <= now.current; ++i) {
        if (GenerationHeader* one = find(i)) {
            status.bytes += generation_bytes(shape_of(*one));
        }
    }
}

}  // namespace model_counter::embedded
