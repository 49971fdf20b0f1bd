#pragma once

#include <cstdint>
#include <string_view>

namespace model_counter::program {

/// Reads an amount: a decimal number within +-kAmountMax, with '-' before a negative one.
///
/// Errors: invalid_argument  anything else; the message names the limits
[[nodiscard]] std::int64_t read_amount(std::string_view text);

/// Reads a value: a decimal number within int64, with '-' before a negative one.
///
/// Errors: invalid_argument  anything else; the message names the limits
[[nodiscard]] std::int64_t read_value(std::string_view text);

}  // namespace model_counter::program
