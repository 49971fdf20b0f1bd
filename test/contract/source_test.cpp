#include "model_counter/source.hpp"

#include "contract/database_contract.hpp"
#include "support/forwarding_database.hpp"

#include <memory>

namespace model_counter::test {
namespace {

using Position = std::vector<std::uint64_t>;

Position position_of(const Source& source) {
    return {source.position().begin(), source.position().end()};
}

/// Counts that move together with a position, over every kind of database.
class SourceContract : public DatabaseContract {
protected:
    std::int64_t count(const std::string& text) {
        const CounterId counter = id(text);
        const std::vector<CounterRef> asked{counter.ref()};
        return database_->read(key_, asked).counts.at(0).value_or(0);
    }
};

TEST_P(SourceContract, begins_without_a_position_and_goes_on_from_the_last_commit) {
    Source first(*database_, "log");
    EXPECT_TRUE(first.position().empty());
    EXPECT_TRUE(first.add({{"user", 1}, "views"}, 2));
    EXPECT_TRUE(first.add({{"user", 2}, "views"}, 5));
    EXPECT_TRUE(first.add({{"user", 1}, "views"}, -7));
    EXPECT_EQ(first.pending(), 2U);
    EXPECT_EQ(first.commit(Position{17, 0}).rows, 2U);
    EXPECT_EQ(first.pending(), 0U);
    EXPECT_EQ(position_of(first), (Position{17, 0}));

    Source second(*database_, "log");
    EXPECT_EQ(position_of(second), (Position{17, 0}));
    EXPECT_TRUE(second.add({{"user", 1}, "views"}, 1));
    EXPECT_EQ(second.commit(Position{18, ~std::uint64_t{0}}).rows, 1U);
    EXPECT_EQ(position_of(Source(*database_, "log")), (Position{18, ~std::uint64_t{0}}));
    EXPECT_EQ(count("user:1:views"), -4);
    EXPECT_EQ(count("user:2:views"), 5);
}

TEST_P(SourceContract, loses_what_was_added_and_not_committed) {
    Source dropped(*database_, "log");
    EXPECT_TRUE(dropped.add({{"user", 1}, "views"}, 2));
    EXPECT_TRUE(Source(*database_, "log").position().empty());
    EXPECT_EQ(count("user:1:views"), 0);
}

TEST_P(SourceContract, moves_a_position_alone) {
    EXPECT_EQ(Source(*database_, "log").commit(Position{5}).rows, 0U);
    EXPECT_EQ(position_of(Source(*database_, "log")), Position{5});
}

TEST_P(SourceContract, of_another_name_is_another_source) {
    Source one(*database_, "one");
    EXPECT_EQ(one.commit(Position{1}).rows, 0U);
    EXPECT_TRUE(Source(*database_, "two").position().empty());
}

TEST_P(SourceContract, counted_by_two_at_once_counts_nothing_twice) {
    Source one(*database_, "log");
    Source two(*database_, "log");
    EXPECT_TRUE(one.add({{"user", 1}, "views"}, 1));
    EXPECT_TRUE(two.add({{"user", 1}, "views"}, 1));
    one.commit(Position{1});
    // At the same position, too: what is counted there need not be the same.
    EXPECT_EQ(code_of([&] { two.commit(Position{1}); }), ErrorCode::conflict);
    EXPECT_EQ(code_of([&] { two.commit(Position{1}); }), ErrorCode::conflict) << "again";
    EXPECT_EQ(count("user:1:views"), 1);
}

TEST_P(SourceContract, sets_aside_what_leaves_64_bits_with_the_position_moved) {
    write({add("user:1:views", kGreatest / 2), add("user:1:views", kGreatest / 2)});
    Source source(*database_, "log");
    EXPECT_TRUE(source.add({{"user", 1}, "views"}, 2));
    EXPECT_TRUE(source.add({{"user", 2}, "views"}, 2));
    const SourceCommit done = source.commit(Position{1});
    EXPECT_EQ(done.rows, 1U);
    ASSERT_EQ(done.rejects.size(), 1U);
    EXPECT_EQ(canonical_text(decode(done.rejects[0].encoded)), "user:1:views");
    EXPECT_EQ(count("user:2:views"), 2);
    EXPECT_EQ(position_of(Source(*database_, "log")), Position{1});
}

TEST_P(SourceContract, asks_for_a_commit_before_a_sum_leaves_64_bits) {
    Source source(*database_, "log");
    const CounterRef counter{{"user", 1}, "views"};
    EXPECT_TRUE(source.add(counter, kAmountMax));
    EXPECT_TRUE(source.add(counter, kAmountMax));
    EXPECT_FALSE(source.add(counter, 2));
    source.commit(Position{1});
    EXPECT_EQ(count("user:1:views"), 2 * kAmountMax);
    EXPECT_TRUE(source.add(counter, 1));
    source.commit(Position{2});
    EXPECT_EQ(count("user:1:views"), kGreatest);
}

TEST_P(SourceContract, refuses_names_counters_amounts_and_positions_beyond_the_limits) {
    for (const std::string& name : {std::string(), std::string(101, 'x'), std::string("a\nb")}) {
        EXPECT_EQ(code_of([&] { Source(*database_, name); }), ErrorCode::invalid_argument) << name;
    }
    Source source(*database_, "log");
    EXPECT_EQ(code_of([&] {
                  (void)source.add({{"user", 1}, "a:b"}, 1);
              }),
              ErrorCode::invalid_argument);
    EXPECT_EQ(code_of([&] {
                  (void)source.add({{"user", 1}, "k"}, kAmountMax + 1);
              }),
              ErrorCode::invalid_argument);
    EXPECT_EQ(code_of([&] { source.commit(Position{}); }), ErrorCode::invalid_argument);
    EXPECT_EQ(code_of([&] { source.commit(Position(kSourcePositionMax + 1)); }),
              ErrorCode::invalid_argument);
    EXPECT_EQ(source.pending(), 0U);
}

INSTANTIATE_TEST_SUITE_P(, SourceContract, testing::ValuesIn(database_kinds()), kind_name);

/// Loses the reply to a fold, done or not done, and then does not answer for a while.
class LosesReplies : public ForwardingDatabase {
public:
    using ForwardingDatabase::ForwardingDatabase;
    FoldResult fold(const FoldRequest& request, const Deadline& deadline) override {
        if (losing == Losing::nothing) {
            return ForwardingDatabase::fold(request, deadline);
        }
        if (losing == Losing::reply) {
            ForwardingDatabase::fold(request, deadline);
        }
        losing = Losing::nothing;
        is_silent = stays_silent;
        throw Error(ErrorCode::in_doubt, "the reply was lost");
    }
    Ledger open_ledger(const LedgerKey& key, const Deadline& deadline) override {
        if (is_silent) {
            throw Error(ErrorCode::unavailable, "nobody answers");
        }
        return ForwardingDatabase::open_ledger(key, deadline);
    }

    enum class Losing { nothing, request, reply };
    Losing losing = Losing::nothing;
    bool stays_silent = false;
    bool is_silent = false;
};

class SourceInDoubt : public DatabaseContract {};

TEST_P(SourceInDoubt, is_settled_by_the_ledger_at_once_or_when_it_is_committed_again) {
    const auto below = std::shared_ptr<Database>(fixture_->open());
    std::int64_t expected = 0;
    for (const auto losing : {LosesReplies::Losing::request, LosesReplies::Losing::reply}) {
        for (const bool stays_silent : {false, true}) {
            LosesReplies database(below);
            Source source(database, "log");
            EXPECT_TRUE(source.add({{"user", 1}, "views"}, 1));
            database.losing = losing;
            database.stays_silent = stays_silent;
            const auto position = static_cast<std::uint64_t>(++expected);
            if (stays_silent) {
                EXPECT_EQ(code_of([&] { source.commit(Position{position}); }),
                          ErrorCode::unavailable);
                database.is_silent = false;
            }
            source.commit(Position{position});
            EXPECT_EQ(position_of(source), Position{position});
            const CounterId counter = id("user:1:views");
            const std::vector<CounterRef> asked{counter.ref()};
            EXPECT_EQ(below->read(key_, asked).counts.at(0), expected);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(, SourceInDoubt, testing::ValuesIn(database_kinds()), kind_name);

}  // namespace
}  // namespace model_counter::test
