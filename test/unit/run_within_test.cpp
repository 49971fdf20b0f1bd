#include "run_within.hpp"

#include <gtest/gtest.h>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <stdexcept>

namespace model_counter {
namespace {

using std::chrono::milliseconds;

TEST(RunWithin, returns_when_the_work_is_done) {
    bool done = false;
    EXPECT_TRUE(run_within(std::chrono::minutes(1), [&] { done = true; }));
    EXPECT_TRUE(done);
}

TEST(RunWithin, throws_what_the_work_throws) {
    EXPECT_THROW(run_within(std::chrono::minutes(1), [] { throw std::runtime_error("x"); }),
                 std::runtime_error);
}

TEST(RunWithin, lets_go_of_what_the_work_owns_before_it_returns) {
    auto owned = std::make_shared<int>(7);
    const std::weak_ptr<int> seen = owned;
    EXPECT_TRUE(run_within(std::chrono::minutes(1), [owned = std::move(owned)] {}));
    EXPECT_TRUE(seen.expired());
}

TEST(RunWithin, leaves_work_that_takes_longer_to_itself) {
    struct Gate {
        std::mutex mutex;
        std::condition_variable changed;
        bool open = false;
        bool passed = false;
    };
    const auto gate = std::make_shared<Gate>();
    EXPECT_FALSE(run_within(milliseconds(1), [gate] {
        std::unique_lock lock(gate->mutex);
        gate->changed.wait(lock, [&] { return gate->open; });
        gate->passed = true;
        gate->changed.notify_all();
    }));
    std::unique_lock lock(gate->mutex);
    EXPECT_FALSE(gate->passed);
    gate->open = true;
    gate->changed.notify_all();
    gate->changed.wait(lock, [&] { return gate->passed; });
}

}  // namespace
}  // namespace model_counter
