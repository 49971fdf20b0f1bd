#pragma once

#include "model_counter/error.hpp"

#include "store/embedded/table.hpp"

#include <string>

// Increments with a token: the amount and the token are counted in one step, or neither is.
namespace model_counter::embedded {

[[noreturn]] inline void refuse_amount(const CounterRef& counter, std::int64_t counted,
                                       std::int64_t asked) {
    throw Error(ErrorCode::conflict,
                canonical_text(counter) + ": the token was used for an increment by " +
                    std::to_string(counted) + " and not by " + std::to_string(asked) +
                    "; nothing was counted: use another token");
}

template <class Probe>
Counted Table<Probe>::add_once(const CounterRef& counter, std::int64_t amount, const Token& token) {
    validate(token);
    check_amount(counter, amount);
    const Fingerprint of_counter = fingerprint_of(counter);
    const Fingerprint of_token = fingerprint_of(of_counter, token);
    const TokenNote note{amount, backing_.now()};
    for (int attempt = 0; attempt < kAttemptsMax; ++attempt) {
        std::uint64_t generation = 0;
        GenerationHeader* header = open_part(generation);
        Known known;
        if (!takes_tokens(header, generation) || !search_sets(generation, of_token, known)) {
            continue;
        }
        Changed changed = Changed::done;
        if (!known.is_used) {
            Slot* slot = nullptr;
            Slot* place = nullptr;
            Found found = locate(header, generation, of_counter, counter, slot);
            if (found == Found::ready) {
                found = locate_slowly(header, generation, of_token,
                                      Newcomer{.bits = kTokenUnused | kCellOpen}, place);
            }
            if (found != Found::ready) {
                make_room(generation, found == Found::full ? Changed::arena_full : Changed::again);
                continue;
            }
            changed = count_once(header, generation, *slot, *place, counter, note, known);
        }
        if (changed != Changed::done) {
            make_room(generation, changed);
            continue;
        }
        if (known.is_used && known.note && known.note->amount != amount) {
            refuse_amount(counter, known.note->amount, amount);
        }
        return known.is_used ? Counted::before : Counted::now;
    }
    throw Error(ErrorCode::corrupt, backing_.location() +
                                        ": the open part is closed; stop every process that uses "
                                        "the store and look at the messages of the last one");
}

/// As of a counter of an owner without a type, which no counter has.
template <class Probe>
Fingerprint Table<Probe>::fingerprint_of(const Fingerprint& counter, const Token& token) const {
    const std::string_view key(reinterpret_cast<const char*>(&counter), sizeof counter);
    return fingerprint_({OwnerRef(std::string_view(), token.text), key});
}

/// Makes another generation where the open one was made by a version that knows no tokens.
template <class Probe>
bool Table<Probe>::takes_tokens(GenerationHeader* header, std::uint64_t generation) {
    if (header->version >= kTokensSinceVersion) [[likely]] {
        return true;
    }
    publish_after(generation, Growth::as_used);
    return false;
}

template <class Probe>
void Table<Probe>::make_room(std::uint64_t generation, Changed reason) {
    if (reason == Changed::arena_full) {
        publish_after(generation, Growth::larger);
    } else if (reason == Changed::sum_too_wide) {
        publish_after(generation, Growth::as_used);
    }
}

/// Looks for a token in every generation below the open one. All of them are closed first: what is
/// not found there will never be there.
///
/// Returns: false when one of them was discarded meanwhile: its tokens were carried over.
template <class Probe>
bool Table<Probe>::search_sets(std::uint64_t generation, const Fingerprint& token, Known& known) {
    if (Probe::planted(Plant::sets_not_searched_for_tokens)) {
        return true;
    }
    if (!close_below(generation)) {
        return false;
    }
    const std::uint64_t through = control_.discarded_through.load(std::memory_order_acquire);
    for (std::uint64_t below = through + 1; below < generation; ++below) {
        GenerationHeader* header = find(below);
        if (header == nullptr) {
            return false;
        }
        if (header->tokens.load(std::memory_order_acquire) != 0) {
            known = find_token(header, below, token);
        }
        // Overlaid, it has no tokens.
        if (header->number.load(std::memory_order_acquire) != below) {
            return false;
        }
        if (known.is_used) {
            return true;
        }
    }
    return true;
}

template <class Probe>
auto Table<Probe>::find_token(GenerationHeader* header, std::uint64_t generation,
                              const Fingerprint& token) -> Known {
    const std::uint64_t mask = header->slot_mask.load(std::memory_order_relaxed);
    const Slot* slots = slots_of(header);
    std::uint64_t index = token.low & mask;
    for (std::uint64_t probe = 0; probe < kProbesMax && probe <= mask; ++probe) {
        const Slot& slot = slots[index];
        Probe::step(TableStep::read_slot);
        const std::uint64_t word = slot.word.load(std::memory_order_acquire);
        if (word == kSlotEmpty || word == kSlotDeadFromEmpty) {
            break;
        }
        if ((word & kSlotStateMask) == kSlotReady && slot.fingerprint == token) {
            Probe::step(TableStep::load_token);
            return known_of(arena_of(header, generation), word,
                            slot.cell.bits.load(std::memory_order_acquire));
        }
        index = (index + 1) & mask;
    }
    return {};
}

template <class Probe>
auto Table<Probe>::known_of(const ArenaView& arena, std::uint64_t word, std::uint64_t bits)
    -> Known {
    if (!is_used_token(bits)) {
        return {};
    }
    if ((bits & kTokenCarried) != 0) {
        return {true, note_of_carried({word >> 2, bits})};
    }
    const auto record = read_token_record(arena, bits >> kCellValueShift);
    return {true,
            record ? std::optional(TokenNote{record->amount, record->counted_at}) : std::nullopt};
}

/// Counts, unless the token was used: puts a record into the counter's cell that stands for the sum
/// if the token's slot says that this record counted, and for what was there before if not. The
/// slot is told so once, by whoever comes first: that is when it is counted. Nobody changes the
/// cell any further before.
template <class Probe>
auto Table<Probe>::count_once(GenerationHeader* header, std::uint64_t generation, Slot& slot,
                              Slot& place, const CounterRef& counter, const TokenNote& note,
                              Known& known) -> Changed {
    std::uint64_t record = 0;
    std::uint64_t next = 0;
    for (;;) {
        Probe::step(TableStep::load_cell);
        std::uint64_t bits = slot.cell.bits.load(std::memory_order_acquire);
        static_cast<void>(settle_token(header, generation, bits));
        Probe::step(TableStep::load_token);
        const std::uint64_t token = place.cell.bits.load(std::memory_order_acquire);
        if (is_used_token(token)) {
            known = known_of(arena_of(header, generation),
                             place.word.load(std::memory_order_relaxed), token);
            return Changed::done;
        }
        if (token != (kTokenUnused | kCellOpen) || (bits & kCellOpen) == 0) {
            return Changed::again;
        }
        const auto earlier = earlier_of(header, generation, bits, counter);
        if (!earlier) {
            return Changed::again;
        }
        const auto sum = sum_of(*earlier, {Change::Kind::add, note.amount}, counter);
        if (!sum) {
            return Changed::sum_too_wide;
        }
        if (record == 0 && (record = reserve(header, sizeof(TokenRecord))) == 0) {
            return Changed::arena_full;
        }
        const auto offset =
            static_cast<std::uint64_t>(reinterpret_cast<char*>(&place) - base_of(header));
        // Nothing refers to the record yet, so it may be written again.
        write_token_record(base_of(header), generation, record,
                           token_record(offset, *earlier, *sum, note));
        if (Probe::planted(Plant::token_recorded_later)) {
            const Changed changed = add_to_cell(header, generation, slot, counter, note.amount);
            std::uint64_t unused = token;
            Probe::step(TableStep::settle_token);
            if (changed == Changed::done) {
                place.cell.bits.compare_exchange_strong(unused, token_counted_by(record));
            }
            return changed;
        }
        next = fits_inline(sum->amount) ? inline_cell(*sum) : 0;
        Probe::step(TableStep::change_cell);
        if (slot.cell.bits.compare_exchange_strong(
                bits, record_cell(record), std::memory_order_acq_rel, std::memory_order_acquire)) {
            break;
        }
    }
    const std::uint64_t token = settle_token(header, generation, record_cell(record));
    if (!is_counted_by(token, record)) {
        // Another one counted it, or the generation was closed before: the next look tells.
        return Changed::again;
    }
    std::uint64_t settled = record_cell(record);
    if (next != 0) {
        // Back to what every increment is fast with.
        Probe::step(TableStep::change_cell);
        slot.cell.bits.compare_exchange_strong(settled, next, std::memory_order_acq_rel,
                                               std::memory_order_relaxed);
    }
    return Changed::done;
}

/// Where a cell refers to a token's record: sees to it that the token is used, or never will be in
/// this generation. Then the record stands for one value for good.
///
/// Returns: what the token's cell says now; 0 where there is no such record.
template <class Probe>
std::uint64_t Table<Probe>::settle_token(GenerationHeader* header, std::uint64_t generation,
                                         std::uint64_t bits) {
    if ((bits & kCellKindMask) != kCellRecord) {
        return 0;
    }
    const std::uint64_t reference = bits >> kCellValueShift;
    const auto record = read_token_record(arena_of(header, generation), reference);
    if (!record) {
        return 0;
    }
    Cell& token = reinterpret_cast<Slot*>(base_of(header) + record->slot)->cell;
    Probe::step(TableStep::settle_token);
    std::uint64_t seen = kTokenUnused | kCellOpen;
    const std::uint64_t counted = token_counted_by(reference * kArenaUnit);
    return token.bits.compare_exchange_strong(seen, counted, std::memory_order_acq_rel,
                                              std::memory_order_acquire)
               ? counted
               : seen;
}

/// Enters the tokens of a closed generation that are still to be remembered into the open one.
/// Doing it twice changes nothing, so whoever comes next finishes it.
template <class Probe>
void Table<Probe>::carry_tokens(GenerationHeader* header, std::uint64_t generation) {
    if (header->tokens.load(std::memory_order_acquire) == 0 ||
        Probe::planted(Plant::tokens_not_carried)) {
        return;
    }
    const ArenaView arena = arena_of(header, generation);
    const std::int64_t now = backing_.now();
    const std::uint64_t first = control_.current.load(std::memory_order_acquire);
    bool carried = false;
    for (Slot *slot = slots_of(header), *end = slot + shape_of(*header).slots; slot != end;
         ++slot) {
        const std::uint64_t word = slot->word.load(std::memory_order_acquire);
        if ((word & kSlotStateMask) != kSlotReady) {
            continue;
        }
        const Known known = known_of(arena, word, slot->cell.bits.load(std::memory_order_acquire));
        // Times are whole seconds, rounded down.
        if (known.note &&
            std::chrono::seconds(now - known.note->counted_at - 1) < options_.token_ttl) {
            carry_token(slot->fingerprint, *known.note);
            carried = true;
        }
    }
    // The generation may have been flushed: what was durable there is to be so here.
    for (std::uint64_t i = first; carried && i <= control_.current.load(); ++i) {
        if (GenerationHeader* open = find(i)) {
            backing_.flush(open);
        }
    }
}

template <class Probe>
void Table<Probe>::carry_token(const Fingerprint& token, const TokenNote& note) {
    const CarriedToken carried = carried_token(note);
    for (int attempt = 0; attempt < kAttemptsMax; ++attempt) {
        std::uint64_t generation = 0;
        GenerationHeader* header = open_part(generation);
        // With the generations below closed, nobody can use the token in one of them any more.
        if (!takes_tokens(header, generation) || !close_below(generation)) {
            continue;
        }
        Probe::step(TableStep::carry_token);
        Slot* place = nullptr;
        switch (locate_slowly(
            header, generation, token,
            Newcomer{.word = carried.word, .bits = carried.bits, .is_carried = true}, place)) {
            case Found::ready:
                return;
            case Found::full:
                publish_after(generation, Growth::larger, true);
                break;
            case Found::again:
                break;
        }
    }
    throw Error(ErrorCode::corrupt, backing_.location() +
                                        ": tokens cannot be carried over; stop every process that "
                                        "uses the store and look at the messages of the last one");
}

/// The most tokens that a generation has which is not discarded.
template <class Probe>
std::uint64_t Table<Probe>::tokens_waiting(std::uint64_t open) {
    std::uint64_t most = 0;
    const std::uint64_t through = control_.discarded_through.load(std::memory_order_acquire);
    for (std::uint64_t generation = through + 1; generation <= open; ++generation) {
        if (GenerationHeader* header = find(generation)) {
            most = std::max(most, header->tokens.load(std::memory_order_acquire));
        }
    }
    return most;
}

}  // namespace model_counter::embedded
