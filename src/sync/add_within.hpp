#pragma once

#include "model_counter/deadline.hpp"
#include "model_counter/store.hpp"
#include "sync/reader.hpp"

#include <cstdint>

namespace model_counter {

/// How what is settled of a counter may be used.
enum class SettledUse {
    once,      ///< others write the table: read anew for each call
    remember,  ///< this store alone writes it
};

/// Adds to a counter if its value is within bounds then, and says which value it has after it.
///
/// Returns: done or refused
/// Errors:  out_of_range  the value leaves int64
///          busy          the store was sealed and discarded again and again meanwhile
///          timeout       the deadline passed
/// Cost:    one operation of the store where what is settled is remembered; else a read before it
/// Source:  docs/design/exactly-once.md, "Reading without the database"
[[nodiscard]] BoundedAdd add_within(Store& store, Reader& reader, SettledUse use,
                                    const CounterRef& counter, std::int64_t amount,
                                    const Bounds& bounds, const Deadline& deadline);

}  // namespace model_counter
