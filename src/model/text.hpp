#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace model_counter {

/// What a text of ours breaks first, as words for a message; nothing when it is good: well-formed
/// UTF-8 of 1 to `bytes_max` bytes without control characters, and without ':' unless allowed.
[[nodiscard]] std::optional<std::string> text_fault(std::string_view text, std::size_t bytes_max,
                                                    bool colon_allowed);

/// The int64 that this text is the canonical decimal of: no plus sign, no leading zero, no -0.
[[nodiscard]] std::optional<std::int64_t> canonical_integer(std::string_view text) noexcept;

/// How many bytes the UTF-8 character at the start of `text` has; 0 when it is not well-formed.
[[nodiscard]] std::size_t utf8_character_bytes(std::string_view text) noexcept;

/// A text made fit for a message: quoted, cut at 60 bytes, well-formed UTF-8 whatever it was.
/// Control characters and what is not UTF-8 are written byte by byte as \xNN.
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace model_counter
