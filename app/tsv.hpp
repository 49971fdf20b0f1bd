#pragma once

#include "timed_increment.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace model_counter::program {

/// Reads a line `OWNER<TAB>KEY[<TAB>AMOUNT[<TAB>TIME]]`, given without the end of the line. Without
/// a zone there is no time.
///
/// Returns: the increment, borrowing from `line`; nothing when the line is bad, with the reason in
///          `fault`. The limits of owner and key are left to the store.
[[nodiscard]] std::optional<TimedIncrement> read_tsv_line(std::string_view line,
                                                          const TimeZone* zone, std::string& fault);

}  // namespace model_counter::program
