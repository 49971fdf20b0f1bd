#pragma once

#include "model_counter/store.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace model_counter::program {

/// Reads a line `OWNER<TAB>KEY[<TAB>AMOUNT]`, given without the end of the line.
///
/// Returns: the increment, borrowing from `line`; nothing when the line is bad, with the reason in
///          `fault`. The limits of owner and key are left to the store.
[[nodiscard]] std::optional<Increment> read_tsv_line(std::string_view line, std::string& fault);

}  // namespace model_counter::program
