#include "model_counter/has_counters.hpp"
#include "model_counter/memory_database.hpp"
#include "support/call_counts.hpp"
#include "support/store_fixture.hpp"

#include <gtest/gtest.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace model_counter::test {
namespace {

constexpr int kRounds = 1000;

struct User {
    static constexpr std::string_view counter_owner_type = "user";
    std::uint64_t id = 1;
    [[nodiscard]] std::uint64_t counter_owner_id() const { return id; }
};

struct Product {
    std::string sku = "a-stock-keeping-unit-that-no-small-string-holds";
};

OwnerRef counter_owner(const Product& product) { return {"product", product.sku}; }

enum class Key { downloads };

std::string_view counter_key(Key) { return "downloads"; }

/// Every way to increment that promises never to block.
class HotPath : public testing::TestWithParam<StoreKind> {
protected:
    HotPath() : fixture_(GetParam().make()), counters_(fixture_->open_first(), database()) {
        handle_.emplace(counters_.handle(user_, "handle"));
    }

    static std::unique_ptr<Database> database() { return make_memory_database(); }

    void count() {
        handle_->increment();
        handle_->decrement(2);
        counters_.increment(user_, "downloads");
        counters_.decrement(user_, "downloads", 3);
        counters_.increment(user_, Key::downloads, 5);
        counters_.increment(product_, "a key of a hundred bytes or so, at least more than a few");
        counters_.increment(owner_, "b");
        counters_.increment(OwnerRef("ref", "x"), "c");
        counters_.increment(global_owner(), "d");
    }

    std::unique_ptr<StoreFixture> fixture_;
    Counters counters_;
    User user_;
    Product product_;
    Owner owner_{"owner", "with a text of its own that is long enough"};
    std::optional<CounterHandle> handle_;
};

// Those whose increments never block: the others cross a network.
std::vector<StoreKind> kinds_without_a_network() {
    std::vector<StoreKind> kinds = all_store_kinds();
    std::erase_if(kinds, [](const StoreKind& kind) {
        return !kind.has_cells && !kind.name.starts_with("buffered");
    });
    return kinds;
}

INSTANTIATE_TEST_SUITE_P(, HotPath, testing::ValuesIn(kinds_without_a_network()),
                         [](const auto& kind) { return kind.param.name; });

TEST(CallCounts, see_what_is_called) {
    if (!calls_are_counted()) {
        GTEST_SKIP() << "a sanitizer counts instead";
    }
    const CallCounts before = call_counts();
    // A call, not an expression: those may be optimized away.
    ::operator delete(::operator new(sizeof(int)));
    static std::mutex mutex;
    { const std::lock_guard lock(mutex); }
    const CallCounts after = call_counts();
    EXPECT_EQ(after.allocations, before.allocations + 1);
    EXPECT_EQ(after.locks, before.locks + 1);
}

TEST_P(HotPath, neither_allocates_nor_locks) {
    if (!calls_are_counted()) {
        GTEST_SKIP() << "a sanitizer counts instead";
    }
    count();
    const CallCounts before = call_counts();
    for (int i = 0; i < kRounds; ++i) {
        count();
    }
    EXPECT_EQ(call_counts().allocations, before.allocations);
    EXPECT_EQ(call_counts().locks, before.locks);
    EXPECT_EQ(counters_.get(user_, "downloads"), 3 * (kRounds + 1));
    EXPECT_EQ(counters_.get(user_, "handle"), -(kRounds + 1));
}

TEST_P(HotPath, neither_allocates_nor_locks_for_counters_that_are_new) {
    if (!calls_are_counted()) {
        GTEST_SKIP() << "a sanitizer counts instead";
    }
    count();
    const CallCounts before = call_counts();
    for (int i = 0; i < kRounds; ++i) {
        counters_.increment(OwnerRef("fresh", i), "a");
    }
    EXPECT_EQ(call_counts().allocations, before.allocations);
    EXPECT_EQ(call_counts().locks, before.locks);
}

/// From here on the kernel ends this thread's process at any system call but the last one.
bool forbid_system_calls() {
    const auto at = [](std::size_t offset) { return static_cast<std::uint32_t>(offset); };
    std::array filter = std::to_array<sock_filter>({
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, at(offsetof(seccomp_data, nr))),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_exit_group, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
    });
    sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

constexpr int kDone = 0;
constexpr int kNoFilter = 77;

/// How a child ends that may make no system call while it works.
int status_without_system_calls(const std::function<void()>& prepare,
                                const std::function<void()>& work) {
    const pid_t child = fork();
    if (child == 0) {
        prepare();
        if (!forbid_system_calls()) {
            _exit(kNoFilter);
        }
        work();
        _exit(kDone);
    }
    int status = 0;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    return status;
}

TEST(NoSystemCalls, see_one_that_is_made) {
    if (!calls_are_counted()) {
        GTEST_SKIP() << "a sanitizer makes its own";
    }
    const int status = status_without_system_calls([] {}, [] { (void)getppid(); });
    if (WIFEXITED(status) && WEXITSTATUS(status) == kNoFilter) {
        GTEST_SKIP() << "this kernel takes no filter";
    }
    ASSERT_TRUE(WIFSIGNALED(status));
    EXPECT_EQ(WTERMSIG(status), SIGSYS);
}

TEST_P(HotPath, makes_no_system_call) {
    if (!calls_are_counted()) {
        GTEST_SKIP() << "a sanitizer makes its own";
    }
    const int status =
        status_without_system_calls([this] { count(); },
                                    [this] {
                                        for (int i = 0; i < kRounds; ++i) {
                                            count();
                                            counters_.increment(OwnerRef("fresh", i), "a");
                                        }
                                    });
    if (WIFEXITED(status) && WEXITSTATUS(status) == kNoFilter) {
        GTEST_SKIP() << "this kernel takes no filter";
    }
    EXPECT_TRUE(WIFEXITED(status)) << "it was killed by signal " << WTERMSIG(status);
    EXPECT_EQ(WEXITSTATUS(status), kDone);
}

}  // namespace
}  // namespace model_counter::test
