#pragma once

#include "model_counter/change.hpp"

#include "store/embedded/arena.hpp"

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

/// What a cell says.
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
            return Change{Change::Kind::remove, 0};
        default:
            break;
    }
    const std::optional<Record> record = read_record(arena, bits >> kCellValueShift);
    if (!record) {
        return std::nullopt;
    }
    return Change{record->kind == kCellSet ? Change::Kind::set : Change::Kind::add, record->value};
}

/// True when a change leaves everything as it was.
[[nodiscard]] constexpr bool is_nothing(const Change& change) noexcept {
    return change.kind == Change::Kind::add && change.amount == 0;
}

}  // namespace model_counter::embedded
