#include "contract/store_contract.hpp"

#include <sys/wait.h>
#include <unistd.h>
#include <array>
#include <thread>

namespace model_counter::test {
namespace {

using std::chrono::milliseconds;

class StoreToken : public StoreContract {
protected:
    Counted once(std::string_view name, std::int64_t amount, std::string_view token) {
        return store_->add_once(key(name), amount, Token(token));
    }

    /// Seals, and drops what was sealed.
    void seal_and_discard(Store& store) {
        static_cast<void>(store.seal(shard()));
        for (const SetId& set : store.state(shard()).waiting) {
            store.discard(shard(), set);
        }
    }
};

std::vector<StoreKind> kinds(bool keep_tokens) {
    std::vector<StoreKind> chosen = store_kinds();
    std::erase_if(chosen, [&](const StoreKind& kind) { return kind.keeps_tokens != keep_tokens; });
    return chosen;
}

INSTANTIATE_TEST_SUITE_P(, StoreToken, testing::ValuesIn(kinds(true)), kind_name);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(StoreToken);

using StoreWithoutTokens = StoreContract;
INSTANTIATE_TEST_SUITE_P(, StoreWithoutTokens, testing::ValuesIn(kinds(false)), kind_name);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(StoreWithoutTokens);

TEST_P(StoreWithoutTokens, refuses_them_and_counts_nothing) {
    EXPECT_EQ(code_of([&] { (void)store_->add_once(key("a"), 1, Token("t")); }),
              ErrorCode::invalid_argument);
    EXPECT_NE(message_.find("token"), std::string::npos) << message_;
    EXPECT_EQ(pending("a"), std::nullopt);
}

TEST_P(StoreToken, counts_once_however_often_it_is_repeated) {
    EXPECT_EQ(once("a", 5, "t"), Counted::now);
    EXPECT_EQ(once("a", 5, "t"), Counted::before);
    store_->add(key("a"), 10);
    EXPECT_EQ(once("a", 5, "t"), Counted::before);
    EXPECT_EQ(once("a", 100, "u"), Counted::now);
    EXPECT_EQ(pending("a"), added(115));
}

TEST_P(StoreToken, takes_any_bytes_and_tells_tokens_and_counters_apart) {
    const std::array<std::string, 6> tokens{"a",      "b:a",  std::string(1, '\0'),
                                            "\xff\n", "1:k:", std::string(kTokenBytesMax, 'x')};
    std::int64_t amount = 1;
    for (const std::string& token : tokens) {
        EXPECT_EQ(once("k", amount, token), Counted::now);
        EXPECT_EQ(once("kb", -amount, token), Counted::now);
        EXPECT_EQ(store_->add_once({OwnerRef("user", "1x"), "k"}, 1, Token(token)), Counted::now);
        amount *= 2;
    }
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        EXPECT_EQ(once("k", std::int64_t{1} << i, tokens[i]), Counted::before);
    }
    EXPECT_EQ(pending("k"), added(63));
    EXPECT_EQ(pending("kb"), added(-63));
}

TEST_P(StoreToken, refuses_another_amount_and_counts_nothing) {
    for (const std::int64_t amount : {std::int64_t{5}, std::int64_t{0}, kAmountMax, -kAmountMax}) {
        const std::string token = std::to_string(amount);
        store_->remove(key("a"));
        EXPECT_EQ(once("a", amount, token), Counted::now);
        for (const std::int64_t other : {std::int64_t{6}, amount / 2 - 1}) {
            EXPECT_EQ(code_of([&] { once("a", other, token); }), ErrorCode::conflict);
            EXPECT_NE(message_.find(token), std::string::npos) << message_;
        }
        EXPECT_EQ(pending("a"), valued(amount));
        EXPECT_EQ(once("a", amount, token), Counted::before);
    }
    seal_and_discard(*store_);
    EXPECT_EQ(code_of([&] { once("a", 6, "5"); }), ErrorCode::conflict);
    EXPECT_EQ(once("a", kAmountMax, std::to_string(kAmountMax)), Counted::before);
    EXPECT_EQ(once("a", -kAmountMax, std::to_string(-kAmountMax)), Counted::before);
}

TEST_P(StoreToken, checks_its_limits) {
    EXPECT_EQ(code_of([&] { once("a", 1, ""); }), ErrorCode::invalid_argument);
    EXPECT_EQ(code_of([&] { once("a", 1, std::string(kTokenBytesMax + 1, 'x')); }),
              ErrorCode::invalid_argument);
    EXPECT_NE(message_.find("1 ... 64 bytes"), std::string::npos) << message_;
    EXPECT_EQ(code_of([&] { once("a", kAmountMax + 1, "t"); }), ErrorCode::invalid_argument);
    EXPECT_EQ(code_of([&] { once("", 1, "t"); }), ErrorCode::invalid_argument);
    EXPECT_EQ(store_->state(shard()).open_is_empty, true);
}

TEST_P(StoreToken, is_in_order_with_sets_and_removes) {
    EXPECT_EQ(once("a", 5, "t"), Counted::now);
    store_->set(key("a"), 100);
    EXPECT_EQ(once("a", 5, "t"), Counted::before);
    EXPECT_EQ(pending("a"), valued(100));
    EXPECT_EQ(once("a", 7, "u"), Counted::now);
    EXPECT_EQ(pending("a"), valued(107));
    store_->remove(key("a"));
    EXPECT_EQ(once("a", 7, "u"), Counted::before);
    EXPECT_EQ(pending("a"), removed());
    EXPECT_EQ(once("a", 9, "v"), Counted::now);
    EXPECT_EQ(pending("a"), valued(9));
}

TEST_P(StoreToken, remembers_while_sets_wait_and_when_they_are_gone) {
    EXPECT_EQ(once("a", 5, "t"), Counted::now);
    const SetId first = seal();
    EXPECT_EQ(contents(first), (Changes{{"user:1:a", added(5)}}));
    EXPECT_EQ(once("a", 5, "t"), Counted::before);
    EXPECT_EQ(once("a", 6, "u"), Counted::now);
    const SetId second = seal();
    EXPECT_EQ(contents(second), (Changes{{"user:1:a", added(6)}}));
    store_->discard(shard(), first);
    EXPECT_EQ(once("a", 5, "t"), Counted::before);
    EXPECT_EQ(once("a", 6, "u"), Counted::before);
    store_->discard(shard(), second);
    EXPECT_EQ(once("a", 5, "t"), Counted::before);
    EXPECT_EQ(once("a", 6, "u"), Counted::before);
    EXPECT_TRUE(store_->state(shard()).open_is_empty) << "what is remembered is no count";
    EXPECT_EQ(store_->seal(shard()), std::nullopt);
    for (int round = 0; round < 5; ++round) {
        store_->add(key("b"), 1);
        seal_and_discard(*store_);
        EXPECT_EQ(once("a", 5, "t"), Counted::before);
    }
    EXPECT_EQ(pending("a"), std::nullopt);
    const ShardScan scan = store_->scan(shard(), [](const CounterRef&) { return true; });
    EXPECT_TRUE(scan.counters.empty());
}

TEST_P(StoreToken, remembers_thousands_over_many_sets) {
    constexpr int kTokens = 3000;
    for (int i = 0; i < kTokens; ++i) {
        ASSERT_EQ(once("a", i, "token " + std::to_string(i)), Counted::now);
        if (i % 500 == 0) {
            seal_and_discard(*store_);
        }
    }
    seal_and_discard(*store_);
    for (int i = 0; i < kTokens; ++i) {
        ASSERT_EQ(once("a", i, "token " + std::to_string(i)), Counted::before) << i;
    }
    EXPECT_EQ(pending("a"), std::nullopt);
}

TEST_P(StoreToken, uses_up_no_token_by_a_value_that_does_not_fit) {
    store_->set(key("a"), kGreatestValue);
    EXPECT_EQ(code_of([&] { once("a", 1, "t"); }), ErrorCode::out_of_range);
    EXPECT_EQ(pending("a"), valued(kGreatestValue));
    store_->set(key("a"), 0);
    EXPECT_EQ(once("a", 1, "t"), Counted::now);
    EXPECT_EQ(once("a", 1, "t"), Counted::before);
    EXPECT_EQ(pending("a"), valued(1));
}

TEST_P(StoreToken, begins_a_set_when_a_sum_does_not_fit) {
    for (const char* token : {"t", "u", "v", "w"}) {
        EXPECT_EQ(once("a", kAmountMax, token), Counted::now);
    }
    for (const char* token : {"t", "u", "v", "w"}) {
        EXPECT_EQ(once("a", kAmountMax, token), Counted::before);
    }
    std::vector<Change> found;
    for (const Part& part : parts("a")) {
        found.push_back(part.change);
    }
    EXPECT_EQ(found, (std::vector<Change>{added(2 * kAmountMax), added(2 * kAmountMax)}));
}

TEST_P(StoreToken, remembers_for_other_instances_and_later_ones) {
    EXPECT_EQ(once("a", 5, "t"), Counted::now);
    const auto other = fixture_->open();
    if (!other) {
        GTEST_SKIP() << "this store is its instance";
    }
    EXPECT_EQ(other->add_once(key("a"), 5, Token("t")), Counted::before);
    EXPECT_EQ(other->add_once(key("a"), 6, Token("u")), Counted::now);
    seal_and_discard(*other);
    other->close();
    store_->close();
    store_ = fixture_->open();
    EXPECT_EQ(once("a", 5, "t"), Counted::before);
    EXPECT_EQ(once("a", 6, "u"), Counted::before);
    EXPECT_EQ(pending("a"), std::nullopt);
}

TEST_P(StoreToken, forgets_when_its_time_is_over) {
    const auto forgetful = fixture_->open_forgetful(milliseconds(1));
    ASSERT_TRUE(forgetful);
    EXPECT_EQ(forgetful->add_once(key("a"), 5, Token("t")), Counted::now);
    // Until the second is over in which it was counted; a store may remember until the next sync.
    std::this_thread::sleep_for(milliseconds(2100));
    seal_and_discard(*forgetful);
    EXPECT_EQ(forgetful->add_once(key("a"), 5, Token("t")), Counted::now);
    EXPECT_EQ(forgetful->add_once(key("b"), 5, Token("t")), Counted::now);
}

TEST_P(StoreToken, counts_one_of_many_threads_while_sets_come_and_go) {
    const auto other = fixture_->open();
    constexpr int kTokens = 400;
    constexpr int kThreads = 6;
    std::array<std::atomic<int>, kTokens> counted{};
    std::atomic<int> running{kThreads};
    std::atomic<std::int64_t> taken{0};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < kThreads; ++thread) {
        threads.emplace_back([&, thread] {
            Store& store = other && thread % 2 == 1 ? *other : *store_;
            for (int i = 0; i < kTokens; ++i) {
                const std::string name = "k" + std::to_string(i % 7);
                const std::string token = std::to_string(i);
                store.add(key(name), 1000);
                if (store.add_once(key(name), 1, Token(token)) == Counted::now) {
                    counted.at(static_cast<std::size_t>(i)).fetch_add(1);
                }
            }
            running.fetch_sub(1);
        });
    }
    const auto take = [&] {
        static_cast<void>(store_->seal(shard()));
        for (const SetId& set : store_->state(shard()).waiting) {
            for (const auto& [name, change] : contents(set)) {
                taken.fetch_add(change.amount);
            }
            store_->discard(shard(), set);
        }
    };
    while (running.load() > 0) {
        take();
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    take();
    for (const auto& times : counted) {
        EXPECT_EQ(times.load(), 1);
    }
    EXPECT_EQ(taken.load(), kTokens + std::int64_t{1000} * kTokens * kThreads);
}

TEST_P(StoreToken, counts_one_of_many_processes) {
    if (!fixture_->open()) {
        GTEST_SKIP() << "this store is its instance";
    }
    constexpr int kTokens = 200;
    std::vector<pid_t> children;
    for (int child = 0; child < 4; ++child) {
        children.push_back(fork());
        if (children.back() == 0) {
            int status = 0;
            try {
                const auto own = child % 2 == 0 ? fixture_->open() : nullptr;
                Store& store = own ? *own : *store_;
                for (int i = 0; i < kTokens; ++i) {
                    (void)store.add_once(key("a"), i, Token(std::to_string(i)));
                    if (i % 50 == child) {
                        (void)store.seal(store.shard_of(OwnerRef("user", 1)));
                    }
                }
            } catch (const std::exception&) {
                status = 1;
            }
            _exit(status);
        }
    }
    for (const pid_t child : children) {
        int status = 1;
        waitpid(child, &status, 0);
        EXPECT_EQ(status, 0);
    }
    EXPECT_EQ(pending("a"), added(kTokens * (kTokens - 1) / 2));
}

}  // namespace
}  // namespace model_counter::test
