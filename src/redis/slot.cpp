#include "redis/slot.hpp"

namespace model_counter::redis {

std::uint16_t slot_of(std::string_view key) noexcept {
    if (const auto open = key.find('{'); open != std::string_view::npos) {
        const auto shut = key.find('}', open + 1);
        if (shut != std::string_view::npos && shut > open + 1) {
            key = key.substr(open + 1, shut - open - 1);
        }
    }
    unsigned crc = 0;
    for (const char c : key) {
        crc ^= static_cast<unsigned>(static_cast<unsigned char>(c)) << 8U;
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc << 1U) ^ ((crc & 0x8000U) != 0 ? 0x1021U : 0U);
        }
        crc &= 0xffffU;
    }
    return static_cast<std::uint16_t>(crc % 16384U);
}

}  // namespace model_counter::redis
