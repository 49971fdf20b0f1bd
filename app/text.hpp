#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace model_counter::program {

/// A text made fit for a message: quoted, cut at 60 bytes, control bytes written as \xNN.
[[nodiscard]] std::string in_quotes(std::string_view text);

/// A number and its noun: `1 line`, `2 lines`.
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view noun);

/// A number with its sign, also when it is positive.
[[nodiscard]] std::string with_sign(std::int64_t number);

/// What the operating system calls an error number.
[[nodiscard]] std::string error_text(int number);

}  // namespace model_counter::program
