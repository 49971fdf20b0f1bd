// A limit that calls of the same instant cannot pass: checked and counted in one step.

#include <atomic>
#include <iostream>
#include <model_counter/model_counter.hpp>
#include <thread>
#include <vector>

namespace {

constexpr std::int64_t kSeats = 100;

/// Takes seats if there are so many.
bool reserve(model_counter::Counters& counters, const model_counter::Owner& train,
             std::int64_t seats) {
    try {
        counters.increment_within(train, "reserved", seats, kSeats);
        return true;
    } catch (const model_counter::QuotaExceeded&) {
        return false;
    }
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
                allowed += reserve(counters, train, 1) ? 1 : 0;
            }
        });
    }
    for (std::thread& office : offices) {
        office.join();
    }

    std::cout << "seats: " << kSeats << '\n';
    std::cout << "reserved: " << allowed << '\n';
    std::cout << "counted: " << counters.get(train, "reserved") << '\n';
    std::cout << "a group of 2 after 3 cancel: ";
    counters.decrement_within(train, "reserved", 3, 0);
    std::cout << (reserve(counters, train, 2) ? "reserved" : "refused") << '\n';
    std::cout << "another one: " << (reserve(counters, train, 2) ? "reserved" : "refused") << '\n';
}
