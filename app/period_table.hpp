#pragma once

#include "model_counter/period_value.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace model_counter::program {

/// Periods for a person: a line each with its value and a bar, the longest of which fits the width.
/// Bars of negative values are made of `-`.
[[nodiscard]] std::string period_table(const std::vector<PeriodValue>& values, std::size_t width);

}  // namespace model_counter::program
