#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace model_counter::embedded {

/// A 64-bit checksum of bytes: tells what was written from what a power loss left of it.
///
/// Every step is a bijection of its word, so a change within one word never goes unnoticed. Not a
/// defence against forgery.
[[nodiscard]] inline std::uint64_t checksum(const void* bytes, std::size_t size,
                                            std::uint64_t salt) noexcept {
    constexpr std::uint64_t kMultiplier = 0x9fb21c651e98df25U;
    const char* next = static_cast<const char*>(bytes);
    std::uint64_t sum = (salt ^ (size * kMultiplier)) + 0x2545f4914f6cdd1dU;
    for (; size >= 8; size -= 8, next += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, next, 8);
        sum = (sum ^ word) * kMultiplier;
        sum ^= sum >> 31;
    }
    std::uint64_t rest = 0;
    std::memcpy(&rest, next, size);
    sum = (sum ^ rest) * kMultiplier;
    return sum ^ (sum >> 32);
}

}  // namespace model_counter::embedded
