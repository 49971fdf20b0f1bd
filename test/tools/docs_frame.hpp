#pragma once

// What a fragment of code in README.md and docs may use without declaring it. A fragment is
// compiled as: this header, its own #include lines, its types and functions, then - as the body of
// a function - the rest of it, which sees the variables `counters`, `user`, `product`, `async`,
// `loop` and `shop`. A line of three dots stands for code that is left out.

#include <coroutine>
#include <cstdint>
#include <exception>
#include <iostream>
#include <memory>
#include <model_counter/async.hpp>
#include <model_counter/memory_database.hpp>
#include <model_counter/memory_store.hpp>
#include <model_counter/model_counter.hpp>
#include <string>
#include <string_view>
#include <utility>

struct sqlite3;

namespace frame {

/// A class with counters of its own.
struct User : model_counter::HasCounters<User> {
    static constexpr std::string_view counter_owner_type = "user";
    std::uint64_t id = 1;
    [[nodiscard]] std::uint64_t counter_owner_id() const { return id; }
};

}  // namespace frame

namespace shop {

/// A class that knows nothing of counters.
struct Product {
    std::string sku;
};

}  // namespace shop

/// An event loop.
struct Loop {
    template <class Function>
    void post(Function function);
};

/// A coroutine.
struct Task {
    struct promise_type {  // NOLINT(readability-identifier-naming)
        Task get_return_object() { return {}; }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() { std::terminate(); }
    };
};

/// Runs a statement of SQL.
void run(sqlite3* connection, const std::string& sql);
