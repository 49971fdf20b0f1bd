#pragma once

#include <string>
#include <string_view>

namespace model_counter::program {

enum class Colour { green, yellow, red };

/// Whether texts for this file descriptor have colours: on a terminal, unless NO_COLOR is set to
/// anything or TERM is `dumb`.
///
/// Source: https://no-color.org
[[nodiscard]] bool shows_colours(int descriptor);

/// The text in a colour.
[[nodiscard]] std::string painted(std::string_view text, Colour colour);

}  // namespace model_counter::program
