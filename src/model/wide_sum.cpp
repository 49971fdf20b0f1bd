#include "model/wide_sum.hpp"

#include <algorithm>

namespace model_counter {
namespace {

constexpr std::size_t kDigitsMax = 38;  // of every 128-bit number

}  // namespace

std::string WideSum::text() const {
    std::string digits;
    for (Wide left = sum_; left != 0; left /= 10) {
        const auto digit = static_cast<int>(left % 10);
        digits += static_cast<char>('0' + (digit < 0 ? -digit : digit));
    }
    if (digits.empty()) {
        return "0";
    }
    if (sum_ < 0) {
        digits += '-';
    }
    std::reverse(digits.begin(), digits.end());
    return digits;
}

std::optional<WideSum> WideSum::read(std::string_view text) {
    const bool negative = !text.empty() && text[0] == '-';
    text.remove_prefix(negative ? 1 : 0);
    if (text.empty() || text.size() > kDigitsMax) {
        return std::nullopt;
    }
    WideSum result;
    for (const char c : text) {
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        result.sum_ = result.sum_ * 10 + (negative ? '0' - c : c - '0');
    }
    return result;
}

}  // namespace model_counter
