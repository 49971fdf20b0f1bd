#pragma once

#include <atomic>
#include <cstdint>

namespace model_counter {

/// One counter's memory in the embedded store's table, as its handles see it.
///
/// Shape: bit 0 open; bits 1-2 what the rest is: 0 an amount to add, 1 an absolute value, 2 a
///        reference to a record (a value too wide for the rest), 3 removed; bits 3-63 a signed
///        value. Zero-filled memory reads as closed.
/// Source: docs/design/embedded-store.md
struct Cell {
    std::atomic<std::uint64_t> bits;
};

/// The bit of an open cell.
inline constexpr std::uint64_t kCellOpen = 1;
/// Where a cell's value begins.
inline constexpr int kCellValueShift = 3;

/// A counter's cell and what tells whether it may still be used.
///
/// The memory behind both pointers stays readable for as long as the process lives, also after the
/// store is closed: a discarded generation reads as zeros, hence as closed.
struct CellRef {
    Cell* cell = nullptr;                                 ///< nothing: this store has no cells
    const std::atomic<std::uint64_t>* current = nullptr;  ///< the generation now in use
    std::uint64_t generation = 0;                         ///< the generation of `cell`
    std::uint64_t left = 0;  ///< what `try_add` left in the cell last time; a guess, no more
};

/// Adds to a cell, if it is current, open, holds a value and has room for the sum.
///
/// What was left in the cell last time is most often still there, and then it need not be loaded: a
/// load would have to wait until the last exchange is through.
/// Returns: false when nothing was done; the store's own `add` then does it.
/// Cost:    never blocks; a load and a compare-exchange while nobody else adds, mostly two of these
///          where others do.
inline bool try_add(CellRef& where, std::int64_t amount) noexcept {
    std::int64_t shifted = 0;
    if (where.cell == nullptr ||
        where.current->load(std::memory_order_acquire) != where.generation ||
        __builtin_mul_overflow(amount, std::int64_t{1} << kCellValueShift, &shifted)) {
        return false;
    }
    std::uint64_t bits =
        where.left != 0 ? where.left : where.cell->bits.load(std::memory_order_acquire);
    // Bit 0 must be set and bit 2 clear: an open cell that holds an amount or an absolute value.
    while ((bits & 0b101U) == kCellOpen) {
        std::int64_t sum = 0;
        if (__builtin_add_overflow(static_cast<std::int64_t>(bits), shifted, &sum)) {
            return false;
        }
        // Never fetch_add: a closed cell must stay exactly as it was sealed.
        if (where.cell->bits.compare_exchange_weak(bits, static_cast<std::uint64_t>(sum),
                                                   std::memory_order_acq_rel,
                                                   std::memory_order_acquire)) {
            where.left = static_cast<std::uint64_t>(sum);
            return true;
        }
    }
    return false;
}

}  // namespace model_counter
