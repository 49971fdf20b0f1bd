#pragma once

#include "model_counter/change.hpp"
#include "model_counter/counter_id.hpp"

#include <cstdint>

namespace model_counter {

/// Checks an amount against its limits, -kAmountMax ... kAmountMax.
///
/// Errors: invalid_argument  names the counter and the limit
void check_amount(const CounterRef& counter, std::int64_t amount);

}  // namespace model_counter
