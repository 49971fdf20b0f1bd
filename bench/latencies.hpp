#pragma once

#include <array>
#include <bit>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace model_counter::bench {

/// How long operations took: the worst exactly, every rank within 3 %.
class Latencies {
public:
    void add(std::chrono::nanoseconds duration) noexcept {
        const auto nanoseconds = static_cast<std::uint64_t>(duration.count());
        ++counts_[place_of(nanoseconds)];
        ++total_;
        if (nanoseconds > worst_) {
            worst_ = nanoseconds;
        }
    }

    [[nodiscard]] std::uint64_t total() const noexcept { return total_; }
    [[nodiscard]] double worst_us() const noexcept { return static_cast<double>(worst_) / 1000; }

    /// The latency in microseconds that one in `one_in` operations exceeds.
    [[nodiscard]] double exceeded_by_us(std::uint64_t one_in) const noexcept {
        std::uint64_t above = 0;
        for (std::size_t place = kPlaces; place-- > 0;) {
            above += counts_[place];
            if (above * one_in > total_) {
                return static_cast<double>(least_of(place)) / 1000;
            }
        }
        return 0;
    }

private:
    static constexpr unsigned kFineBits = 5;
    static constexpr std::size_t kFine = std::size_t{1} << kFineBits;
    static constexpr std::size_t kPlaces = kFine * 64;

    [[nodiscard]] static std::size_t place_of(std::uint64_t value) noexcept {
        if (value < kFine) {
            return value;
        }
        const unsigned shift = static_cast<unsigned>(std::bit_width(value)) - kFineBits - 1;
        return kFine * (shift + 1) + (value >> shift) - kFine;
    }

    [[nodiscard]] static std::uint64_t least_of(std::size_t place) noexcept {
        if (place < kFine) {
            return place;
        }
        const std::size_t shift = place / kFine - 1;
        return (place % kFine + kFine) << shift;
    }

    std::array<std::uint64_t, kPlaces> counts_{};
    std::uint64_t total_ = 0;
    std::uint64_t worst_ = 0;
};

}  // namespace model_counter::bench
