#pragma once

#include "model_counter/counter_id.hpp"
#include "model_counter/database.hpp"

#include <cstddef>
#include <exception>
#include <span>

struct sqlite3;

namespace model_counter::sqlite {

/// What the table `model_counter_batch` of a connection shows: rows of a fold, or counters of a
/// read. It is a table without storage that reads the caller's memory, so one SQL statement takes
/// any number of rows without a bound parameter for each.
struct Batch {
    std::span<const FoldRow> rows;         ///< either these
    std::span<const CounterRef> counters;  ///< or these, with amount 0
    std::size_t position = 0;              ///< of the row that was handed out last
    std::exception_ptr error;              ///< why handing out failed, if it did
};

/// Gives a connection its batch table; `batch` must outlive the connection.
///
/// Returns: SQLite's result code.
/// Shape:   (owner_type, owner_id, "key", "interval", period_start, amount, position)
int register_batch_table(sqlite3* connection, Batch* batch);

}  // namespace model_counter::sqlite
