#pragma once

#include "model_counter/error.hpp"

#include "step_hook.hpp"
#include "store/embedded/byte_chunks.hpp"
#include "store/embedded/table.hpp"

#include <algorithm>
#include <utility>

// Moving on to the database: seal, make durable, read back, discard, renumber.
namespace model_counter::embedded {

template <class Probe>
std::optional<SetId> Table<Probe>::seal() {
    for (;;) {
        std::uint64_t generation = 0;
        GenerationHeader* header = open_part(generation);
        if (!close_below(generation)) {
            continue;
        }
        if (is_empty(header, generation)) {
            if (look().current != generation) {
                continue;
            }
            return std::nullopt;
        }
        publish_after(generation, Growth::as_used);
        if (look().current == generation) {
            continue;
        }
        const std::uint64_t offset = control_.seq_offset.load(std::memory_order_acquire);
        if ((header = find(generation)) == nullptr) {
            return std::nullopt;  // another one sealed, applied and discarded it
        }
        close(header, generation);
        const std::uint64_t nonce = header->nonce.load(std::memory_order_acquire);
        if (header->number.load(std::memory_order_acquire) != generation) {
            return std::nullopt;
        }
        return SetId{generation + offset, nonce};
    }
}

/// The generation that holds a set.
///
/// Returns: 0 when no waiting set has that number and nonce.
template <class Probe>
std::uint64_t Table<Probe>::generation_of(const SetId& set) {
    for (;;) {
        const Glance now = look();
        if (now.current == 0) {
            backing_.revive();
            continue;
        }
        const std::uint64_t generation = set.seq - now.seq_offset;
        if (set.seq <= now.seq_offset || generation <= now.discarded_through ||
            generation >= now.current) {
            return 0;
        }
        GenerationHeader* header = find(generation);
        if (header == nullptr) {
            continue;
        }
        close(header, generation);
        const std::uint64_t nonce = header->nonce.load(std::memory_order_acquire);
        if (look().discarded_through < generation) {
            return nonce == set.nonce ? generation : 0;
        }
    }
}

template <class Probe>
std::optional<SealedSet> Table<Probe>::read_set(const SetId& set) {
    const std::uint64_t generation = generation_of(set);
    GenerationHeader* header = generation == 0 ? nullptr : find(generation);
    if (header == nullptr) {
        return std::nullopt;
    }
    SealedSet copy = copy_set(header, generation);
    Probe::step(TableStep::read_check);
    // Had it been overlaid meanwhile, zeros would have been read.
    if (look().discarded_through >= generation) {
        return std::nullopt;
    }
    if (copy.damaged > 0) {
        copy.damaged_kept_in = backing_.keep_damaged(generation);
        header->damaged.store(copy.damaged, std::memory_order_relaxed);
    }
    copy.id = set;
    return copy;
}

/// Copies what ready slots refer to and nothing else: a claimer that was too slow may still be
/// writing a text that no slot will ever refer to.
template <class Probe>
SealedSet Table<Probe>::copy_set(GenerationHeader* header, std::uint64_t generation) {
    struct ReadySlot {
        std::uint64_t word;
        std::uint64_t bits;
    };
    constexpr std::size_t kAhead = 16;
    const ArenaView arena = arena_of(header, generation);
    const std::uint64_t slots = shape_of(*header).slots;
    std::vector<ReadySlot> found;
    found.reserve(std::min(slots, header->used.load(std::memory_order_relaxed)));
    for (Slot *slot = slots_of(header), *last = slot + slots; slot != last; ++slot) {
        Probe::step(TableStep::read_slot);
        const std::uint64_t word = slot->word.load(std::memory_order_acquire);
        if ((word & kSlotStateMask) != kSlotReady) {
            continue;
        }
        Probe::step(TableStep::read_cell);
        const std::uint64_t bits = slot->cell.bits.load(std::memory_order_acquire);
        if (!is_token(bits)) {
            found.push_back({word, bits});
        }
    }
    SealedSet copy;
    ByteChunks texts;
    copy.entries.reserve(found.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (i + kAhead < found.size()) {
            __builtin_prefetch(arena.base + (found[i + kAhead].word >> 2) * kArenaUnit);
        }
        const auto change = embedded::read_cell(found[i].bits, arena);
        if (change && is_nothing(*change)) {
            continue;
        }
        const auto text = read_text(arena, found[i].word >> 2, texts.room(kEncodedIdBytesMax));
        if (change && text) {
            texts.keep(text->size());
            copy.entries.push_back({*text, *change});
        } else {
            ++copy.damaged;
        }
    }
    copy.bytes = std::move(texts).take();
    copy.damaged = std::max(copy.damaged, header->damaged.load(std::memory_order_relaxed));
    return copy;
}

template <class Probe>
void Table<Probe>::discard(const SetId& set) {
    const std::uint64_t generation = generation_of(set);
    if (generation == 0) {
        return;
    }
    std::uint64_t below = control_.discarded_through.load(std::memory_order_acquire);
    if (generation > below + 1) {
        throw Error(ErrorCode::conflict, backing_.location() + ": set " + std::to_string(set.seq) +
                                             " cannot be dropped before the sets below it");
    }
    if (GenerationHeader* header = find(generation)) {
        carry_tokens(header, generation);
    }
    // First the offset: then a reader that sees both words from different moments computes a
    // number that the ledger has passed already.
    const std::uint64_t offset = set.seq - generation;
    std::uint64_t known = control_.discarded_offset.load(std::memory_order_acquire);
    while (known < offset && !control_.discarded_offset.compare_exchange_weak(known, offset)) {
    }
    Probe::step(TableStep::record_discard);
    below = generation - 1;
    if (!control_.discarded_through.compare_exchange_strong(
            below, generation, std::memory_order_acq_rel, std::memory_order_acquire)) {
        return;
    }
    internal::step("discard:recorded");
    Probe::step(TableStep::remove_generation);
    backing_.remove(generation);
    internal::step("discard:unlinked");
    forget_discarded();
}

template <class Probe>
void Table<Probe>::renumber(const SetId& first, std::uint64_t past) {
    const std::uint64_t generation = generation_of(first);
    if (generation == 0 || first.seq > past) {
        return;
    }
    if (generation != look().discarded_through + 1) {
        // The offset moves every set: one below that was applied would be applied again.
        throw Error(ErrorCode::conflict, backing_.location() + ": set " +
                                             std::to_string(first.seq) +
                                             " cannot be renumbered: discard the sets below it");
    }
    Probe::step(TableStep::renumber);
    std::uint64_t offset = first.seq - generation;
    if (control_.seq_offset.compare_exchange_strong(
            offset, past + 1 - generation, std::memory_order_acq_rel, std::memory_order_acquire)) {
        backing_.flush_control();
    }
}

template <class Probe>
void Table<Probe>::flush_sealed() {
    backing_.check_alive();
    std::uint64_t open = 0;
    static_cast<void>(open_part(open));
    const std::uint64_t through = control_.discarded_through.load(std::memory_order_acquire);
    for (std::uint64_t generation = through + 1; generation < open; ++generation) {
        if (GenerationHeader* header = find(generation)) {
            close(header, generation);
            backing_.flush(header);
        }
    }
    backing_.flush_control();
    internal::step("flush:done");
}

template <class Probe>
void Table<Probe>::flush_all() {
    std::uint64_t open = 0;
    GenerationHeader* header = open_part(open);
    backing_.flush(header);
    flush_sealed();
    forget_discarded();
}

template <class Probe>
void Table<Probe>::note_sync(const SyncNote& note) {
    std::int64_t noted = control_.synced_through.load(std::memory_order_relaxed);
    while (noted < note.synced_through &&
           !control_.synced_through.compare_exchange_weak(noted, note.synced_through,
                                                          std::memory_order_relaxed)) {
    }
    control_.rows_written.fetch_add(note.rows_written, std::memory_order_relaxed);
    control_.units_synced.fetch_add(note.units_synced, std::memory_order_relaxed);
}

}  // namespace model_counter::embedded
