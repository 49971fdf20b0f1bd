#pragma once

#include "model_counter/durations.hpp"

namespace model_counter {

/// A time of day and date.
using Moment = std::chrono::system_clock::time_point;

/// Where time comes from; tests bring one of their own.
class Clock {
public:
    virtual ~Clock() = default;

    /// Wall-clock time, for the columns `created_at` and `updated_at`.
    [[nodiscard]] virtual std::chrono::system_clock::time_point system_now() = 0;

    /// Monotonic time, for deadlines.
    [[nodiscard]] virtual std::chrono::steady_clock::time_point steady_now() = 0;

    /// Waits.
    virtual void sleep_for(std::chrono::nanoseconds duration) = 0;
};

/// The machine's clock.
[[nodiscard]] Clock& system_clock();

}  // namespace model_counter
