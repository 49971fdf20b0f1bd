#pragma once

#include "model_counter/change.hpp"

#include "store/embedded/arena.hpp"
#include "store/embedded/token_cell.hpp"

#include <cstdint>
#include <optional>

namespace model_counter::embedded {

/// The greatest value that fits a cell beside its tags, and minus the least one, minus 1.
inline constexpr std::int64_t kInlineMax = (std::int64_t{1} << (63 - kCellValueShift)) - 1;

[[nodiscard]] constexpr bool fits_inline(std::int64_t value) noexcept {
    return value >= -kInlineMax - 1 && value <= kInlineMax;
}

[[nodiscard]] constexpr std::uint64_t kind_bits(Change::Kind kind) noexcept {
    switch (kind) {
        case Change::Kind::set:
            return kCellSet;
        case Change::Kind::remove:
            return kCellRemove;
        case Change::Kind::add:
            break;
    }
    return kCellAdd;
}

/// An open cell that holds a change by itself; the value must fit.
[[nodiscard]] constexpr std::uint64_t inline_cell(const Change& change) noexcept {
    return (static_cast<std::uint64_t>(change.amount) << kCellValueShift) | kind_bits(change.kind) |
           kCellOpen;
}

/// An open cell that refers to a record.
[[nodiscard]] constexpr std::uint64_t record_cell(std::uint64_t offset) noexcept {
    return (offset / kArenaUnit << kCellValueShift) | kCellRecord | kCellOpen;
}

[[nodiscard]] constexpr Change::Kind kind_of_bits(std::uint64_t bits) noexcept {
    switch (bits & kCellKindMask) {
        case kCellSet:
            return Change::Kind::set;
        case kCellRemove:
            return Change::Kind::remove;
        default:
            break;
    }
    return Change::Kind::add;
}

/// The record of an increment with a token that makes `before` to `after`.
[[nodiscard]] constexpr TokenRecord token_record(std::uint64_t slot, const Change& before,
                                                 const Change& after,
                                                 const TokenNote& note) noexcept {
    return {kTokenRecord | (kind_bits(before.kind) << 8) | (kind_bits(after.kind) << 16),
            slot,
            before.amount,
            after.amount,
            note.amount,
            note.counted_at,
            0};
}

/// What a cell says that refers to a token's record.
///
/// Returns: nothing when it is not what was written.
[[nodiscard]] inline std::optional<Change> read_token_change(const ArenaView& arena,
                                                             std::uint64_t reference) noexcept {
    const std::optional<TokenRecord> record = read_token_record(arena, reference);
    if (!record) {
        return std::nullopt;
    }
    const std::uint64_t token = slot_of(arena, *record).cell.bits.load(std::memory_order_acquire);
    if (is_counted_by(token, reference * kArenaUnit)) {
        return Change{kind_of_bits(record->kinds >> 16), record->after};
    }
    return Change{kind_of_bits(record->kinds >> 8), record->before};
}

/// What a cell says; of a token's own cell, that nothing changes.
///
/// Returns: nothing when it refers to a record that is not what was written.
[[nodiscard]] inline std::optional<Change> read_cell(std::uint64_t bits,
                                                     const ArenaView& arena) noexcept {
    const std::int64_t value = static_cast<std::int64_t>(bits) >> kCellValueShift;
    switch (bits & kCellKindMask) {
        case kCellAdd:
            return Change{Change::Kind::add, value};
        case kCellSet:
            return Change{Change::Kind::set, value};
        case kCellRemove:
            return is_token(bits) ? Change{} : Change{Change::Kind::remove, 0};
        default:
            break;
    }
    const std::optional<Record> record = read_record(arena, bits >> kCellValueShift);
    if (!record) {
        return read_token_change(arena, bits >> kCellValueShift);
    }
    return Change{record->kind == kCellSet ? Change::Kind::set : Change::Kind::add, record->value};
}

/// True when a change leaves everything as it was.
[[nodiscard]] constexpr bool is_nothing(const Change& change) noexcept {
    return change.kind == Change::Kind::add && change.amount == 0;
}

}  // namespace model_counter::embedded
