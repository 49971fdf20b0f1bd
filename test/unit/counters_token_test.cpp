#include "model_counter/async.hpp"
#include "model_counter/counters.hpp"
#include "model_counter/memory_database.hpp"
#include "model_counter/memory_store.hpp"
#include "support/catches_errors.hpp"

#include <gtest/gtest.h>

#include <future>
#include <string>
#include <vector>

namespace model_counter::test {
namespace {

class CountersToken : public testing::Test, protected CatchesErrors {
protected:
    Counters open(std::unique_ptr<Store> store) {
        Options options;
        options.events = [this](const Event& event) {
            told_.push_back((event.kind == Event::Kind::incremented ? 1 : -1) * event.amount);
        };
        return {std::move(store), make_memory_database(), std::move(options)};
    }

    OwnerRef user_{"user", 1};
    std::vector<std::int64_t> told_;
};

TEST_F(CountersToken, counts_once_says_so_and_tells_of_it_once) {
    Counters counters = open(make_memory_store());
    counters.database().migrate();
    EXPECT_EQ(counters.increment(user_, "orders", 5, Token("t")), Counted::now);
    EXPECT_EQ(counters.increment(user_, "orders", 5, Token("t")), Counted::before);
    EXPECT_EQ(counters.decrement(user_, "orders", 2, Token("u")), Counted::now);
    EXPECT_EQ(counters.increment(user_, "orders", -2, Token("u")), Counted::before);
    EXPECT_EQ(told_, (std::vector<std::int64_t>{5, -2}));
    counters.sync();
    EXPECT_EQ(counters.increment(user_, "orders", 5, Token("t")), Counted::before);
    EXPECT_EQ(counters.get(user_, "orders"), 3);
    EXPECT_EQ(code_of([&] { counters.increment(user_, "orders", 6, Token("t")); }),
              ErrorCode::conflict);
    EXPECT_EQ(code_of([&] { counters.decrement(user_, "orders", INT64_MIN, Token("v")); }),
              ErrorCode::invalid_argument);
}

TEST_F(CountersToken, is_refused_in_direct_mode) {
    Counters counters = open(nullptr);
    counters.database().migrate();
    EXPECT_EQ(code_of([&] { counters.increment(user_, "orders", 5, Token("t")); }),
              ErrorCode::invalid_argument);
    EXPECT_NE(message_.find("direct mode keeps no tokens"), std::string::npos) << message_;
    EXPECT_EQ(counters.get(user_, "orders"), 0);
}

TEST_F(CountersToken, may_be_counted_with_from_an_event_loop) {
    Counters counters = open(make_memory_store());
    AsyncCounters async(counters);
    for (const Counted expected : {Counted::now, Counted::before}) {
        std::promise<Counted> counted;
        std::string token = "a token that its caller does not keep";
        auto call = async.increment(user_, "orders", 5, Token(token));
        token.assign(token.size(), '!');
        std::move(call).start(
            [&](AsyncResult<Counted> result) { counted.set_value(std::move(result).value()); });
        EXPECT_EQ(counted.get_future().get(), expected);
    }
}

}  // namespace
}  // namespace model_counter::test
