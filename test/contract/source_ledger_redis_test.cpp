#include "contract/buffer_fixture.hpp"
#include "model_counter/buffer_sink.hpp"
#include "support/tcp_proxy.hpp"

#include <ctime>

namespace model_counter::test {
namespace {

/// What Redis takes in of buffers, and what it remembers of them.
class SourceLedger : public BufferTest {
protected:
    void SetUp() override {
        BufferTest::SetUp();
        if (!IsSkipped() && !HasFatalFailure()) {
            store_ = open_plain();
            shard_ = store_->shard_of(OwnerRef("user", 1));
            key_ = {std::string(32, 'a'), shard_};
        }
    }

    BufferSink& sink() { return *store_->buffer_sink(); }

    /// A ledger one set further.
    static Ledger after(Ledger ledger) {
        ++ledger.floor;
        ledger.nonces.push_back(1000 + ledger.floor);
        return ledger;
    }

    FoldResult fold(const Ledger& expected,
                    const std::vector<std::pair<CounterRef, Change>>& rows) {
        std::vector<std::string> texts;
        for (const auto& [counter, change] : rows) {
            texts.push_back(encode(counter));
        }
        std::vector<FoldRow> given;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            given.push_back({texts[i], rows[i].second});
        }
        return sink().fold({key_, expected, after(expected), given}, Deadline::never());
    }

    std::unique_ptr<Store> store_;
    std::uint32_t shard_ = 0;
    LedgerKey key_;
};

TEST_F(SourceLedger, is_made_by_a_greeting_and_is_the_same_ever_after) {
    const auto first = sink().greet(key_);
    EXPECT_TRUE(first.is_new);
    EXPECT_EQ(first.ledger.floor, 0U);
    EXPECT_EQ(first.ledger.nonces.size(), 1U);
    const auto again = sink().greet(key_);
    EXPECT_FALSE(again.is_new);
    EXPECT_EQ(again.ledger, first.ledger);
    EXPECT_TRUE(sink().greet({std::string(32, 'b'), shard_}).is_new);
}

TEST_F(SourceLedger, moves_with_the_rows_once) {
    const Ledger before = sink().greet(key_).ledger;
    EXPECT_FALSE(fold(before, {{key(1), added(5)}, {key(1, "b"), added(-3)}}).moved);
    EXPECT_EQ(sink().greet(key_).ledger, after(before));
    EXPECT_TRUE(fold(before, {{key(1), added(5)}}).moved);
    EXPECT_EQ(pending(*store_, key(1)), 5);
    EXPECT_EQ(pending(*store_, key(1, "b")), -3);
}

TEST_F(SourceLedger, keeps_a_run_that_is_under_way) {
    const Ledger before = sink().greet(key_).ledger;
    Ledger next = before;
    next.under_way = UnderWay{Pattern(), 7, encode(key(1))};
    next.nonces.push_back(9);
    const std::string text = encode(key(1));
    const FoldRow row{text, added(1)};
    EXPECT_FALSE(sink().fold({key_, before, next, {&row, 1}}, Deadline::never()).moved);
    EXPECT_EQ(sink().greet(key_).ledger, next);
}

TEST_F(SourceLedger, takes_in_nothing_without_an_entry) {
    Ledger nobody;
    nobody.nonces = {1};
    EXPECT_TRUE(fold(nobody, {{key(1), added(5)}}).moved);
    EXPECT_TRUE(fold({}, {{key(1), added(5)}}).moved);
    EXPECT_EQ(pending(*store_, key(1)), 0);
    EXPECT_EQ(entries(), 0U);
}

TEST_F(SourceLedger, does_not_take_an_entry_made_anew_for_the_old_one) {
    const Ledger old = sink().greet(key_).ledger;
    EXPECT_TRUE(sink().forget(key_, old));
    EXPECT_EQ(entries(), 0U);
    const auto anew = sink().greet(key_);
    EXPECT_TRUE(anew.is_new);
    EXPECT_TRUE(fold(old, {{key(1), added(5)}}).moved);
    EXPECT_FALSE(sink().forget(key_, old));
    EXPECT_FALSE(fold(anew.ledger, {{key(1), added(5)}}).moved);
    EXPECT_EQ(pending(*store_, key(1)), 5);
}

TEST_F(SourceLedger, seals_the_shard_for_a_sum_that_leaves_the_range) {
    store_->add(key(1, "full"), kAmountMax);
    store_->add(key(1, "full"), kAmountMax);
    store_->add(key(1), 7);
    const Ledger before = sink().greet(key_).ledger;
    EXPECT_FALSE(fold(before, {{key(1), added(5)},
                               {key(1, "b"), added(6)},
                               {key(1, "full"), added(kAmountMax)},
                               {key(1, "least"), added(kLeastValue)}})
                     .moved);
    EXPECT_EQ(store_->state(shard_).waiting.size(), 1U);
    EXPECT_EQ(pending(*store_, key(1)), 12);
    EXPECT_EQ(pending(*store_, key(1, "b")), 6);
    EXPECT_EQ(pending(*store_, key(1, "least")), kLeastValue);
    const CounterRef full = key(1, "full");
    const auto parts = store_->read(shard_, {&full, 1}).counters.at(0);
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_EQ(parts[0].change, added(2 * kAmountMax));
    EXPECT_EQ(parts[1].change, added(kAmountMax));
}

TEST_F(SourceLedger, takes_back_what_came_before_a_refusal) {
    const Ledger before = sink().greet(key_).ledger;
    store_->add(key(1, "foreign"), 1);
    std::string hash;
    for (int bucket = 0; bucket < 512; ++bucket) {
        const std::string name =
            prefix_ + "{" + std::to_string(shard_) + "}:open:" + std::to_string(bucket);
        if (run({"HEXISTS", name, "user:1:foreign"}).at(0) == "1") {
            hash = name;
        }
    }
    run({"HSET", hash, "user:1:foreign", "no number"});
    std::vector<std::string> names;
    std::vector<std::pair<CounterRef, Change>> rows;
    for (int i = 0; i < 100; ++i) {
        names.push_back("k" + std::to_string(i));
    }
    for (int i = 0; i < 100; ++i) {
        rows.emplace_back(key(1, names[static_cast<std::size_t>(i)]), added(i - 50));
    }
    rows.emplace_back(key(1, "foreign"), added(1));
    EXPECT_EQ(code_of([&] { fold(before, rows); }), ErrorCode::corrupt);
    EXPECT_EQ(sink().greet(key_).ledger, before);
    run({"HDEL", hash, "user:1:foreign"});
    for (const std::string& name : names) {
        EXPECT_EQ(pending(*store_, key(1, name)), 0) << name;
    }
}

TEST_F(SourceLedger, is_in_doubt_when_the_reply_is_lost_and_the_entry_knows) {
    TcpProxy proxy(shared_server(redis_recipe()).port);
    store_ = open_plain("redis://127.0.0.1:" + std::to_string(proxy.port()));
    Ledger ledger = sink().greet(key_).ledger;
    fold(ledger, {{key(1), added(1)}});
    ledger = after(ledger);
    proxy.set_rule(TcpProxy::lose_reply_to("EVALSHA", true));
    EXPECT_EQ(code_of([&] { fold(ledger, {{key(1), added(10)}}); }), ErrorCode::in_doubt);
    EXPECT_EQ(sink().greet(key_).ledger, after(ledger));
    EXPECT_EQ(pending(*store_, key(1)), 11);
    // A greeting is asked again, and still knows whether it made the entry.
    const LedgerKey other{std::string(32, 'c'), shard_};
    proxy.set_rule(TcpProxy::lose_reply_to("EVALSHA", true));
    EXPECT_TRUE(sink().greet(other).is_new);
}

TEST_F(SourceLedger, drops_entries_that_went_unused_for_seven_days_a_hundred_at_a_time) {
    const std::string names = prefix_ + "{" + std::to_string(shard_) + "}:sources";
    const auto age = [&](const std::string& source, long seconds) {
        run({"HSET", names, source, "1\n\n"});
        run({"ZADD", names + ":used", std::to_string(std::time(nullptr) - seconds), source});
    };
    constexpr long kDay = 24 * 3600;
    for (int i = 0; i < 250; ++i) {
        age("old" + std::to_string(i), 8 * kDay);
    }
    age("young", 6 * kDay);
    EXPECT_TRUE(sink().greet(key_).is_new);
    EXPECT_EQ(entries(), 152U);
    sink().greet(key_);
    sink().greet(key_);
    EXPECT_EQ(entries(), 2U);
    EXPECT_EQ(run({"HEXISTS", names, "young"}).at(0), "1");
    // One that is used again is young again, however old it was.
    run({"ZADD", names + ":used", "1", key_.store_id});
    EXPECT_FALSE(sink().greet(key_).is_new);
}

}  // namespace
}  // namespace model_counter::test
