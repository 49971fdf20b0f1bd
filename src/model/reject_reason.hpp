#pragma once

#include "model_counter/change.hpp"
#include "model_counter/counter_id.hpp"

#include <cstdint>
#include <string>

namespace model_counter {

/// Why a change could not be applied, in words: names the counter, its value and the amount.
[[nodiscard]] std::string overflow_reason(const CounterRef& counter, std::int64_t before,
                                          const Change& change);

}  // namespace model_counter
