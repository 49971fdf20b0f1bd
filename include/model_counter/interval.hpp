#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <string_view>

namespace model_counter {

/// How long the periods of a counter are. `total` has one period, which never ends.
enum class Interval : std::uint8_t { total, hour, day, week, month, quarter, year };

/// Every interval, from `total` over the shortest to the longest.
inline constexpr std::array kIntervals{Interval::total, Interval::hour,  Interval::day,
                                       Interval::week,  Interval::month, Interval::quarter,
                                       Interval::year};

/// What it is called: `total`, `hour`, `day`, ...
[[nodiscard]] std::string_view name(Interval interval) noexcept;

/// The interval of that name; nothing where there is none.
[[nodiscard]] std::optional<Interval> interval_of_name(std::string_view name) noexcept;

/// What it is called in ids and in the table: as its name, but empty for `total`.
[[nodiscard]] inline std::string_view id_text(Interval interval) noexcept {
    return interval == Interval::total ? std::string_view() : name(interval);
}

/// Several intervals: `Interval::total | Interval::day`.
class Intervals {
public:
    /// None.
    constexpr Intervals() noexcept = default;
    /// One.
    constexpr Intervals(Interval interval) noexcept  // NOLINT(google-explicit-constructor)
        : bits_(static_cast<std::uint8_t>(1U << static_cast<unsigned>(interval))) {}

    /// Whether it is one of them.
    [[nodiscard]] constexpr bool contains(Interval interval) const noexcept {
        return (bits_ & Intervals(interval).bits_) != 0;
    }
    /// Whether there is none.
    [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
    /// How many.
    [[nodiscard]] constexpr std::size_t size() const noexcept {
        return static_cast<std::size_t>(std::popcount(bits_));
    }

    /// Those of both.
    friend constexpr Intervals operator|(Intervals a, Intervals b) noexcept {
        a.bits_ = static_cast<std::uint8_t>(a.bits_ | b.bits_);
        return a;
    }
    friend constexpr bool operator==(Intervals, Intervals) noexcept = default;

private:
    std::uint8_t bits_ = 0;
};

/// Both.
[[nodiscard]] constexpr Intervals operator|(Interval a, Interval b) noexcept {
    return Intervals(a) | Intervals(b);
}

}  // namespace model_counter
