#include "contract/counters_contract.hpp"

#include <gtest/gtest.h>
#include <chrono>
#include <functional>
#include <thread>

namespace model_counter::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

class CountersDeadline : public CountersContract {
protected:
    struct Call {
        std::string name;
        std::function<void(const std::optional<Deadline>&)> run;
    };

    /// Every call that takes a deadline and asks the database.
    std::vector<Call> calls() {
        return {
            {"get", [&](const auto& d) { (void)counters().get(user_, "downloads", d); }},
            {"several",
             [&](const auto& d) {
                 (void)counters().get(user_, {"downloads", "views"}, d);
             }},
            {"all", [&](const auto& d) { (void)counters().all(user_, d); }},
            {"remove_all", [&](const auto& d) { (void)counters().remove_all(user_, d); }},
            {"preview_sync", [&](const auto& d) { (void)counters().preview_sync({}, d); }},
            {"status", [&](const auto& d) { (void)counters().status(d); }},
        };
    }

    std::optional<ErrorCode> code_of_sync(const SyncOptions& options) {
        return code_of([&] { counters().sync(options); });
    }
};

INSTANTIATE_TEST_SUITE_P(, CountersDeadline, testing::ValuesIn(counters_kinds()),
                         counters_kind_name);

TEST_P(CountersDeadline, ends_every_call_that_is_given_one) {
    counters().increment(user_, "downloads", 3);
    for (const Call& call : calls()) {
        EXPECT_EQ(code_of([&] { call.run(Deadline::after(milliseconds(0))); }), ErrorCode::timeout)
            << call.name << ": " << message_;
    }
    EXPECT_EQ(counters().get(user_, "downloads", Deadline::after(minutes(1))), 3);
    EXPECT_EQ(counters().get(user_, "downloads", Deadline::never()), 3);
    EXPECT_EQ(counters().all(user_), (Values{{"downloads", 3}}));
}

TEST_P(CountersDeadline, ends_a_sync_that_the_next_one_goes_on_with) {
    for (std::int64_t i = 1; i <= 6; ++i) {
        counters().increment(OwnerRef("user", i), "downloads", i);
    }
    SyncOptions options;
    options.batch_rows_max = 2;
    const Deadline deadline = Deadline::after(milliseconds(400));
    options.deadline = deadline;
    options.progress = [&](std::uint64_t, std::uint64_t) {
        while (!deadline.expired()) {
            std::this_thread::sleep_for(milliseconds(5));
        }
    };
    if (is_direct()) {
        EXPECT_EQ(code_of_sync(options), std::nullopt);
        return;
    }
    EXPECT_EQ(code_of_sync(options), ErrorCode::timeout);
    EXPECT_EQ(rows().size(), 2U) << "what was committed stays";
    for (std::int64_t i = 1; i <= 6; ++i) {
        EXPECT_EQ(counters().get(OwnerRef("user", i), "downloads"), i);
    }
    EXPECT_EQ(counters().sync().rows, 4U);
    EXPECT_EQ(rows(), (Rows{{"user:1:downloads", 1},
                            {"user:2:downloads", 2},
                            {"user:3:downloads", 3},
                            {"user:4:downloads", 4},
                            {"user:5:downloads", 5},
                            {"user:6:downloads", 6}}));
}

TEST_P(CountersDeadline, ends_a_syncs_wait_for_another_one) {
    if (is_direct()) {
        EXPECT_EQ(code_of_sync({.deadline = Deadline::after(milliseconds(0))}), std::nullopt)
            << "there is nothing to sync";
        return;
    }
    counters().increment(user_, "downloads");
    SyncOptions options;
    options.progress = [&](std::uint64_t, std::uint64_t) {
        // In the middle of a sync, which has the lock of its shard.
        std::thread([&] {
            SyncOptions other;
            other.lock_wait = minutes(5);
            other.deadline = Deadline::after(milliseconds(40));
            EXPECT_EQ(code_of_sync(other), ErrorCode::timeout);
        }).join();
    };
    EXPECT_EQ(counters().sync(options).rows, 1U);
    EXPECT_EQ(rows(), (Rows{{"user:1:downloads", 1}}));
}

std::vector<CountersKind> kinds_with_locks() {
    std::vector<CountersKind> chosen;
    for (const CountersKind& kind : counters_kinds()) {
        if (kind.database.has_locks) {
            chosen.push_back(kind);
        }
    }
    return chosen;
}

using CountersLockDeadline = CountersDeadline;

INSTANTIATE_TEST_SUITE_P(, CountersLockDeadline, testing::ValuesIn(kinds_with_locks()),
                         counters_kind_name);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(CountersLockDeadline);

TEST_P(CountersLockDeadline, is_that_of_the_options_where_a_call_has_none) {
    Options options;
    options.timeout = milliseconds(50);
    options.transaction_timeout = milliseconds(50);
    counters(options).increment(user_, "downloads", 3);
    counters().database().close();
    auto lock = database_->lock_out_others();
    ASSERT_NE(lock, nullptr);
    for (const Call& call : calls()) {
        EXPECT_EQ(code_of([&] { call.run(std::nullopt); }), ErrorCode::timeout)
            << call.name << ": " << message_;
    }
    const auto counted = code_of([&] { counters().increment(user_, "downloads", 2); });
    EXPECT_EQ(counted, is_direct() ? std::optional(ErrorCode::timeout) : std::nullopt);
    EXPECT_EQ(code_of([&] { counters().sync(); }),
              is_direct() ? std::nullopt : std::optional(ErrorCode::timeout));
    lock.reset();
    counters().sync(SyncOptions{});  // it has time to connect
    EXPECT_EQ(rows(), (Rows{{"user:1:downloads", is_direct() ? 3 : 5}}));
}

TEST_P(CountersLockDeadline, ends_a_sync_and_the_next_one_takes_everything_once) {
    counters().increment(user_, "downloads", 3);
    counters().database().close();
    auto lock = database_->lock_out_others();
    for (int attempt = 0; attempt < 2 && !is_direct(); ++attempt) {
        EXPECT_EQ(code_of_sync({.deadline = Deadline::after(milliseconds(50))}),
                  ErrorCode::timeout);
        counters().increment(user_, "downloads");
    }
    lock.reset();
    counters().sync();
    EXPECT_EQ(rows(), (Rows{{"user:1:downloads", is_direct() ? 3 : 5}}));
    EXPECT_EQ(counters().get(user_, "downloads"), is_direct() ? 3 : 5);
}

}  // namespace
}  // namespace model_counter::test
