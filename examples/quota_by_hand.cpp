// A limit that calls of the same instant must not overshoot, by hand: count first, look at the
// value then, and give back what was too much. A call that loses counted only for a moment, so the
// limit is never passed by what was allowed; near the limit, two calls may refuse each other where
// one could have been allowed.

#include <atomic>
#include <iostream>
#include <model_counter/model_counter.hpp>
#include <thread>
#include <vector>

namespace {

constexpr std::int64_t kSeats = 100;

/// Takes a seat if there is one.
bool reserve(model_counter::Counters& counters, const model_counter::Owner& train) {
    counters.increment(train, "reserved");
    if (counters.get(train, "reserved") <= kSeats) {
        return true;
    }
    counters.decrement(train, "reserved");
    return false;
}

}  // namespace

int main() {
    auto& counters = model_counter::Counters::open_default();
    const model_counter::Owner train("train", "ICE-577");
    std::atomic<std::int64_t> allowed{0};

    std::vector<std::thread> offices;
    for (int i = 0; i < 4; ++i) {
        offices.emplace_back([&] {
            for (int guest = 0; guest < 50; ++guest) {
                allowed += reserve(counters, train) ? 1 : 0;
            }
        });
    }
    for (std::thread& office : offices) {
        office.join();
    }
    while (reserve(counters, train)) {
        ++allowed;  // Seats that two offices refused each other.
    }

    std::cout << "seats: " << kSeats << '\n';
    std::cout << "reserved: " << allowed << '\n';
    std::cout << "counted: " << counters.get(train, "reserved") << '\n';
}
