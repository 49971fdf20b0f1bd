#pragma once

#include <cstdint>

namespace model_counter::crash {

/// A generator whose numbers follow from its seed alone, on every machine.
///
/// Source: xoshiro256** of Blackman and Vigna, seeded by SplitMix64.
class Random {
public:
    explicit Random(std::uint64_t seed) noexcept {
        for (std::uint64_t& word : state_) {
            word = split_mix(seed);
        }
    }

    /// 64 random bits.
    std::uint64_t next() noexcept {
        const std::uint64_t result = rotate(state_[1] * 5, 7) * 9;
        const std::uint64_t shifted = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= shifted;
        state_[3] = rotate(state_[3], 45);
        return result;
    }

    /// A number in 0 ... `end` - 1; `end` is at least 1.
    std::uint64_t below(std::uint64_t end) noexcept {
        __extension__ using Wide = unsigned __int128;
        return static_cast<std::uint64_t>((Wide{next()} * end) >> 64);
    }

    /// A number in `least` ... `greatest`.
    int between(int least, int greatest) noexcept {
        const auto width = static_cast<std::uint64_t>(greatest - least) + 1;
        return least + static_cast<int>(below(width));
    }

    /// True once in `times` draws, on the average.
    bool one_in(std::uint64_t times) noexcept { return below(times) == 0; }

    /// One step of SplitMix64.
    static std::uint64_t split_mix(std::uint64_t& state) noexcept {
        state += 0x9e3779b97f4a7c15U;
        std::uint64_t word = state;
        word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9U;
        word = (word ^ (word >> 27)) * 0x94d049bb133111ebU;
        return word ^ (word >> 31);
    }

private:
    static std::uint64_t rotate(std::uint64_t word, int bits) noexcept {
        return (word << bits) | (word >> (64 - bits));
    }

    std::uint64_t state_[4];
};

}  // namespace model_counter::crash
