#include "model_counter/callback.hpp"

#include <gtest/gtest.h>
#include <functional>
#include <memory>
#include <string>

namespace model_counter::test {
namespace {

int twice(int number) { return 2 * number; }

TEST(Callback, holds_nothing_at_first) {
    EXPECT_FALSE(Callback<void()>());
    EXPECT_FALSE(Callback<void()>(nullptr));
}

TEST(Callback, calls_a_function_and_a_lambda) {
    const Callback<int(int)> function = twice;
    EXPECT_EQ(function(3), 6);
    const std::string more = "abc";
    const Callback<std::size_t(std::size_t)> lambda = [more](std::size_t number) {
        return number + more.size();
    };
    EXPECT_EQ(lambda(3), 6U);
}

TEST(Callback, drops_what_is_returned_where_nothing_is_wanted) {
    int called = 0;
    const Callback<void(int)> callback = [&](int number) { return called = number; };
    callback(4);
    EXPECT_EQ(called, 4);
}

TEST(Callback, is_empty_when_what_it_is_made_from_is) {
    EXPECT_FALSE(Callback<void()>(std::function<void()>()));
    int (*no_function)(int) = nullptr;
    EXPECT_FALSE(Callback<int(int)>(no_function));
    EXPECT_TRUE(Callback<int(int)>(std::function<int(int)>(twice)));
}

TEST(Callback, shares_its_function_with_its_copies) {
    int made = 0;
    const Callback<int()> counting = [number = 0, &made]() mutable {
        ++made;
        return ++number;
    };
    const Callback<int()> copy = counting;  // NOLINT(performance-unnecessary-copy-initialization)
    EXPECT_EQ(counting(), 1);
    EXPECT_EQ(copy(), 2);
    EXPECT_EQ(made, 2);
}

TEST(Callback, frees_what_its_function_owns) {
    const auto owned = std::make_shared<int>(1);
    {
        const Callback<int()> callback = [owned] { return *owned; };
        EXPECT_EQ(owned.use_count(), 2);
    }
    EXPECT_EQ(owned.use_count(), 1);
}

TEST(Callback, passes_what_can_only_be_moved) {
    const Callback<int(std::unique_ptr<int>)> callback = [](std::unique_ptr<int> number) {
        return *number;
    };
    EXPECT_EQ(callback(std::make_unique<int>(7)), 7);
}

}  // namespace
}  // namespace model_counter::test
