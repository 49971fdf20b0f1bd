#include "model_counter/clock.hpp"

#include <thread>

namespace model_counter {
namespace {

class SystemClock final : public Clock {
public:
    std::chrono::system_clock::time_point system_now() override {
        return std::chrono::system_clock::now();
    }
    std::chrono::steady_clock::time_point steady_now() override {
        return std::chrono::steady_clock::now();
    }
    void sleep_for(std::chrono::nanoseconds duration) override {
        std::this_thread::sleep_for(duration);
    }
};

}  // namespace

Clock& system_clock() {
    static SystemClock clock;
    return clock;
}

}  // namespace model_counter
