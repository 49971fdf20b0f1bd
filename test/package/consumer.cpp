#include <model_counter/async.hpp>
#include <model_counter/model_counter.hpp>

#include <coroutine>
#include <cstdint>
#include <exception>
#include <iostream>
#include <string_view>

namespace {

struct User : model_counter::HasCounters<User> {
    static constexpr std::string_view counter_owner_type = "user";
    std::uint64_t id = 0;

    [[nodiscard]] std::uint64_t counter_owner_id() const { return id; }
};

/// A coroutine that nobody waits for.
struct Detached {
    struct promise_type {
        Detached get_return_object() noexcept { return {}; }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() noexcept {}
        void unhandled_exception() noexcept { std::terminate(); }
    };
};

bool refuses_bad_owners() {
    try {
        model_counter::Owner::parse("no colon");
        return false;
    } catch (const model_counter::Error& error) {
        return error.kind() == model_counter::ErrorCode::invalid_argument;
    }
}

Detached read(model_counter::AsyncCounters& async, const User& user, std::int64_t& value) {
    value = co_await async.get(user, "downloads");
}

bool refuses_after_the_end(model_counter::AsyncCounters& async, const User& user) {
    bool refused = false;
    async.get(user, "downloads").start([&](const model_counter::AsyncResult<std::int64_t>& result) {
        refused = result.error() != nullptr &&
                  result.error()->kind() == model_counter::ErrorCode::unavailable;
    });
    return refused;
}

bool reads_elsewhere(model_counter::Counters& counters, const User& user) {
    model_counter::AsyncCounters async(counters);
    std::int64_t awaited = 0;
    std::int64_t called = 0;
    read(async, user, awaited);
    async.get(user, "downloads").start([&](model_counter::AsyncResult<std::int64_t> result) {
        called = std::move(result).value();
    });
    async.close();
    return awaited == 2 && called == 2 && refuses_after_the_end(async, user);
}

bool counts() {
    model_counter::Config config;
    config.data_dir = "consumer-data";
    config.log = [](model_counter::LogLevel, std::string_view text) { std::cerr << text << '\n'; };
    model_counter::Counters counters = model_counter::Counters::open(config);
    User user;
    user.id = 1;
    counters.reset(user, "downloads");
    counters.increment(user, "downloads", 2);
    counters.sync();
    const bool counted = counters.get(user, "downloads") == 2 && reads_elsewhere(counters, user);
    counters.close();
    return counted;
}

}  // namespace

int main() {
    const bool counted = counts();
    std::cout << (counted ? "counted\n" : "not counted\n");
    return counted && refuses_bad_owners() ? 0 : 1;
}
