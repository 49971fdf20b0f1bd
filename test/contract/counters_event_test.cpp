#include "contract/counters_contract.hpp"

namespace model_counter::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class CountersEvent : public CountersContract {
protected:
    Options with_sink() {
        Options options;
        options.events = [this](const Event& event) { events_.push_back(text_of(event)); };
        return options;
    }

    static std::string text_of(const Event& event) {
        static const std::vector<std::string> names{"incremented", "decremented", "set", "removed",
                                                    "synced"};
        const std::string counter =
            event.counter == nullptr ? "" : canonical_text(*event.counter) + " ";
        return names.at(static_cast<std::size_t>(event.kind)) + " " + counter +
               std::to_string(event.amount);
    }

    std::vector<std::string> events_;
};

INSTANTIATE_TEST_SUITE_P(, CountersEvent, testing::ValuesIn(counters_kinds()), counters_kind_name);

TEST_P(CountersEvent, tells_of_every_operation) {
    Counters& c = counters(with_sink());
    c.increment(user_, "a", 3);
    c.decrement(user_, "a", 2);
    c.increment(user_, "a", -1);
    c.set(user_, "b", 7);
    c.reset(user_, "b");
    c.remove(user_, "b");
    EXPECT_THAT(events_, ElementsAre("incremented user:1:a 3", "decremented user:1:a 2",
                                     "decremented user:1:a 1", "set user:1:b 7", "set user:1:b 0",
                                     "removed user:1:b 0"));
}

TEST_P(CountersEvent, tells_of_what_handles_count) {
    CounterHandle handle = counters(with_sink()).handle(user_, "a");
    EXPECT_THAT(events_, IsEmpty());
    handle.increment(3);
    handle.decrement(1);
    EXPECT_THAT(events_, ElementsAre("incremented user:1:a 3", "decremented user:1:a 1"));
    EXPECT_EQ(counters().get(user_, "a"), 2);
}

TEST_P(CountersEvent, tells_of_each_of_many_that_was_counted) {
    const std::vector<Increment> many{
        {{user_.ref(), "a"}, 1}, {{user_.ref(), "b"}, -2}, {{user_.ref(), ""}, 3}};
    counters(with_sink()).increment_many(many);
    EXPECT_THAT(events_, ElementsAre("incremented user:1:a 1", "decremented user:1:b 2"));
}

TEST_P(CountersEvent, tells_of_a_sync_with_its_rows) {
    counters(with_sink()).increment(user_, "a");
    counters().increment(user_, "b");
    events_.clear();
    counters().sync();
    if (is_direct()) {
        EXPECT_THAT(events_, IsEmpty());
    } else {
        EXPECT_THAT(events_, ElementsAre("synced 2"));
    }
}

TEST_P(CountersEvent, tells_nothing_of_what_failed) {
    Counters& c = counters(with_sink());
    EXPECT_EQ(code_of([&] { c.increment(user_, "a:b"); }), ErrorCode::invalid_argument);
    EXPECT_EQ(code_of([&] { c.set(user_, "", 1); }), ErrorCode::invalid_argument);
    EXPECT_EQ(code_of([&] { c.remove(user_, ""); }), ErrorCode::invalid_argument);
    EXPECT_THAT(events_, IsEmpty());
}

TEST_P(CountersEvent, logs_what_a_sink_throws_and_goes_on) {
    Options options;
    options.events = [](const Event&) { throw std::runtime_error("sink is full"); };
    counters(options).increment(user_, "a");
    EXPECT_EQ(counters().get(user_, "a"), 1);
    EXPECT_THAT(log_, Contains(HasSubstr("sink is full")));
}

}  // namespace
}  // namespace model_counter::test
