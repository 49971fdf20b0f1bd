#pragma once

#include <cstddef>
#include <string_view>

namespace model_counter {

/// Longest token, in bytes.
inline constexpr std::size_t kTokenBytesMax = 64;

/// Names one increment of one counter, so that it may be repeated and counts once: the id of an
/// order, a request or a message, borrowed.
///
/// Shape: 1 ... kTokenBytesMax bytes of any kind. Another counter with the same token is another
///        increment, so that one id does for all that an event counts.
struct Token {
    std::string_view text;

    /// Borrows the text. Its length is checked by the operation that uses it.
    explicit constexpr Token(std::string_view given) noexcept : text(given) {}
};

/// Checks a token against its limits.
///
/// Errors: invalid_argument  names the limit
void validate(const Token& token);

/// What became of an increment with a token.
enum class Counted {
    now,    ///< by this call
    before  ///< by an earlier call with the same token; this one changed nothing
};

}  // namespace model_counter
