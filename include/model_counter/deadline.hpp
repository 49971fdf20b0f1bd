#pragma once

#include "model_counter/durations.hpp"

#include <string_view>

namespace model_counter {

/// The moment at which a call gives up, on the monotonic clock.
///
/// A value: copy it, pass it down, and ask it before each wait. The earlier of two is `std::min`.
/// Threads: any.
class Deadline {
public:
    /// The monotonic clock.
    using Clock = std::chrono::steady_clock;

    /// One that does not pass.
    [[nodiscard]] static constexpr Deadline never() noexcept {
        return Deadline(Clock::time_point::max());
    }

    /// One that passes that long from now: at once for zero and less, never for what the clock
    /// cannot tell.
    template <class Rep, class Period>
    [[nodiscard]] static Deadline after(std::chrono::duration<Rep, Period> duration) noexcept {
        using Wide = std::chrono::duration<long double, Clock::period>;
        const Clock::time_point now = Clock::now();
        const Wide wanted = duration;
        if (!(wanted > Wide::zero())) {
            return Deadline(now);
        }
        if (wanted >= Wide(Clock::time_point::max() - now)) {
            return never();
        }
        return Deadline(now + std::chrono::duration_cast<Clock::duration>(wanted));
    }

    /// One that passes at a moment of the clock.
    [[nodiscard]] static constexpr Deadline at(Clock::time_point moment) noexcept {
        return Deadline(moment);
    }

    /// Whether it is one that does not pass.
    [[nodiscard]] constexpr bool is_never() const noexcept {
        return moment_ == Clock::time_point::max();
    }

    /// Whether it has passed. Cost: a look at the clock, none for `never`.
    [[nodiscard]] bool expired() const noexcept { return !is_never() && Clock::now() >= moment_; }

    /// The time that is left: zero once it has passed, the greatest duration for `never`.
    [[nodiscard]] Clock::duration remaining() const noexcept {
        if (is_never()) {
            return Clock::duration::max();
        }
        const Clock::time_point now = Clock::now();
        return now >= moment_ ? Clock::duration::zero() : moment_ - now;
    }

    /// When it passes; the end of time for `never`.
    [[nodiscard]] constexpr Clock::time_point moment() const noexcept { return moment_; }

    /// Throws once it has passed. `what` begins the message: what was to be done where.
    ///
    /// Errors: timeout
    void check(std::string_view what) const;

    friend constexpr bool operator==(const Deadline&, const Deadline&) = default;
    friend constexpr bool operator<(const Deadline& a, const Deadline& b) noexcept {
        return a.moment_ < b.moment_;
    }

private:
    explicit constexpr Deadline(Clock::time_point moment) noexcept : moment_(moment) {}

    Clock::time_point moment_;
};

}  // namespace model_counter
