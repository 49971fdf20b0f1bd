#include "store/embedded/cell_content.hpp"
#include "store/embedded/memory_backing.hpp"
#include "store/embedded/table.hpp"
#include "support/catches_errors.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>
#include <string>

namespace model_counter::embedded {
namespace {

CounterRef key(std::string_view name) { return {OwnerRef("user", 1), name}; }

std::int64_t pending(Table<NoProbe>& table, std::string_view name) {
    const CounterRef counter = key(name);
    const ShardView view = table.read({&counter, 1});
    std::int64_t sum = 0;
    for (const Part& part : view.counters.at(0)) {
        sum += part.change.amount;
    }
    return sum;
}

GenerationHeader* header_of(const CellRef& cell) {
    return reinterpret_cast<GenerationHeader*>(
        reinterpret_cast<std::uintptr_t>(cell.cell) / kPageBytes * kPageBytes - kPageBytes);
}

class EmbeddedToken : public testing::Test, protected test::CatchesErrors {
protected:
    void discard_first() { table_.discard(table_.state().waiting.at(0)); }

    MemoryBacking backing_{{.random_seed = 1, .first_shape = {16, 4096}}};
    Table<NoProbe> table_{backing_, {.least_shape = {16, 4096}, .waiting_sets_max = 3}};
};

RC_GTEST_PROP(EmbeddedTokenCell, carries_every_amount_and_time, ()) {
    const std::int64_t amount = *rc::gen::inRange<std::int64_t>(-kAmountMax, kAmountMax);
    for (const std::int64_t one : {amount, kAmountMax, -kAmountMax, std::int64_t{0}}) {
        const TokenNote note{one, *rc::gen::inRange<std::int64_t>(0, std::int64_t{1} << 40)};
        const CarriedToken carried = carried_token(note);
        RC_ASSERT(note_of_carried(carried) == note);
        RC_ASSERT((carried.word >> 62U) == 0U);
        RC_ASSERT(is_used_token(carried.bits) && is_used_token(carried.bits & ~kCellOpen));
        RC_ASSERT(read_cell(carried.bits, {}) == Change{});
    }
}

TEST(EmbeddedTokenCell, is_no_removed_counter) {
    EXPECT_FALSE(is_token(inline_cell({Change::Kind::remove, 0})));
    EXPECT_FALSE(is_token(inline_cell({Change::Kind::set, -1})));
    EXPECT_TRUE(is_token(kTokenUnused | kCellOpen));
    EXPECT_FALSE(is_used_token(kTokenUnused));
    EXPECT_TRUE(is_counted_by(token_counted_by(4096 + 64) & ~kCellOpen, 4096 + 64));
    EXPECT_FALSE(is_counted_by(token_counted_by(4096 + 72), 4096 + 64));
}

TEST_F(EmbeddedToken, leaves_the_cell_as_fast_as_it_was) {
    EXPECT_EQ(table_.add_once(key("a"), 5, Token("t")), Counted::now);
    CellRef cell = table_.resolve(key("a"));
    EXPECT_EQ(cell.cell->bits.load(), inline_cell({Change::Kind::add, 5}));
    EXPECT_TRUE(try_add(cell, 1));
    EXPECT_EQ(table_.add_once(key("a"), kAmountMax, Token("wide")), Counted::now);
    EXPECT_EQ(pending(table_, "a"), kAmountMax + 6);
    table_.add(key("a"), -kAmountMax);
    EXPECT_TRUE(try_add(cell, 1));
    EXPECT_EQ(pending(table_, "a"), 7);
}

TEST_F(EmbeddedToken, takes_its_room_into_account_and_is_no_counter) {
    EXPECT_EQ(table_.add_once(key("a"), 5, Token("t")), Counted::now);
    StoreStatus status;
    table_.figures(status);
    EXPECT_EQ(status.open_counters, 1U);
    ASSERT_TRUE(table_.seal());
    discard_first();
    table_.figures(status);
    EXPECT_EQ(status.open_counters, 0U);
    EXPECT_TRUE(table_.state().open_is_empty);
}

TEST_F(EmbeddedToken, begins_another_set_where_an_older_version_made_the_open_one) {
    CellRef cell = table_.resolve(key("a"));
    header_of(cell)->version = 1;
    table_.add(key("a"), 1);
    EXPECT_EQ(table_.add_once(key("a"), 5, Token("t")), Counted::now);
    EXPECT_EQ(table_.state().waiting.size(), 1U);
    EXPECT_EQ(header_of(cell)->tokens.load(), 0U);
    EXPECT_EQ(pending(table_, "a"), 6);
}

TEST_F(EmbeddedToken, keeps_a_place_so_that_a_full_store_can_be_emptied) {
    std::size_t counted = 0;
    ErrorCode refused{};
    for (int i = 0; i < 1000 && refused == ErrorCode{}; ++i) {
        try {
            EXPECT_EQ(table_.add_once(key("a"), 1, Token(std::to_string(i))), Counted::now);
            ++counted;
        } catch (const Error& error) {
            refused = error.kind();
        }
    }
    EXPECT_EQ(refused, ErrorCode::busy);
    EXPECT_EQ(table_.state().waiting.size(), 2U);
    for (int round = 0; round < 6; ++round) {
        discard_first();
        EXPECT_LE(table_.state().waiting.size(), 2U);
        for (std::size_t i = 0; i < counted; ++i) {
            ASSERT_EQ(table_.add_once(key("a"), 1, Token(std::to_string(i))), Counted::before);
        }
        EXPECT_EQ(code_of([&] {
                      for (int i = 0; i < 100'000; ++i) {
                          table_.add(key("b" + std::to_string(i)), 1);
                      }
                  }),
                  ErrorCode::busy);
        ASSERT_EQ(table_.state().waiting.size(), 2U);
    }
}

TEST_F(EmbeddedToken, is_known_though_a_power_loss_damaged_its_record) {
    EXPECT_EQ(table_.add_once(key("a"), 5, Token("t")), Counted::now);
    GenerationHeader* header = header_of(table_.resolve(key("a")));
    ASSERT_TRUE(table_.seal());
    const ArenaView arena = arena_of(header, 1);
    for (std::uint64_t at = arena.begin; at < arena.end; at += 8) {
        if (read_token_record(arena, at / 8)) {
            base_of(header)[at + 8] ^= 1;
        }
    }
    EXPECT_EQ(table_.add_once(key("a"), 5, Token("t")), Counted::before);
    EXPECT_EQ(pending(table_, "a"), 5);
}

}  // namespace
}  // namespace model_counter::embedded
