#pragma once

#include "model_counter/clock.hpp"

#include <atomic>
#include <chrono>

namespace model_counter::test {

/// A clock that moves only when it is told to; waiting moves it.
class ManualClock final : public Clock {
public:
    std::chrono::system_clock::time_point system_now() override {
        return std::chrono::system_clock::time_point(
            std::chrono::duration_cast<std::chrono::system_clock::duration>(
                std::chrono::nanoseconds(now_.load())));
    }
    std::chrono::steady_clock::time_point steady_now() override {
        return std::chrono::steady_clock::time_point(std::chrono::nanoseconds(now_.load()));
    }
    void sleep_for(std::chrono::nanoseconds duration) override { now_ += duration.count(); }

private:
    std::atomic<std::int64_t> now_{std::int64_t{1'700'000'000} * 1'000'000'000};
};

}  // namespace model_counter::test
