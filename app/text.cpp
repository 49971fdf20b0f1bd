#include "text.hpp"

#include <cstddef>
#include <system_error>

namespace model_counter::program {

std::string in_quotes(std::string_view text) {
    constexpr std::size_t kBytesMax = 60;
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string result = "'";
    std::size_t end = text.size();
    if (end > kBytesMax) {
        end = kBytesMax;
        // A character of several bytes is kept whole or left out.
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
            --end;
        }
    }
    for (const char letter : text.substr(0, end)) {
        const auto byte = static_cast<unsigned char>(letter);
        if (byte < 0x20 || byte == 0x7F) {
            result += "\\x";
            result += kDigits[byte >> 4U];
            result += kDigits[byte & 0xFU];
        } else {
            result += letter;
        }
    }
    return result + (end < text.size() ? "...'" : "'");
}

std::string counted(std::uint64_t number, std::string_view noun) {
    std::string result = std::to_string(number) + " ";
    result += noun;
    if (number != 1) {
        result += 's';
    }
    return result;
}

std::string with_sign(std::int64_t number) {
    return (number > 0 ? "+" : "") + std::to_string(number);
}

std::string error_text(int number) { return std::generic_category().message(number); }

}  // namespace model_counter::program
