#include "model/text.hpp"

#include <algorithm>
#include <charconv>

namespace model_counter {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

bool is_continuation(char byte) noexcept {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// C0, DEL, and C1 (which UTF-8 writes as C2 80 ... C2 9F).
bool is_control(std::string_view character) noexcept {
    const auto first = static_cast<unsigned char>(character[0]);
    if (character.size() == 1) {
        return first < 0x20 || first == 0x7F;
    }
    return first == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0;
}

/// Each byte as \xNN.
void append_as_bytes(std::string& result, std::string_view bytes) {
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        result += "\\x";
        result += kHexDigits[value >> 4U];
        result += kHexDigits[value & 0xFU];
    }
}

}  // namespace

std::size_t utf8_character_bytes(std::string_view text) noexcept {
    if (text.empty()) {
        return 0;
    }
    const auto first = static_cast<unsigned char>(text[0]);
    if (first < 0x80) {
        return 1;
    }
    const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < size ||
        !std::all_of(text.begin() + 1, text.begin() + static_cast<std::ptrdiff_t>(size),
                     is_continuation)) {
        return 0;
    }
    const auto second = static_cast<unsigned char>(text[1]);
    // Overlong forms, surrogates, and code points past U+10FFFF.
    const bool bad = (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ||
                     (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
    return bad ? 0 : size;
}

std::optional<std::string> text_fault(std::string_view text, std::size_t bytes_max,
                                      bool colon_allowed) {
    if (text.empty()) {
        return "is empty; it needs 1 to " + std::to_string(bytes_max) + " bytes";
    }
    if (text.size() > bytes_max) {
        return "has " + std::to_string(text.size()) + " bytes; the limit is " +
               std::to_string(bytes_max);
    }
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t size = utf8_character_bytes(rest);
        if (size == 0) {
            return "is not well-formed UTF-8";
        }
        if (is_control(rest.substr(0, size))) {
            return "contains a control character";
        }
        if (rest[0] == ':' && !colon_allowed) {
            return "contains ':', which separates the parts of a counter's name";
        }
        rest.remove_prefix(size);
    }
    return std::nullopt;
}

std::optional<std::int64_t> canonical_integer(std::string_view text) noexcept {
    const bool negative = !text.empty() && text[0] == '-';
    const std::string_view digits = text.substr(negative ? 1 : 0);
    if (digits.empty() || digits.size() > 19 || (digits[0] == '0' && text.size() > 1)) {
        return std::nullopt;
    }
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

std::string quoted(std::string_view text) {
    constexpr std::size_t kShown = 60;
    std::string result = "'";
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::size_t size = utf8_character_bytes(rest);
        const std::string_view character = rest.substr(0, std::max<std::size_t>(1, size));
        if (text.size() - rest.size() + character.size() > kShown) {
            break;
        }
        if (size == 0 || is_control(character)) {
            append_as_bytes(result, character);
        } else {
            result += character;
        }
        rest.remove_prefix(character.size());
    }
    result += rest.empty() ? "'" : "...'";
    return result;
}

}  // namespace model_counter
