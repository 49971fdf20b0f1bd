#pragma once

#include "model_counter/error.hpp"

#include "step_hook.hpp"
#include "store/embedded/table.hpp"

#include <algorithm>
#include <bit>

// Generations: map them, publish the next one, close the last one.
namespace model_counter::embedded {

/// The mapping of a generation; null when it is not there any more.
template <class Probe>
GenerationHeader* Table<Probe>::find(std::uint64_t generation) {
    GenerationHeader* header = registry_.find(generation);
    return header != nullptr ? header : map(generation);
}

template <class Probe>
GenerationHeader* Table<Probe>::map(std::uint64_t generation) {
    if (generation == 0) {
        backing_.revive();
        return nullptr;
    }
    forget_discarded();
    GenerationHeader* mine = backing_.open(generation);
    if (mine == nullptr) {
        // A generation is recorded as discarded before it is removed.
        const Glance now = look();
        if (generation > now.discarded_through && generation <= now.current) {
            backing_.check_alive();
            throw Error(ErrorCode::corrupt, backing_.location() + ": generation " +
                                                std::to_string(generation) +
                                                " is missing: restore its file");
        }
        return nullptr;
    }
    GenerationHeader* winner = registry_.insert(generation, mine);
    if (winner != mine) {
        backing_.give_back(mine);
    }
    return winner;
}

template <class Probe>
void Table<Probe>::forget_discarded() {
    const std::uint64_t through = control_.discarded_through.load(std::memory_order_acquire);
    registry_.for_each([&](GenerationHeader* header) {
        const std::uint64_t number = header->number.load(std::memory_order_relaxed);
        if (number != 0 && number <= through) {
            Probe::step(TableStep::overlay);
            backing_.overlay(header);
        }
    });
}

template <class Probe>
void Table<Probe>::forget_all() {
    registry_.for_each([&](GenerationHeader* header) { backing_.overlay(header); });
}

/// Makes the generation after `generation` the open one, if `generation` still is.
template <class Probe>
void Table<Probe>::publish_after(std::uint64_t generation, Growth growth, bool for_tokens) {
    // At most one generation is ever being closed, so that a reader has one to help with.
    if (control_.current.load(std::memory_order_acquire) != generation ||
        !close_below(generation)) {
        return;
    }
    const std::uint64_t through = control_.discarded_through.load(std::memory_order_acquire);
    // While there are tokens, the last place is kept for those of a set that is to be discarded:
    // else a store that is full could never be emptied.
    const bool keeps_one =
        !for_tokens && options_.waiting_sets_max > 1 && tokens_waiting(generation) > 0;
    const std::size_t waiting_max = options_.waiting_sets_max - (keeps_one ? 1 : 0);
    if (generation > through + waiting_max) {
        if (control_.current.load(std::memory_order_acquire) != generation) {
            return;
        }
        throw Error(ErrorCode::busy, backing_.location() + ": " + std::to_string(waiting_max) +
                                         " sealed sets wait for the database: sync");
    }
    backing_.check_alive();
    if (make_next(generation, growth) == nullptr) {
        return;
    }
    Probe::step(TableStep::publish_generation);
    std::uint64_t expected = generation;
    if (!control_.current.compare_exchange_strong(
            expected, generation + 1, std::memory_order_acq_rel, std::memory_order_acquire)) {
        return;
    }
    internal::step("seal:published");
    if (GenerationHeader* header = find(generation)) {
        close(header, generation);
    }
}

/// Returns: the mapping of the next generation; null when the store moved on.
template <class Probe>
GenerationHeader* Table<Probe>::make_next(std::uint64_t generation, Growth growth) {
    Probe::step(TableStep::make_next);
    GenerationHeader* header = find(generation);
    if (header == nullptr) {
        return nullptr;
    }
    if (GenerationHeader* next = registry_.find(generation + 1)) {
        return next;
    }
    GenerationHeader* mine = backing_.create(generation + 1, next_shape(header, growth));
    if (mine == nullptr) {
        return nullptr;
    }
    GenerationHeader* winner = registry_.insert(generation + 1, mine);
    if (winner != mine) {
        backing_.give_back(mine);
    }
    return winner;
}

/// The next generation has room for twice what this one took, with the one before it if that still
/// waits, and more when this one was too small.
template <class Probe>
GenerationShape Table<Probe>::next_shape(GenerationHeader* header, Growth growth) {
    const GenerationShape shape = shape_of(*header);
    const GenerationShape& least = options_.least_shape;
    std::uint64_t used = std::min(header->used.load(std::memory_order_relaxed), shape.slots);
    std::uint64_t arena_used =
        std::min(header->arena_used.load(std::memory_order_relaxed), shape.arena_bytes);
    const bool larger = growth == Growth::larger;
    const bool slots_full = used >= counters_max(shape.slots - 1) / 2;
    const bool arena_full = arena_used >= shape.arena_bytes / 2;
    // One that was sealed early, when it was full, left but a part of the traffic to this one.
    const GenerationHeader* before =
        registry_.find(header->number.load(std::memory_order_relaxed) - 1);
    if (!larger && before != nullptr) {
        const GenerationShape full = shape_of(*before);
        used += std::min(before->used.load(std::memory_order_relaxed), full.slots);
        arena_used +=
            std::min(before->arena_used.load(std::memory_order_relaxed), full.arena_bytes);
    }
    GenerationShape next;
    next.slots = std::max(least.slots, std::bit_ceil(used * 2));
    if (larger && (slots_full || !arena_full)) {
        next.slots = std::max(next.slots, shape.slots * 2);
    }
    // Where so many sets wait that this one may be the last, the tokens of each find room in it.
    const std::uint64_t number = header->number.load(std::memory_order_relaxed);
    const std::uint64_t through = control_.discarded_through.load(std::memory_order_acquire);
    if (number - through > options_.waiting_sets_max / 2) {
        next.slots = std::max(next.slots, std::bit_ceil(tokens_waiting(number) * 4));
    }
    next.slots = std::min(next.slots, options_.slots_max);
    // As many bytes per counter as this one's took, and the least shape's at least.
    const std::uint64_t per_counter = used == 0 ? 0 : arena_used / used + 1;
    next.arena_bytes = std::max({least.arena_bytes / least.slots * next.slots,
                                 per_counter * counters_max(next.slots - 1), arena_used / 2 * 3,
                                 least.arena_bytes});
    if (larger && arena_full) {
        next.arena_bytes = std::max(next.arena_bytes, shape.arena_bytes * 2);
    }
    next.arena_bytes = std::min(next.arena_bytes, options_.arena_bytes_max) / 4096 * 4096;
    next.arena_bytes = std::max(next.arena_bytes, least.arena_bytes);
    return next;
}

/// Closes a generation that is not the open one; anybody may finish what another began.
template <class Probe>
void Table<Probe>::close(GenerationHeader* header, std::uint64_t generation) {
    if (header->closed.load(std::memory_order_acquire) != 0) {
        return;
    }
    Probe::step(TableStep::draw_nonce);
    if (header->nonce.load(std::memory_order_acquire) == 0) {
        std::uint64_t none = 0;
        header->nonce.compare_exchange_strong(none, backing_.random_word(),
                                              std::memory_order_acq_rel, std::memory_order_acquire);
    }
    close_slots(header, generation);
    Probe::step(TableStep::mark_closed);
    header->closed.store(1, std::memory_order_release);
    internal::step("close:done");
}

template <class Probe>
void Table<Probe>::close_slots(GenerationHeader* header, std::uint64_t generation) {
    const std::uint64_t slots = shape_of(*header).slots;
    Slot* slot = slots_of(header);
    for (std::uint64_t i = 0; i < slots; ++i) {
        // Who slept until the generation was overlaid must not make all its zero pages dirty.
        if (i % 64 == 0 && header->number.load(std::memory_order_relaxed) != generation) {
            return;
        }
        if (i == slots / 2) {
            internal::step("close:half");
        }
        close_slot(slot[i]);
    }
}

template <class Probe>
void Table<Probe>::close_slot(Slot& slot) {
    Probe::step(TableStep::close_slot);
    std::uint64_t word = slot.word.load(std::memory_order_acquire);
    while ((word & kSlotStateMask) == kSlotEmpty || (word & kSlotStateMask) == kSlotClaimed) {
        const std::uint64_t dead =
            (word & kSlotStateMask) == kSlotEmpty ? kSlotDeadFromEmpty : kSlotDead;
        if (slot.word.compare_exchange_weak(word, dead, std::memory_order_acq_rel,
                                            std::memory_order_acquire)) {
            return;
        }
    }
    if ((word & kSlotStateMask) == kSlotDead) {
        return;
    }
    Probe::step(TableStep::close_cell);
    std::uint64_t bits = slot.cell.bits.load(std::memory_order_acquire);
    while ((bits & kCellOpen) != 0 &&
           !slot.cell.bits.compare_exchange_weak(bits, bits & ~kCellOpen, std::memory_order_acq_rel,
                                                 std::memory_order_acquire)) {
    }
}

/// Finishes closing every generation that waits below `generation`.
///
/// Returns: false when one of them is gone meanwhile.
template <class Probe>
bool Table<Probe>::close_below(std::uint64_t generation) {
    const std::uint64_t through = control_.discarded_through.load(std::memory_order_acquire);
    for (std::uint64_t below = through + 1; below < generation; ++below) {
        GenerationHeader* header = find(below);
        if (header == nullptr) {
            return false;
        }
        close(header, below);
    }
    return true;
}

template <class Probe>
void Table<Probe>::close_again() {
    const Glance now = look();
    for (std::uint64_t below = now.discarded_through + 1; below < now.current; ++below) {
        if (GenerationHeader* header = find(below)) {
            header->closed.store(0, std::memory_order_relaxed);
            close(header, below);
        }
    }
}

/// True when nothing was counted in a generation.
template <class Probe>
bool Table<Probe>::is_empty(GenerationHeader* header, std::uint64_t generation) {
    // A token's slot is counted as used first: so the number of the others is never too small.
    const std::uint64_t tokens = header->tokens.load(std::memory_order_acquire);
    if (header->used.load(std::memory_order_acquire) == tokens) {
        return true;
    }
    const ArenaView arena = arena_of(header, generation);
    const std::uint64_t slots = shape_of(*header).slots;
    Slot* slot = slots_of(header);
    for (std::uint64_t i = 0; i < slots; ++i) {
        if ((slot[i].word.load(std::memory_order_acquire) & kSlotStateMask) != kSlotReady) {
            continue;
        }
        const auto change = read_cell(slot[i].cell.bits.load(std::memory_order_acquire), arena);
        if (!change || !is_nothing(*change)) {
            return false;
        }
    }
    return true;
}

template <class Probe>
void Table<Probe>::prepare() {
    forget_discarded();
    std::uint64_t generation = 0;
    GenerationHeader* header = open_part(generation);
    const GenerationShape shape = shape_of(*header);
    const std::uint64_t slots_max = counters_max(shape.slots - 1);
    const std::uint64_t used = header->used.load(std::memory_order_relaxed);
    const std::uint64_t arena_used = header->arena_used.load(std::memory_order_relaxed);
    const auto fuller_than = [&](std::uint64_t quarters) {
        return used > slots_max / 4 * quarters || arena_used > shape.arena_bytes / 4 * quarters;
    };
    const std::uint64_t waiting =
        generation - 1 - control_.discarded_through.load(std::memory_order_acquire);
    if (!fuller_than(2) || waiting >= options_.waiting_sets_max) {
        return;
    }
    make_next(generation, Growth::larger);
    // While few sets wait, not even the closing is left to an increment.
    if (fuller_than(3) && waiting < options_.waiting_sets_max / 2) {
        publish_after(generation, Growth::larger);
    }
}

template <class Probe>
void Table<Probe>::set_owner_id_kind(OwnerIdKind kind) {
    const auto wanted = static_cast<std::uint64_t>(kind);
    if (control_.owner_id_kind.exchange(wanted, std::memory_order_acq_rel) == wanted) {
        return;
    }
    // Counters are checked when they enter a generation: so another one begins.
    std::uint64_t generation = 0;
    GenerationHeader* header = open_part(generation);
    if (kind == OwnerIdKind::bigint && !is_empty(header, generation)) {
        try {
            publish_after(generation, Growth::as_used);
        } catch (const Error& error) {
            if (!error.retryable()) {
                throw;
            }
            // No room for another one now: what is in this one is checked when it is applied.
        }
    }
    backing_.flush_control();
}

}  // namespace model_counter::embedded
