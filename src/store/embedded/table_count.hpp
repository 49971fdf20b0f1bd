#pragma once

#include "model_counter/encoded_id.hpp"
#include "model_counter/error.hpp"

#include "store/embedded/table.hpp"

#include <algorithm>
#include <array>
#include <string>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// Counting: find the counter's slot in the open generation, or claim one; change its cell.
namespace model_counter::embedded {

/// Most slots in a row that are looked at for a counter.
inline constexpr std::uint64_t kProbesMax = 512;
/// Most times that one operation starts again although the open generation stays the same.
inline constexpr int kAttemptsMax = 100'000;
/// Counters that a bulk call hashes and prefetches at a time.
inline constexpr std::size_t kBulkCounters = 16;

inline void pause_a_moment() noexcept {
#if defined(__x86_64__)
    _mm_pause();
#elif defined(__aarch64__)
    asm volatile("yield");
#endif
}

inline void check_amount(const CounterRef& counter, std::int64_t amount) {
    if (amount > kAmountMax || amount < -kAmountMax) [[unlikely]] {
        throw Error(ErrorCode::invalid_argument,
                    canonical_text(counter) + ": the amount " + std::to_string(amount) +
                        " is beyond +-(2^62 - 1): split it, or use set");
    }
}

template <class Probe>
void Table<Probe>::add(const CounterRef& counter, std::int64_t amount) {
    check_amount(counter, amount);
    change(counter, [&](GenerationHeader* header, std::uint64_t generation, Slot& slot) {
        return add_to_cell(header, generation, slot, counter, amount);
    });
}

template <class Probe>
BulkResult Table<Probe>::add_many(std::span<const Increment> increments) {
    BulkResult result;
    std::array<Fingerprint, kBulkCounters> fingerprints;
    try {
        while (result.done < increments.size()) {
            const auto batch = increments.subspan(
                result.done, std::min(kBulkCounters, increments.size() - result.done));
            std::size_t hashed = 0;
            while (hashed < batch.size() && fits_fingerprint(batch[hashed].counter)) {
                fingerprints[hashed] = fingerprint_(batch[hashed].counter);
                prefetch(fingerprints[hashed]);
                ++hashed;
            }
            for (std::size_t i = 0; i < hashed; ++i, ++result.done) {
                const auto& [counter, amount] = batch[i];
                check_amount(counter, amount);
                change(counter, fingerprints[i],
                       [&, &id = counter, by = amount](GenerationHeader* header,
                                                       std::uint64_t generation, Slot& slot) {
                           return add_to_cell(header, generation, slot, id, by);
                       });
            }
            if (hashed < batch.size()) {
                add(batch[hashed].counter, batch[hashed].amount);
                ++result.done;
            }
        }
    } catch (const Error& error) {
        result.error = error;
    }
    return result;
}

template <class Probe>
void Table<Probe>::set(const CounterRef& counter, std::int64_t value) {
    change(counter, [&](GenerationHeader* header, std::uint64_t generation, Slot& slot) {
        return change_cell(header, generation, slot, counter, {Change::Kind::set, value});
    });
}

template <class Probe>
void Table<Probe>::remove(const CounterRef& counter) {
    change(counter, [&](GenerationHeader* header, std::uint64_t generation, Slot& slot) {
        return change_cell(header, generation, slot, counter, {Change::Kind::remove, 0});
    });
}

template <class Probe>
CellRef Table<Probe>::resolve(const CounterRef& counter) {
    CellRef where;
    change(counter, [&](GenerationHeader*, std::uint64_t generation, Slot& slot) {
        where = CellRef{&slot.cell, &control_.current, generation};
        return Changed::done;
    });
    return where;
}

template <class Probe>
bool Table<Probe>::try_add(CellRef& where, std::int64_t amount) {
    std::int64_t shifted = 0;
    Probe::step(TableStep::load_current);
    const bool current = where.current->load(std::memory_order_acquire) == where.generation ||
                         Probe::planted(Plant::handle_ignores_current);
    if (!current || __builtin_mul_overflow(amount, std::int64_t{1} << kCellValueShift, &shifted)) {
        return false;
    }
    std::uint64_t bits = where.left;
    if (bits == 0) {
        Probe::step(TableStep::load_cell);
        bits = where.cell->bits.load(std::memory_order_acquire);
    }
    while ((bits & 0b101U) == kCellOpen) {
        std::int64_t sum = 0;
        if (__builtin_add_overflow(static_cast<std::int64_t>(bits), shifted, &sum)) {
            return false;
        }
        Probe::step(TableStep::change_cell);
        if (where.cell->bits.compare_exchange_strong(bits, static_cast<std::uint64_t>(sum),
                                                     std::memory_order_acq_rel,
                                                     std::memory_order_acquire)) {
            where.left = static_cast<std::uint64_t>(sum);
            return true;
        }
    }
    return false;
}

template <class Probe>
template <class Edit>
[[gnu::always_inline]] inline void Table<Probe>::change(const CounterRef& counter,
                                                        const Edit& edit) {
    change(counter, fingerprint_of(counter), edit);
}

template <class Probe>
template <class Edit>
[[gnu::always_inline]] inline void Table<Probe>::change(const CounterRef& counter,
                                                        const Fingerprint& fingerprint,
                                                        const Edit& edit) {
    for (int attempt = 0; attempt < kAttemptsMax; ++attempt) {
        std::uint64_t generation = 0;
        GenerationHeader* header = open_part(generation);
        Slot* slot = nullptr;
        const Found found = locate(header, generation, fingerprint, counter, slot);
        if (found == Found::full) {
            publish_after(generation, Growth::larger);
            continue;
        }
        if (found == Found::again) {
            continue;
        }
        switch (edit(header, generation, *slot)) {
            case Changed::done:
                return;
            case Changed::again:
                break;
            case Changed::arena_full:
                publish_after(generation, Growth::larger);
                break;
            case Changed::sum_too_wide:
                publish_after(generation, Growth::as_used);
                break;
        }
    }
    throw Error(ErrorCode::corrupt, backing_.location() +
                                        ": the open part is closed; stop every process that uses "
                                        "the store and look at the messages of the last one");
}

/// The open generation, mapped.
template <class Probe>
[[gnu::always_inline]] inline GenerationHeader* Table<Probe>::open_part(std::uint64_t& generation) {
    for (;;) {
        Probe::step(TableStep::load_current);
        generation = control_.current.load(std::memory_order_acquire);
        if (GenerationHeader* header = registry_.find(generation)) [[likely]] {
            return header;
        }
        if (GenerationHeader* header = map(generation)) {
            return header;
        }
    }
}

template <class Probe>
[[gnu::always_inline]] inline Fingerprint Table<Probe>::fingerprint_of(
    const CounterRef& counter) const {
    if (!fits_fingerprint(counter)) [[unlikely]] {
        validate(counter);
        throw Error(ErrorCode::internal, "a counter is valid, and longer than a fingerprint takes");
    }
    return fingerprint_(counter);
}

template <class Probe>
[[gnu::always_inline]] inline auto Table<Probe>::locate(GenerationHeader* header,
                                                        std::uint64_t generation,
                                                        const Fingerprint& fingerprint,
                                                        const CounterRef& counter, Slot*& slot)
    -> Found {
    // The mask may read as zero, when this thread slept until the generation was overlaid: then
    // slot 0 of a zero page reads as empty, and who would claim it looks at `current` again.
    const std::uint64_t mask = header->slot_mask.load(std::memory_order_relaxed);
    Slot* slots = slots_of(header);
    std::uint64_t index = fingerprint.low & mask;
    for (std::uint64_t probe = 0; probe < kProbesMax; ++probe, index = (index + 1) & mask) {
        Slot& candidate = slots[index];
        Probe::step(TableStep::probe_slot);
        const std::uint64_t word = candidate.word.load(std::memory_order_acquire);
        if ((word & kSlotStateMask) != kSlotReady) {
            break;
        }
        if (candidate.fingerprint == fingerprint) {
            slot = &candidate;
            return Found::ready;
        }
    }
    return locate_slowly(header, generation, fingerprint, Newcomer{.counter = &counter}, slot);
}

template <class Probe>
auto Table<Probe>::locate_slowly(GenerationHeader* header, std::uint64_t generation,
                                 const Fingerprint& fingerprint, const Newcomer& newcomer,
                                 Slot*& slot) -> Found {
    const std::uint64_t mask = header->slot_mask.load(std::memory_order_relaxed);
    const std::uint64_t probes_max = std::min(kProbesMax, mask + 1);
    Slot* slots = slots_of(header);
    std::uint64_t index = fingerprint.low & mask;
    for (std::uint64_t probe = 0; probe < probes_max;) {
        slot = &slots[index];
        Probe::step(TableStep::probe_slot);
        const std::uint64_t word = slot->word.load(std::memory_order_acquire);
        const std::uint64_t state = word & kSlotStateMask;
        if (state == kSlotReady && slot->fingerprint == fingerprint) {
            return Found::ready;
        }
        if (state == kSlotEmpty) {
            if (const auto found = claim(header, generation, fingerprint, newcomer, *slot)) {
                return *found;
            }
            continue;  // another one claimed it: look at it again
        }
        if (state == kSlotClaimed && !Probe::planted(Plant::step_over_live_claim)) {
            outwait_claim(*slot);
            continue;  // it is ready or dead now
        }
        if (word == kSlotDeadFromEmpty) {
            return Found::again;
        }
        index = (index + 1) & mask;
        ++probe;
    }
    return Found::full;
}

/// Makes an empty slot the newcomer's.
///
/// Returns: nothing when another one claimed it.
template <class Probe>
auto Table<Probe>::claim(GenerationHeader* header, std::uint64_t generation,
                         const Fingerprint& fingerprint, const Newcomer& newcomer, Slot& slot)
    -> std::optional<Found> {
    if (newcomer.counter != nullptr) {
        check_new(*newcomer.counter);
        check_room(generation);
    }
    const std::uint64_t mask = header->slot_mask.load(std::memory_order_relaxed);
    if (header->used.load(std::memory_order_relaxed) >=
        (newcomer.is_carried ? carried_max(mask) : counters_max(mask))) {
        return Found::full;
    }
    Probe::step(TableStep::claim_slot);
    std::uint64_t word = kSlotEmpty;
    // A claim says whose it is: once the generation was overlaid the slot is empty again, and what
    // another thread of this process claims there must not be published as ours. No two threads
    // have a variable at one address at one time.
    const std::uint64_t mine = Probe::planted(Plant::claims_look_alike)
                                   ? kSlotClaimed
                                   : (reinterpret_cast<std::uintptr_t>(&word) << 2) | kSlotClaimed;
    if (!slot.word.compare_exchange_strong(word, mine, std::memory_order_acq_rel,
                                           std::memory_order_acquire)) {
        return std::nullopt;
    }
    header->used.fetch_add(1, std::memory_order_relaxed);
    if (!Probe::planted(Plant::claim_not_looked_at_again)) {
        // In a generation that was discarded and overlaid every slot looks empty.
        Probe::step(TableStep::look_again);
        if (control_.current.load(std::memory_order_acquire) != generation) {
            return Found::again;
        }
    }
    const auto ready = word_of(header, generation, newcomer);
    word = mine;
    if (!ready) {
        slot.word.compare_exchange_strong(word, kSlotDead, std::memory_order_acq_rel,
                                          std::memory_order_acquire);
        return Found::full;
    }
    Probe::step(TableStep::fill_slot);
    slot.fingerprint = fingerprint;
    slot.cell.bits.store(newcomer.bits, std::memory_order_relaxed);
    Probe::step(TableStep::publish_slot);
    const bool published = slot.word.compare_exchange_strong(
        word, (*ready << 2) | kSlotReady, std::memory_order_acq_rel, std::memory_order_acquire);
    // Somebody lost patience, or the generation was closed: then the slot is dead.
    return published ? Found::ready : Found::again;
}

/// What a slot's word says above its state once it is the newcomer's; writes the text of a counter.
///
/// Returns: nothing when the arena is full.
template <class Probe>
std::optional<std::uint64_t> Table<Probe>::word_of(GenerationHeader* header,
                                                   std::uint64_t generation,
                                                   const Newcomer& newcomer) {
    if (newcomer.counter == nullptr) {
        header->tokens.fetch_add(1, std::memory_order_release);
        return newcomer.word;
    }
    const EncodedId id(*newcomer.counter);
    const std::uint64_t offset = reserve(header, text_bytes(id.bytes().size()));
    if (offset == 0) {
        return std::nullopt;
    }
    write_text(base_of(header), generation, offset, id.bytes());
    return offset / kArenaUnit;
}

/// Waits until a claimed slot is ready or dead; sees to it that it does not take long.
template <class Probe>
void Table<Probe>::outwait_claim(Slot& slot) {
    std::uint64_t word = 0;
    for (int look = 0; look < Probe::claim_patience; ++look) {
        Probe::step(TableStep::wait_for_claim);
        word = slot.word.load(std::memory_order_acquire);
        if ((word & kSlotStateMask) != kSlotClaimed) {
            return;
        }
        pause_a_moment();
    }
    Probe::step(TableStep::kill_claim);
    slot.word.compare_exchange_strong(word, kSlotDead, std::memory_order_acq_rel,
                                      std::memory_order_acquire);
}

/// Checks what was checked for every counter that is in the table.
template <class Probe>
void Table<Probe>::check_new(const CounterRef& counter) {
    validate(counter);
    const auto kind =
        static_cast<OwnerIdKind>(control_.owner_id_kind.load(std::memory_order_relaxed));
    if (kind == OwnerIdKind::bigint && !counter.owner.has_integer_id()) {
        throw Error(ErrorCode::invalid_argument,
                    canonical_text(counter) +
                        ": the database takes owner ids that are 64-bit integers only; for others "
                        "run `migrate --owner-id string`");
    }
}

/// Refuses one more counter where as many wait as may. Those that are in the open part go on.
template <class Probe>
void Table<Probe>::check_room(std::uint64_t generation) {
    if (options_.counters_max == 0) {
        return;
    }
    std::uint64_t counters = 0;
    const std::uint64_t through = control_.discarded_through.load(std::memory_order_acquire);
    for (std::uint64_t i = through + 1; i <= generation; ++i) {
        if (const GenerationHeader* header = find(i)) {
            counters += header->used.load(std::memory_order_relaxed);
        }
    }
    if (counters >= options_.counters_max) {
        throw Error(ErrorCode::busy, backing_.location() +
                                         ": it is full: " + std::to_string(counters) +
                                         " counters wait to be taken further, and more may not; "
                                         "nothing was counted");
    }
}

template <class Probe>
[[gnu::always_inline]] inline auto Table<Probe>::add_to_cell(GenerationHeader* header,
                                                             std::uint64_t generation, Slot& slot,
                                                             const CounterRef& counter,
                                                             std::int64_t amount) -> Changed {
    std::int64_t shifted = 0;
    if (!__builtin_mul_overflow(amount, std::int64_t{1} << kCellValueShift, &shifted)) {
        Probe::step(TableStep::load_cell);
        std::uint64_t bits = slot.cell.bits.load(std::memory_order_acquire);
        if (Probe::planted(Plant::fetch_add_on_closed_cell) && (bits & kCellKindMask) == kCellAdd) {
            Probe::step(TableStep::change_cell);
            bits = slot.cell.bits.fetch_add(static_cast<std::uint64_t>(shifted));
            return (bits & kCellOpen) == 0 ? Changed::again : Changed::done;
        }
        // Open, and an amount or an absolute value.
        while ((bits & 0b101U) == kCellOpen) {
            std::int64_t sum = 0;
            if (__builtin_add_overflow(static_cast<std::int64_t>(bits), shifted, &sum)) {
                break;
            }
            Probe::step(TableStep::change_cell);
            if (slot.cell.bits.compare_exchange_strong(bits, static_cast<std::uint64_t>(sum),
                                                       std::memory_order_acq_rel,
                                                       std::memory_order_acquire)) {
                return Changed::done;
            }
        }
    }
    return change_cell(header, generation, slot, counter, {Change::Kind::add, amount});
}

template <class Probe>
auto Table<Probe>::change_cell(GenerationHeader* header, std::uint64_t generation, Slot& slot,
                               const CounterRef& counter, const Change& later) -> Changed {
    return change_cell(header, generation, slot, counter, later,
                       [](const Change&) { return true; });
}

/// Changes a cell if `admits` what it holds then.
///
/// Returns: done, too, when it was not admitted: then nothing was changed.
template <class Probe>
template <class Admits>
auto Table<Probe>::change_cell(GenerationHeader* header, std::uint64_t generation, Slot& slot,
                               const CounterRef& counter, const Change& later, const Admits& admits)
    -> Changed {
    std::uint64_t record_offset = 0;
    Probe::step(TableStep::load_cell);
    std::uint64_t bits = slot.cell.bits.load(std::memory_order_acquire);
    while ((bits & kCellOpen) != 0) {
        static_cast<void>(settle_token(header, generation, bits));
        auto earlier = later.kind == Change::Kind::add
                           ? earlier_of(header, generation, bits, counter)
                           : Change{};  // hidden by an absolute value, whatever it was
        if (!earlier) {
            return Changed::again;
        }
        if (!admits(*earlier)) {
            return Changed::done;
        }
        const auto sum = sum_of(*earlier, later, counter);
        if (!sum) {
            return Changed::sum_too_wide;
        }
        std::uint64_t next = 0;
        if (fits_inline(sum->amount)) {
            next = inline_cell(*sum);
        } else {
            if (record_offset == 0 && (record_offset = reserve(header, sizeof(Record))) == 0) {
                return Changed::arena_full;
            }
            // Nothing refers to the record yet, so it may be written again.
            write_record(base_of(header), generation, record_offset, kind_bits(sum->kind),
                         sum->amount);
            next = record_cell(record_offset);
        }
        Probe::step(TableStep::change_cell);
        if (slot.cell.bits.compare_exchange_strong(bits, next, std::memory_order_acq_rel,
                                                   std::memory_order_acquire)) {
            return Changed::done;
        }
    }
    return Changed::again;
}

/// What an open cell says before it is changed.
///
/// Returns: nothing when the generation was overlaid after the cell was read.
template <class Probe>
std::optional<Change> Table<Probe>::earlier_of(GenerationHeader* header, std::uint64_t generation,
                                               std::uint64_t bits, const CounterRef& counter) {
    const auto earlier = read_cell(bits, arena_of(header, generation));
    // Its pages are overlaid in any order, the header's perhaps last, and all after its discard.
    const bool is_gone = control_.discarded_through.load(std::memory_order_acquire) >= generation;
    if (!earlier && !is_gone) {
        throw Error(ErrorCode::corrupt, backing_.location() + ": the value of " +
                                            canonical_text(counter) +
                                            " is damaged: set or remove the counter");
    }
    return earlier;
}

/// One change after another.
///
/// Returns: nothing when a sum of amounts leaves int64: it can be split.
template <class Probe>
std::optional<Change> Table<Probe>::sum_of(const Change& earlier, const Change& later,
                                           const CounterRef& counter) {
    const auto sum = combine(earlier, later);
    if (!sum && earlier.kind != Change::Kind::add) {
        throw Error(ErrorCode::out_of_range, canonical_text(counter) + ": " +
                                                 std::to_string(earlier.amount) + " plus " +
                                                 std::to_string(later.amount) +
                                                 " leaves the 64-bit range; nothing was counted");
    }
    return sum;
}

/// Takes room in the arena.
///
/// Returns: its offset in the generation; 0 when the arena is full, or was overlaid.
template <class Probe>
std::uint64_t Table<Probe>::reserve(GenerationHeader* header, std::uint64_t bytes) {
    const ArenaView arena = arena_of(header, 0);
    const std::uint64_t size = arena.end - arena.begin;
    Probe::step(TableStep::reserve_arena);
    // Who finds it full does not add to it, so the sum cannot wrap.
    if (header->arena_used.load(std::memory_order_relaxed) + bytes > size) {
        return 0;
    }
    const std::uint64_t used = header->arena_used.fetch_add(bytes, std::memory_order_relaxed);
    return used + bytes > size ? 0 : arena.begin + used;
}

template <class Probe>
void Table<Probe>::prefetch(const Fingerprint& fingerprint) {
    const std::uint64_t generation = control_.current.load(std::memory_order_acquire);
    if (GenerationHeader* header = registry_.find(generation)) {
        const std::uint64_t mask = header->slot_mask.load(std::memory_order_relaxed);
        __builtin_prefetch(slots_of(header) + (fingerprint.low & mask), 1);
    }
}

}  // namespace model_counter::embedded
