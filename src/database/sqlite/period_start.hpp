#pragma once

#include "model_counter/counter_id.hpp"

#include <cstdint>

namespace model_counter::sqlite {

/// The column `period_start` of a counter: 0 for totals.
///
/// Errors: invalid_argument  a counter of an interval: this version counts totals
std::int64_t period_start(const CounterRef& counter);

}  // namespace model_counter::sqlite
