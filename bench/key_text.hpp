#pragma once

#include "bench/workload.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace model_counter::bench {

/// `user:<id>:downloads`, the string by which the rivals know a counter, made without allocating.
class KeyText {
public:
    explicit KeyText(std::uint32_t id) noexcept {
        char* end = put(buffer_.data(), kOwnerType);
        *end++ = ':';
        end = std::to_chars(end, end + kDigitsMax, id).ptr;
        *end++ = ':';
        end = put(end, kKey);
        size_ = static_cast<std::size_t>(end - buffer_.data());
    }

    [[nodiscard]] std::string_view text() const noexcept { return {buffer_.data(), size_}; }

private:
    static constexpr int kDigitsMax = 10;

    static char* put(char* out, std::string_view text) noexcept {
        std::memcpy(out, text.data(), text.size());
        return out + text.size();
    }

    std::array<char, 40> buffer_;
    std::size_t size_ = 0;
};

}  // namespace model_counter::bench
