#pragma once

#include "output.hpp"

#include <string>
#include <vector>

namespace model_counter::program {

/// Prints rows of equally many columns: in aligned columns on a terminal, where a person reads,
/// else with tabs between them, for programs. Columns that hold numbers alone go to the right.
void print_table(const std::vector<std::vector<std::string>>& rows, Output& output);

}  // namespace model_counter::program
