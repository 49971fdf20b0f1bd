#include <iostream>
#include <model_counter/model_counter.hpp>

struct User : model_counter::HasCounters<User> {
    static constexpr std::string_view counter_owner_type = "user";
    std::uint64_t id = 0;
    std::uint64_t counter_owner_id() const { return id; }
};

int main() {
    auto& counters = model_counter::Counters::open_default();
    User user;
    user.id = 1;
    counters.increment(user, "downloads");                // the facade, on any owner
    user.increment_counter("views", 5);                   // the mixin
    auto downloads = counters.handle(user, "downloads");  // a handle: looked up once
    for (int i = 0; i < 1'000'000; ++i) {
        downloads.increment();  // nanoseconds; no system call, no allocation, no lock
    }
    for (const auto& [key, value] : user.counters({"downloads", "views"})) {
        std::cout << key << ": " << value << '\n';
    }
    std::cout << "rows written to SQLite: " << counters.sync().rows << '\n';
}
