#include "contract/counters_contract.hpp"
#include "support/forwarding_database.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace model_counter::test {
namespace {

using testing::Contains;
using testing::HasSubstr;

using CountersClose = CountersContract;

INSTANTIATE_TEST_SUITE_P(, CountersClose, testing::ValuesIn(counters_kinds()), counters_kind_name);

TEST_P(CountersClose, makes_every_later_call_unavailable) {
    counters().increment(user_, "a");
    counters().sync();
    counters().close();
    const std::vector<Increment> many{{{user_.ref(), "a"}, 1}};
    const std::vector<std::function<void()>> calls{
        [&] { counters().increment(user_, "a"); },
        [&] { counters().set(user_, "a", 1); },
        [&] { counters().remove(user_, "a"); },
        [&] { counters().remove_all(user_); },
        [&] { counters().increment_many(many); },
        [&] { (void)counters().handle(user_, "a"); },
        [&] { (void)counters().get(user_, "a"); },
        [&] { (void)counters().all(user_); },
        [&] { counters().sync(); },
        [&] { (void)counters().preview_sync(); },
        [&] { counters().flush(); },
        [&] { counters().prepare(); },
        [&] { (void)counters().status(); },
        [&] { (void)counters().database(); },
    };
    for (const auto& call : calls) {
        EXPECT_EQ(code_of(call), ErrorCode::unavailable) << &call - calls.data();
    }
    counters().close();
    EXPECT_EQ(rows(), (Rows{{"user:1:a", 1}}));
}

TEST_P(CountersClose, makes_handles_unavailable) {
    CounterHandle handle = counters().handle(user_, "a");
    EXPECT_EQ(handle.add(), std::error_code());
    counters().close();
    EXPECT_EQ(handle.add(), make_error_code(ErrorCode::unavailable));
    EXPECT_EQ(code_of([&] { handle.increment(); }), ErrorCode::unavailable);
    EXPECT_THAT(message_, HasSubstr("user:1:a"));
}

TEST_P(CountersClose, leaves_handles_that_outlive_the_counters_unavailable) {
    CounterHandle handle = counters().handle(user_, "a");
    CounterHandle copy = handle;
    EXPECT_EQ(handle.add(), std::error_code());
    counters_.reset();
    EXPECT_EQ(handle.add(), make_error_code(ErrorCode::unavailable));
    EXPECT_EQ(copy.add(), make_error_code(ErrorCode::unavailable));
    EXPECT_EQ(copy.id().text(), "user:1:a");
}

TEST_P(CountersClose, warns_of_counts_that_end_with_the_memory_store) {
    counters().increment(user_, "a");
    counters().close();
    const bool loses = !is_direct() && GetParam().store->name == "memory";
    if (loses) {
        EXPECT_THAT(log_, Contains(HasSubstr("not synced")));
    } else {
        EXPECT_THAT(log_, testing::IsEmpty());
    }
}

TEST_P(CountersClose, says_nothing_when_everything_was_synced) {
    counters().increment(user_, "a");
    counters().sync();
    counters_.reset();
    EXPECT_THAT(log_, testing::IsEmpty());
}

/// Closes when it is let.
class SlowDatabase final : public ForwardingDatabase {
public:
    struct Gate {
        std::mutex mutex;
        std::condition_variable changed;
        bool open = false;
        bool passed = false;
    };

    SlowDatabase(std::unique_ptr<Database> to, std::shared_ptr<Gate> gate)
        : ForwardingDatabase(std::move(to)), gate_(std::move(gate)) {}

    void close() override {
        std::unique_lock lock(gate_->mutex);
        gate_->changed.wait(lock, [this] { return gate_->open; });
        next().close();
        gate_->passed = true;
        gate_->changed.notify_all();
    }

private:
    std::shared_ptr<Gate> gate_;
};

TEST_P(CountersClose, is_waited_for_by_the_destructor_no_longer_than_its_timeout) {
    const auto gate = std::make_shared<SlowDatabase::Gate>();
    Options options;
    options.close_timeout = std::chrono::milliseconds(20);
    options.log = [this](LogLevel, std::string_view text) { log_.emplace_back(text); };
    const auto begin = std::chrono::steady_clock::now();
    {
        const Counters slow(store_ ? store_->open_first() : nullptr,
                            std::make_unique<SlowDatabase>(database_->open(), gate), options);
    }
    EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(20));
    EXPECT_THAT(log_, testing::ElementsAre(HasSubstr("more than 20 ms")));
    // It goes on by itself, on what it owns.
    std::unique_lock lock(gate->mutex);
    gate->open = true;
    gate->changed.notify_all();
    gate->changed.wait(lock, [&] { return gate->passed; });
}

/// Fails to close.
class BrokenDatabase final : public ForwardingDatabase {
public:
    explicit BrokenDatabase(std::unique_ptr<Database> to) : ForwardingDatabase(std::move(to)) {}
    void close() override { throw Error(ErrorCode::unavailable, "the disk is gone"); }
};

TEST_P(CountersClose, tells_its_failure_while_the_destructor_logs_it) {
    Counters first(nullptr, std::make_unique<BrokenDatabase>(database_->open()));
    EXPECT_EQ(code_of([&] { first.close(); }), ErrorCode::unavailable);
    Options options;
    options.log = [this](LogLevel, std::string_view text) { log_.emplace_back(text); };
    {
        const Counters second(store_ ? store_->open_first() : nullptr,
                              std::make_unique<BrokenDatabase>(database_->open()), options);
    }
    EXPECT_THAT(log_, testing::ElementsAre("the disk is gone"));
}

TEST_P(CountersClose, survives_a_log_sink_that_throws) {
    Options options;
    options.log = [](LogLevel, std::string_view) { throw std::runtime_error("full"); };
    const Counters broken(store_ ? store_->open_first() : nullptr,
                          std::make_unique<BrokenDatabase>(database_->open()), options);
}

}  // namespace
}  // namespace model_counter::test
