#include <model_counter/model_counter.hpp>

#include <cstdint>
#include <iostream>
#include <string_view>

namespace {

struct User : model_counter::HasCounters<User> {
    static constexpr std::string_view counter_owner_type = "user";
    std::uint64_t id = 0;

    [[nodiscard]] std::uint64_t counter_owner_id() const { return id; }
};

bool refuses_bad_owners() {
    try {
        model_counter::Owner::parse("no colon");
        return false;
    } catch (const model_counter::Error& error) {
        return error.kind() == model_counter::ErrorCode::invalid_argument;
    }
}

}  // namespace

int main() {
    model_counter::Config config;
    config.data_dir = "consumer-data";
    model_counter::Counters counters = model_counter::Counters::open(config);
    User user;
    user.id = 1;
    counters.increment(user, "downloads", 2);
    counters.sync();
    const bool counted = counters.get(user, "downloads") == 2;
    counters.close();
    std::cout << (counted ? "counted\n" : "not counted\n");
    return counted && refuses_bad_owners() ? 0 : 1;
}
