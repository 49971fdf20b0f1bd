#pragma once

#include "store/embedded/layout.hpp"

#include <cstdint>

// The cell of a token's slot. It has the kind of a removed counter and, unlike that, a value: not
// used yet, counted by a record of this generation, or carried over from a generation that is gone.
// To everything that looks for counters it is a change that changes nothing.
namespace model_counter::embedded {

/// What a token stood for when it was counted.
struct TokenNote {
    std::int64_t amount = 0;
    std::int64_t counted_at = 0;  ///< seconds since the epoch

    friend bool operator==(const TokenNote&, const TokenNote&) = default;
};

/// What the slot of a token that was carried over holds, without its fingerprint.
struct CarriedToken {
    std::uint64_t word = 0;  ///< above the state
    std::uint64_t bits = 0;  ///< of the cell, open
};

inline constexpr std::uint64_t kTokenUnused = (std::uint64_t{1} << kCellValueShift) | kCellRemove;
inline constexpr std::uint64_t kTokenCarried = std::uint64_t{1} << 63;

/// True of the cell of a token's slot.
[[nodiscard]] constexpr bool is_token(std::uint64_t bits) noexcept {
    return (bits & kCellKindMask) == kCellRemove && bits >> kCellValueShift != 0;
}

/// True when the token was counted.
[[nodiscard]] constexpr bool is_used_token(std::uint64_t bits) noexcept {
    return is_token(bits) && (bits & ~kCellOpen) != kTokenUnused;
}

/// The open cell of a token that the record at this offset counted.
[[nodiscard]] constexpr std::uint64_t token_counted_by(std::uint64_t record_offset) noexcept {
    return (record_offset / 8 << kCellValueShift) | kCellRemove | kCellOpen;
}

/// True when the record at this offset is what counted the token.
[[nodiscard]] constexpr bool is_counted_by(std::uint64_t bits,
                                           std::uint64_t record_offset) noexcept {
    return (bits | kCellOpen) == token_counted_by(record_offset);
}

/// An amount has 63 bits: 62 of them go above the state of the slot, the sign beside the time.
[[nodiscard]] constexpr CarriedToken carried_token(const TokenNote& note) noexcept {
    const auto amount = static_cast<std::uint64_t>(note.amount);
    const std::uint64_t sign = amount >> 63;
    const std::uint64_t time = static_cast<std::uint64_t>(note.counted_at) & 0xffffffffffU;
    return {amount << 2 >> 2,
            kTokenCarried | (((time << 1) | sign) << kCellValueShift) | kCellRemove | kCellOpen};
}

/// What a slot says whose cell has `kTokenCarried`.
[[nodiscard]] constexpr TokenNote note_of_carried(const CarriedToken& token) noexcept {
    const std::uint64_t value = (token.bits & ~kTokenCarried) >> kCellValueShift;
    const std::uint64_t sign = (value & 1U) == 0 ? 0 : std::uint64_t{3} << 62;
    return {static_cast<std::int64_t>(token.word | sign), static_cast<std::int64_t>(value >> 1)};
}

}  // namespace model_counter::embedded
