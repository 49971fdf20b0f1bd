#include "buffer/flusher.hpp"
#include "model_counter/encoded_id.hpp"
#include "model_counter/memory_store.hpp"
#include "step_hook.hpp"
#include "support/sharded_store.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace model_counter::test {
namespace {

using buffer::Flusher;

/// Stands for a process that dies.
struct Killed {};

std::function<void()>* at_hook = nullptr;  // the hook is a plain function
void call_hook(const char*) {
    if (at_hook != nullptr) {
        (*at_hook)();
    }
}

/// A buffer whose flushers die at every step in turn, or lose what they are told.
class BufferFlush : public testing::Test {
protected:
    using Sums = std::map<std::string, std::int64_t>;

    BufferFlush() {
        behind_.on_step = [this](const char* name) { step(name); };
        hook_ = [this] { step("hook"); };
        at_hook = &hook_;
        internal::step_hook = call_hook;
    }
    ~BufferFlush() override {
        internal::step_hook = nullptr;
        at_hook = nullptr;
    }

    void step(const char* name) {
        if (++steps_ == fail_at_) {
            if (loses_reply_ && std::string_view(name) == "folded") {
                throw Error(ErrorCode::in_doubt, "the reply was lost");
            }
            if (!loses_reply_) {
                throw Killed{};
            }
        }
    }

    void add(std::int64_t user, std::int64_t amount) {
        const CounterRef counter{OwnerRef("user", user), "a"};
        front_->add(counter, amount);
        wanted_[encode(counter)] += amount;
    }

    /// A flusher of a process of its own.
    void flush() {
        Flusher flusher(*front_, behind_, {}, {});
        try {
            flusher.flush(std::chrono::milliseconds(0));
        } catch (const Killed&) {
        } catch (const Error&) {
        }
    }

    /// Two rounds, one failure at the given step, and then peace.
    ///
    /// Returns: whether there was such a step.
    bool run(int fail_at, bool loses_reply) {
        front_ = make_front_();
        behind_.counts.clear();
        behind_.entries.clear();
        wanted_.clear();
        steps_ = 0;
        fail_at_ = fail_at;
        loses_reply_ = loses_reply;
        for (std::int64_t user = 0; user < 7; ++user) {
            add(user, user + 1);
        }
        flush();
        for (std::int64_t user = 3; user < 9; ++user) {
            add(user, 100);
        }
        flush();
        const bool was_there = steps_ >= fail_at_;
        fail_at_ = 0;
        flush();
        return was_there;
    }

    /// Runs with a failure at each step in turn.
    ///
    /// Returns: after how many of them the sums were wrong.
    int wrong_sums(bool loses_reply) {
        int wrong = 0;
        int fail_at = 1;
        for (; run(fail_at, loses_reply); ++fail_at) {
            wrong += behind_.counts == wanted_ ? 0 : 1;
        }
        EXPECT_GT(fail_at, 10) << "so many steps at least";
        return wrong;
    }

    std::function<std::unique_ptr<Store>()> make_front_ = [] { return make_memory_store(); };
    std::unique_ptr<Store> front_;
    ShardedStore behind_;
    Sums wanted_;
    std::function<void()> hook_;
    int steps_ = 0;
    int fail_at_ = 0;
    bool loses_reply_ = false;
};

TEST_F(BufferFlush, is_exact_wherever_a_process_dies) { EXPECT_EQ(wrong_sums(false), 0); }

TEST_F(BufferFlush, is_exact_whichever_reply_is_lost) { EXPECT_EQ(wrong_sums(true), 0); }

TEST_F(BufferFlush, leaves_nothing_waiting_when_all_is_well) {
    run(0, false);
    EXPECT_EQ(behind_.counts, wanted_);
    EXPECT_TRUE(front_->state(0).waiting.empty());
    EXPECT_TRUE(front_->state(0).open_is_empty);
}

TEST_F(BufferFlush, is_found_wrong_without_a_comparison_of_the_entry) {
    behind_.compares_no_entry = true;
    // Two processes have seen the same entry and the same set; both bring it on.
    front_ = make_front_();
    add(1, 1);
    Flusher first(*front_, behind_, {}, {});
    Flusher second(*front_, behind_, {}, {});
    first.flush(std::chrono::milliseconds(0));
    add(1, 10);
    behind_.on_step = [&, is_nested = false](const char* name) mutable {
        if (std::string_view(name) == "fold" && !std::exchange(is_nested, true)) {
            second.flush(std::chrono::milliseconds(0));
        }
    };
    first.flush(std::chrono::milliseconds(0));
    EXPECT_EQ(behind_.counts.begin()->second, 21) << "and not 11";
}

TEST_F(BufferFlush, is_found_wrong_where_rows_and_entry_do_not_move_in_one_step) {
    behind_.moves_no_entry = true;
    EXPECT_GT(wrong_sums(false), 0);
}

TEST_F(BufferFlush, is_found_wrong_where_a_set_goes_before_every_shard_has_it) {
    behind_.on_step = [this](const char* name) {
        if (std::string_view(name) == "fold" && !front_->state(0).waiting.empty()) {
            front_->discard(0, front_->state(0).waiting.front());
        }
        step(name);
    };
    EXPECT_GT(wrong_sums(false), 0);
}

TEST_F(BufferFlush, is_exact_when_two_flush_the_same_set_at_once) {
    front_ = make_front_();
    add(1, 1);
    Flusher first(*front_, behind_, {}, {});
    Flusher second(*front_, behind_, {}, {});
    first.flush(std::chrono::milliseconds(0));
    add(1, 10);
    behind_.on_step = [&, is_nested = false](const char* name) mutable {
        if (std::string_view(name) == "fold" && !std::exchange(is_nested, true)) {
            second.flush(std::chrono::milliseconds(0));
        }
    };
    first.flush(std::chrono::milliseconds(0));
    EXPECT_EQ(behind_.counts, wanted_);
}

}  // namespace
}  // namespace model_counter::test
