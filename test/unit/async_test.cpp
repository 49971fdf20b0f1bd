#include "model_counter/async.hpp"
#include "model_counter/memory_database.hpp"
#include "model_counter/memory_store.hpp"
#include "support/event_loop.hpp"
#include "support/gate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>
#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace model_counter::test {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

class AsyncTest : public testing::Test {
protected:
    AsyncTest() : counters_(make_memory_store(), make_memory_database(), options()) {}

    Options options() {
        Options options;
        options.log = [this](LogLevel, std::string_view text) { log_ = text; };
        return options;
    }

    AsyncOptions on_loop() {
        AsyncOptions options;
        options.executor = loop_.executor();
        return options;
    }

    AsyncOptions one_thread() {
        AsyncOptions options = on_loop();
        options.threads = 1;
        return options;
    }

    /// Starts a call and runs the loop until it is complete.
    template <class T>
    AsyncResult<T> result_of(AsyncCall<T> call) {
        std::optional<AsyncResult<T>> result;
        std::move(call).start([&](AsyncResult<T> got) { result.emplace(std::move(got)); });
        EXPECT_TRUE(loop_.run_until([&] { return result.has_value(); }));
        return std::move(*result);
    }
    template <class T>
    T value_of(AsyncCall<T> call) {
        return result_of(std::move(call)).value();
    }
    template <class T>
    std::optional<ErrorCode> code_of(AsyncCall<T> call) {
        const AsyncResult<T> result = result_of(std::move(call));
        EXPECT_FALSE(result.has_value());
        return result.error() == nullptr ? std::nullopt : std::optional(result.error()->kind());
    }

    /// Keeps a thread of the pool busy until the gate is opened.
    void block(AsyncCounters& async, Gate& gate) {
        async.run([&](Counters&, const Deadline&) { gate.pass(); })
            .start([this](const AsyncResult<void>&) { ++unblocked_; });
        ASSERT_TRUE(gate.wait_for(1));
    }

    EventLoop loop_;
    std::string log_;
    int unblocked_ = 0;
    Counters counters_;
    const Owner user_{"user", 1};
};

/// Reads a counter, and notes in which thread it went on.
Detached read(AsyncCall<std::int64_t> call, std::optional<std::int64_t>& value,
              std::optional<ErrorCode>& error, std::thread::id& where) {
    try {
        value = co_await std::move(call);
    } catch (const Error& thrown) {
        error = thrown.kind();
    }
    where = std::this_thread::get_id();
}

class AsyncCoroutineTest : public AsyncTest {
protected:
    void read(AsyncCall<std::int64_t> call) {
        handle_ = test::read(std::move(call), value_, error_, where_).handle;
    }
    [[nodiscard]] bool ended() const { return value_.has_value() || error_.has_value(); }

    std::optional<std::int64_t> value_;
    std::optional<ErrorCode> error_;
    std::thread::id where_;
    std::coroutine_handle<> handle_;
};

TEST_F(AsyncTest, calls_back_on_the_executor) {
    counters_.increment(user_, "downloads", 3);
    AsyncCounters async(counters_, on_loop());
    std::thread::id where;
    std::int64_t value = 0;
    async.get(user_, "downloads").start([&](AsyncResult<std::int64_t> result) {
        where = std::this_thread::get_id();
        value = std::move(result).value();
    });
    ASSERT_TRUE(loop_.run_until([&] { return value != 0; }));
    EXPECT_EQ(value, 3);
    EXPECT_EQ(where, std::this_thread::get_id());
}

TEST_F(AsyncTest, calls_back_on_the_call_s_own_executor) {
    AsyncCounters async(counters_, on_loop());
    EventLoop other;
    bool done = false;
    async.get(user_, "downloads").on(other.executor()).start([&](const AsyncResult<std::int64_t>&) {
        done = true;
    });
    EXPECT_TRUE(other.run_until([&] { return done; }));
}

TEST_F(AsyncTest, calls_back_in_another_thread_without_an_executor) {
    AsyncCounters async(counters_);
    Gate called;
    std::thread::id where;
    async.get(user_, "downloads").start([&](const AsyncResult<std::int64_t>&) {
        where = std::this_thread::get_id();
        called.open();
    });
    called.pass();
    EXPECT_NE(where, std::this_thread::get_id());
    EXPECT_NE(where, std::thread::id());
}

TEST_F(AsyncTest, counts_and_reads_as_the_counters_do) {
    AsyncCounters async(counters_, on_loop());
    result_of(async.increment(user_, "downloads", 5)).value();
    result_of(async.decrement(user_, "downloads")).value();
    result_of(async.set(user_, "level", 7)).value();
    result_of(async.increment(user_, "unread")).value();
    result_of(async.reset(user_, "unread")).value();
    result_of(async.increment(user_, "drafts")).value();
    result_of(async.remove(user_, "drafts")).value();
    EXPECT_EQ(value_of(async.get(user_, "downloads")), 4);
    const std::vector<CounterValue> two{{"level", 7}, {"downloads", 4}};
    EXPECT_EQ(value_of(async.get(user_, {"level", "downloads"})), two);
    const std::vector<std::string_view> keys{"level", "downloads"};
    EXPECT_EQ(value_of(async.get(user_, std::span<const std::string_view>(keys))), two);
    EXPECT_EQ(value_of(async.all(user_)).size(), 3U);
    EXPECT_EQ(value_of(async.preview_sync()).size(), 4U);
    EXPECT_GT(value_of(async.sync()).rows, 0U);
    EXPECT_EQ(value_of(async.preview_sync()).size(), 0U);
    EXPECT_EQ(value_of(async.status()).store.kind, "memory");
    result_of(async.flush()).value();
    EXPECT_EQ(value_of(async.remove_all(user_)), 3U);
}

TEST_F(AsyncTest, owns_what_it_was_given) {
    AsyncCounters async(counters_, on_loop());
    counters_.increment(Owner("user", "anna"), "downloads", 9);
    std::optional<AsyncCall<std::int64_t>> call;
    {
        const std::string id = "anna";
        const std::string key = "downloads";
        call = async.get(OwnerRef("user", id), key);
    }
    EXPECT_EQ(value_of(*std::move(call)), 9);
}

TEST_F(AsyncTest, refuses_a_bad_owner_at_once) {
    AsyncCounters async(counters_);
    EXPECT_THROW((void)async.get(OwnerRef("us:er", 1), "downloads"), Error);
}

TEST_F(AsyncTest, hands_over_an_error) {
    AsyncCounters async(counters_, on_loop());
    const auto result = result_of(async.get(user_, "down:loads"));
    ASSERT_NE(result.error(), nullptr);
    EXPECT_EQ(result.error()->kind(), ErrorCode::invalid_argument);
    EXPECT_THROW(std::rethrow_exception(result.failure()), Error);
}

TEST_F(AsyncTest, hands_over_what_is_no_error) {
    AsyncCounters async(counters_, on_loop());
    auto result = result_of(
        async.run([](Counters&, const Deadline&) -> int { throw std::logic_error("a bug"); }));
    EXPECT_EQ(result.error(), nullptr);
    EXPECT_THROW(std::move(result).value(), std::logic_error);
}

TEST_F(AsyncTest, gives_anything_else_the_counters_and_the_deadline) {
    AsyncCounters async(counters_, on_loop());
    const Deadline deadline = Deadline::after(milliseconds(5000));
    const bool same = value_of(async.run(
        [&](Counters& counters, const Deadline& until) {
            return &counters == &counters_ && until == deadline;
        },
        deadline));
    EXPECT_TRUE(same);
}

TEST_F(AsyncTest, does_nothing_for_a_call_that_is_not_started) {
    AsyncCounters async(counters_, on_loop());
    { const auto call = async.increment(user_, "downloads"); }
    async.close();
    EXPECT_EQ(counters_.get(user_, "downloads"), 0);
}

TEST_F(AsyncTest, refuses_a_call_when_the_queue_is_full) {
    AsyncOptions options = one_thread();
    options.waiting_max = 2;
    Gate gate;
    AsyncCounters async(counters_, options);
    block(async, gate);
    int done = 0;
    for (int i = 0; i < 2; ++i) {
        async.increment(user_, "downloads").start([&](const AsyncResult<void>&) { ++done; });
    }
    EXPECT_EQ(async.waiting(), 2U);
    EXPECT_EQ(code_of(async.increment(user_, "downloads")), ErrorCode::busy);
    gate.open();
    EXPECT_TRUE(loop_.run_until([&] { return done == 2; }));
    EXPECT_EQ(counters_.get(user_, "downloads"), 2);
}

TEST_F(AsyncTest, waits_for_room_where_it_is_told_to) {
    AsyncOptions options = one_thread();
    options.waiting_max = 1;
    options.waits_when_full = true;
    Gate gate;
    AsyncCounters async(counters_, options);
    block(async, gate);
    int done = 0;
    const auto count = [&] {
        async.increment(user_, "downloads").start([&](const AsyncResult<void>&) { ++done; });
    };
    count();
    std::thread opens([&] {
        std::this_thread::sleep_for(milliseconds(20));
        gate.open();
    });
    count();
    opens.join();
    EXPECT_TRUE(loop_.run_until([&] { return done == 2; }));
}

TEST_F(AsyncTest, waits_for_room_until_the_deadline_only) {
    AsyncOptions options = one_thread();
    options.waiting_max = 1;
    options.waits_when_full = true;
    Gate gate;
    AsyncCounters async(counters_, options);
    block(async, gate);
    async.increment(user_, "downloads").start([](const AsyncResult<void>&) {});
    const auto soon = Deadline::after(milliseconds(10));
    EXPECT_EQ(code_of(async.get(user_, "downloads", soon)), ErrorCode::timeout);
    gate.open();
}

TEST_F(AsyncTest, lets_a_deadline_pass_in_the_queue) {
    Gate gate;
    AsyncCounters async(counters_, one_thread());
    block(async, gate);
    const auto soon = Deadline::after(milliseconds(10));
    EXPECT_EQ(code_of(async.increment(user_, "downloads", 1, soon)), ErrorCode::timeout);
    EXPECT_EQ(async.waiting(), 0U);
    EXPECT_EQ(unblocked_, 0) << "the thread was still at work";
    gate.open();
    async.close();
    EXPECT_EQ(counters_.get(user_, "downloads"), 0);
}

TEST_F(AsyncTest, gives_a_call_without_a_deadline_the_usual_time) {
    AsyncOptions options = one_thread();
    options.timeout = milliseconds(10);
    Gate gate;
    AsyncCounters async(counters_, options);
    block(async, gate);
    EXPECT_EQ(code_of(async.get(user_, "downloads")), ErrorCode::timeout);
    gate.open();
}

TEST_F(AsyncTest, lets_reads_pass_while_a_sync_runs_and_another_waits) {
    counters_.increment(user_, "downloads");
    AsyncOptions options = on_loop();
    options.threads = 2;
    Gate gate;
    AsyncCounters async(counters_, options);
    SyncOptions slow;
    slow.progress = [&](std::uint64_t, std::uint64_t) { gate.pass(); };
    int syncs = 0;
    const auto synced = [&](const AsyncResult<SyncReport>&) { ++syncs; };
    async.sync(slow).start(synced);
    ASSERT_TRUE(gate.wait_for(1));
    async.sync().start(synced);
    EXPECT_EQ(value_of(async.get(user_, "downloads")), 1);
    EXPECT_EQ(async.waiting(), 1U);
    EXPECT_EQ(syncs, 0);
    gate.open();
    EXPECT_TRUE(loop_.run_until([&] { return syncs == 2; }));
}

TEST_F(AsyncTest, makes_the_calls_that_wait_before_it_is_closed) {
    Gate gate;
    AsyncCounters async(counters_, one_thread());
    block(async, gate);
    int done = 0;
    for (int i = 0; i < 3; ++i) {
        async.increment(user_, "downloads").start([&](const AsyncResult<void>&) { ++done; });
    }
    gate.open();
    async.close();
    EXPECT_EQ(counters_.get(user_, "downloads"), 3);
    EXPECT_TRUE(loop_.run_until([&] { return done == 3; }));
    async.close();
    EXPECT_EQ(code_of(async.get(user_, "downloads")), ErrorCode::unavailable);
}

TEST_F(AsyncTest, refuses_the_calls_that_wait_when_told_to) {
    Gate gate;
    AsyncCounters async(counters_, one_thread());
    block(async, gate);
    std::optional<ErrorCode> code;
    async.increment(user_, "downloads").start([&](const AsyncResult<void>& result) {
        code = result.error()->kind();
    });
    std::thread closes([&] { async.close(false); });
    EXPECT_TRUE(loop_.run_until([&] { return code.has_value(); }));
    EXPECT_EQ(code, ErrorCode::unavailable);
    gate.open();
    closes.join();
    EXPECT_EQ(counters_.get(user_, "downloads"), 0);
}

TEST_F(AsyncTest, logs_what_a_completion_throws_in_its_thread_and_goes_on) {
    AsyncOptions options;
    options.threads = 1;
    AsyncCounters async(counters_, options);
    async.get(user_, "downloads").start([](const AsyncResult<std::int64_t>&) {
        throw std::runtime_error("clumsy");
    });
    async.increment(user_, "downloads").start([](const AsyncResult<void>&) {});
    async.close();
    EXPECT_THAT(log_, HasSubstr("clumsy"));
    EXPECT_EQ(counters_.get(user_, "downloads"), 1);
}

TEST_F(AsyncTest, can_be_destroyed_in_a_completion_of_its_own) {
    auto async = std::make_unique<AsyncCounters>(counters_);
    Gate destroyed;
    async->get(user_, "downloads").start([&](const AsyncResult<std::int64_t>&) {
        async.reset();
        destroyed.open();
    });
    destroyed.pass();
    EXPECT_EQ(async, nullptr);
}

TEST_F(AsyncTest, says_in_a_forked_child_that_its_threads_are_not_there) {
    const pid_t child = [&] {
        AsyncCounters async(counters_, on_loop());
        const pid_t forked = fork();
        if (forked == 0) {
            std::optional<ErrorCode> code;
            async.get(user_, "downloads")
                .on({})
                .start([&](const AsyncResult<std::int64_t>& result) {
                    code = result.error()->kind();
                });
            async.close();
            _exit(code == ErrorCode::unavailable ? 7 : 1);
        }
        return forked;
    }();
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 7) << status;
}

TEST_F(AsyncTest, refuses_options_outside_their_limits) {
    const auto refused = [&](const AsyncOptions& options) {
        EXPECT_THROW(AsyncCounters(counters_, options), Error);
    };
    AsyncOptions options;
    options.threads = 0;
    refused(options);
    options.threads = kAsyncThreadsMax + 1;
    refused(options);
    options = {};
    options.waiting_max = 0;
    refused(options);
    options = {};
    options.timeout = milliseconds(0);
    refused(options);
}

TEST_F(AsyncCoroutineTest, resumes_on_the_executor_with_the_value) {
    counters_.increment(user_, "downloads", 3);
    AsyncCounters async(counters_, on_loop());
    read(async.get(user_, "downloads"));
    ASSERT_TRUE(loop_.run_until([&] { return ended(); }));
    EXPECT_EQ(value_, 3);
    EXPECT_EQ(where_, std::this_thread::get_id());
}

/// Makes calls whose arguments are temporaries of the expression that waits.
Detached use_temporaries(AsyncCounters& async, std::vector<CounterValue>& values,
                         std::optional<std::uint64_t>& rows) {
    co_await async.increment(Owner("user", std::string(100, 'x')), std::string(50, 'k'));
    auto two = async.get(Owner("user", std::string(100, 'x')), {std::string(50, 'k'), "b"});
    values = co_await std::move(two);
    const std::size_t waiting = (co_await async.preview_sync()).size();
    rows = (co_await async.sync()).rows + waiting;
}

TEST_F(AsyncCoroutineTest, waits_for_calls_with_temporary_arguments) {
    AsyncCounters async(counters_, on_loop());
    std::vector<CounterValue> values;
    std::optional<std::uint64_t> rows;
    use_temporaries(async, values, rows);
    ASSERT_TRUE(loop_.run_until([&] { return rows.has_value(); }));
    EXPECT_EQ(rows, 2U);
    EXPECT_EQ(values, (std::vector<CounterValue>{{std::string(50, 'k'), 1}, {"b", 0}}));
}

TEST_F(AsyncCoroutineTest, throws_what_the_call_throws) {
    AsyncCounters async(counters_, on_loop());
    read(async.get(user_, "down:loads"));
    ASSERT_TRUE(loop_.run_until([&] { return ended(); }));
    EXPECT_EQ(error_, ErrorCode::invalid_argument);
}

TEST_F(AsyncCoroutineTest, does_not_suspend_when_the_call_is_refused) {
    AsyncCounters async(counters_, on_loop());
    async.close();
    read(async.get(user_, "downloads"));
    EXPECT_EQ(error_, ErrorCode::unavailable);
}

TEST_F(AsyncCoroutineTest, is_resumed_when_its_call_waits_as_the_pool_goes) {
    Gate gate;
    {
        AsyncCounters async(counters_, one_thread());
        block(async, gate);
        read(async.get(user_, "downloads"));
        std::thread opens([&] {
            std::this_thread::sleep_for(milliseconds(20));
            gate.open();
        });
        async.close(false);
        opens.join();
    }
    ASSERT_TRUE(loop_.run_until([&] { return ended(); }));
    EXPECT_EQ(error_, ErrorCode::unavailable);
}

TEST_F(AsyncCoroutineTest, is_forgotten_when_it_is_destroyed_while_it_waits) {
    Gate gate;
    AsyncCounters async(counters_, one_thread());
    block(async, gate);
    std::atomic<bool> was_made{false};
    read(async.run([&](Counters&, const Deadline&) -> std::int64_t {
        was_made = true;
        return 1;
    }));
    handle_.destroy();
    gate.open();
    async.close();
    loop_.drop();
    EXPECT_FALSE(was_made);
    EXPECT_FALSE(ended());
}

TEST_F(AsyncCoroutineTest, is_forgotten_when_it_is_destroyed_before_it_is_resumed) {
    AsyncCounters async(counters_, on_loop());
    read(async.get(user_, "downloads"));
    ASSERT_TRUE(loop_.wait_for_post());
    handle_.destroy();
    async.close();
    int others = 0;
    loop_.post([&] { ++others; });
    ASSERT_TRUE(loop_.run_until([&] { return others == 1; }));
    EXPECT_FALSE(ended());
}

TEST_F(AsyncCoroutineTest, ends_in_doubt_when_the_executor_drops_it) {
    AsyncCounters async(counters_, on_loop());
    read(async.get(user_, "downloads"));
    ASSERT_TRUE(loop_.wait_for_post());
    async.close();
    loop_.drop();
    EXPECT_EQ(error_, ErrorCode::in_doubt);
}

TEST_F(AsyncCoroutineTest, ends_in_doubt_when_the_executor_throws) {
    AsyncCounters async(counters_);
    read(async.get(user_, "downloads").on([](const Callback<void()>&) {
        throw std::runtime_error("no loop any more");
    }));
    async.close();
    EXPECT_EQ(error_, ErrorCode::in_doubt);
    EXPECT_THAT(log_, HasSubstr("no loop any more"));
}

}  // namespace
}  // namespace model_counter::test
