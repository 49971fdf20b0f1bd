#pragma once

#include <cstddef>
#include <span>

namespace model_counter::database {

/// Writes rows of which some may be refused, and finds those.
///
/// `try_write(rows)` returns whether all of them were taken; if not, it has left no trace of them.
/// `refuse(row)` is told of each row that is refused alone, in the order of the rows.
/// Cost: one attempt where all are taken; at most 2 log2(n) attempts more for each one that is not.
template <class Row, class TryWrite, class Refuse>
void write_by_halves(std::span<const Row> rows, const TryWrite& try_write, const Refuse& refuse) {
    if (rows.empty() || try_write(rows)) {
        return;
    }
    if (rows.size() == 1) {
        refuse(rows[0]);
        return;
    }
    const std::size_t half = rows.size() / 2;
    write_by_halves(rows.first(half), try_write, refuse);
    write_by_halves(rows.subspan(half), try_write, refuse);
}

}  // namespace model_counter::database
