#pragma once

#include "model_counter/counter_id.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace model_counter::embedded {

/// 128 bits that stand for a counter within one store.
struct Fingerprint {
    std::uint64_t low = 0;  ///< its lowest bits choose the slot
    std::uint64_t high = 0;

    friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

/// Words of a store's fingerprint keys: 43 pairs of message words and two sums, then two folds.
inline constexpr std::size_t kFingerprintKeyWords = 43 * 4 + 2 * 6;

/// The random keys of one store's fingerprints.
using FingerprintKeys = std::array<std::uint64_t, kFingerprintKeyWords>;

/// True when every field is short enough to be fingerprinted; `validate` refuses all others.
[[nodiscard]] inline bool fits_fingerprint(const CounterRef& counter) noexcept {
    return counter.owner.type().size() <= 255 && counter.owner.text_id().size() <= 255 &&
           counter.key.size() <= 112 && counter.interval.size() <= 16 &&
           counter.period.size() <= 32;
}

/// Computes keyed fingerprints.
///
/// Shape:  the counter must pass `fits_fingerprint`. Two different counters collide with a
///         probability of at most 2^-126 over the choice of the keys, whatever the counters are.
/// Cost:   no allocation; an integer id is hashed as an integer.
/// Source: docs/decisions/0006-fingerprints-instead-of-texts.md; NH is the universal hash of UMAC
class Fingerprinter {
public:
    explicit Fingerprinter(const FingerprintKeys& keys) noexcept : keys_(keys) {}

    [[nodiscard, gnu::always_inline]] inline Fingerprint operator()(
        const CounterRef& counter) const noexcept {
        const std::string_view type = counter.owner.type();
        const std::string_view id = counter.owner.text_id();
        // All lengths stand in the first word: counters whose fields have other lengths differ in
        // it, and all others use the same pairs. So every pair may be loaded as suits its length.
        const std::uint64_t lengths = type.size() | (id.size() << 8) | (counter.key.size() << 16) |
                                      (counter.interval.size() << 24) |
                                      (counter.period.size() << 32) |
                                      (std::uint64_t{counter.owner.has_integer_id()} << 40);
        Sums sums;
        add_pair(sums, 0, lengths, static_cast<std::uint64_t>(counter.owner.integer_id()));
        add_field(sums, 1, type);
        if (!counter.owner.has_integer_id()) {
            add_field(sums, 17, id);
        }
        add_field(sums, 33, counter.key);
        if (!counter.interval.empty() || !counter.period.empty()) {
            add_field(sums, 40, counter.interval);
            add_field(sums, 41, counter.period);
        }
        const std::uint64_t* folds = keys_.data() + std::size_t{43} * 4;
        return {finalize(fold(sums.first, folds)), fold(sums.second, folds + 6)};
    }

private:
    __extension__ using Wide = unsigned __int128;

    struct Sums {
        Wide first = 0;
        Wide second = 0;
    };

    [[gnu::always_inline]] inline void add_pair(Sums& sums, std::size_t pair, std::uint64_t a,
                                                std::uint64_t b) const noexcept {
        const std::uint64_t* key = keys_.data() + pair * 4;
        sums.first += static_cast<Wide>(a + key[0]) * (b + key[1]);
        sums.second += static_cast<Wide>(a + key[2]) * (b + key[3]);
    }

    [[gnu::always_inline]] inline void add_field(Sums& sums, std::size_t pair,
                                                 std::string_view text) const noexcept {
        const char* bytes = text.data();
        std::size_t size = text.size();
        if (size > 16) {
            for (; size > 16; size -= 16, bytes += 16, ++pair) {
                add_pair(sums, pair, load<8>(bytes), load<8>(bytes + 8));
            }
            // The last pair overlaps the one before it: no byte outside the text is touched.
            bytes -= 16 - size;
            add_pair(sums, pair, load<8>(bytes), load<8>(bytes + 8));
        } else if (size >= 8) {
            add_pair(sums, pair, load<8>(bytes), load<8>(bytes + size - 8));
        } else if (size >= 4) {
            add_pair(sums, pair, load<4>(bytes), load<4>(bytes + size - 4));
        } else if (size > 0) {
            const std::uint64_t three = load<1>(bytes) | (load<1>(bytes + size / 2) << 8) |
                                        (load<1>(bytes + size - 1) << 16);
            add_pair(sums, pair, three, 0);
        }
    }

    template <std::size_t Bytes>
    [[nodiscard]] static std::uint64_t load(const char* bytes) noexcept {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes, Bytes);
        return word;
    }

    /// 128 bits to 64, by pair-multiply-shift: strongly universal.
    [[nodiscard]] static std::uint64_t fold(Wide sum, const std::uint64_t* key) noexcept {
        const Wide first = (static_cast<Wide>(key[1]) << 64) | key[0];
        const Wide second = (static_cast<Wide>(key[3]) << 64) | key[2];
        const Wide third = (static_cast<Wide>(key[5]) << 64) | key[4];
        const Wide folded = first * static_cast<std::uint64_t>(sum >> 64) +
                            second * static_cast<std::uint64_t>(sum) + third;
        return static_cast<std::uint64_t>(folded >> 64);
    }

    /// Spreads the bits for the slot index; a bijection, so it adds no collision.
    [[nodiscard]] static std::uint64_t finalize(std::uint64_t word) noexcept {
        word = (word ^ (word >> 32)) * 0xd6e8feb86659fd93U;
        return word ^ (word >> 32);
    }

    const FingerprintKeys& keys_;
};

}  // namespace model_counter::embedded
