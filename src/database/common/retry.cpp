#include "database/common/retry.hpp"

#include <algorithm>
#include <random>
#include <thread>

namespace model_counter::database {

bool Retry::again(const Deadline& deadline) {
    if (tried_ == kRetriesMax || deadline.expired()) {
        return false;
    }
    thread_local std::minstd_rand random(std::random_device{}());
    constexpr int kDoublingsMax = 6;
    const std::chrono::microseconds longest =
        kFirstPauseMax * (1 << std::min(tried_, kDoublingsMax));
    std::uniform_int_distribution<std::int64_t> pause(0, longest.count());
    std::this_thread::sleep_for(std::chrono::microseconds(pause(random)));
    ++tried_;
    return !deadline.expired();
}

}  // namespace model_counter::database
