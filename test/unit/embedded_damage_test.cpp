#include "store/embedded/cell_content.hpp"
#include "store/embedded/memory_backing.hpp"
#include "store/embedded/table.hpp"
#include "support/refusal.hpp"

#include <gmock/gmock.h>

#include <string>

// What somebody writes into the shared memory of a store at work, past every check of its opening.

namespace model_counter::embedded {
namespace {

using test::refusal;
using testing::HasSubstr;

const CounterRef kCounter{OwnerRef("user", 1), "a"};

class EmbeddedDamage : public testing::Test {
protected:
    /// Of the open generation.
    Slot* slots() { return slots_of(backing_.open(backing_.control().current.load())); }

    MemoryBacking backing_{{.random_seed = 1, .first_shape = {16, 4096}}};
    Table<NoProbe> table_{backing_, {.least_shape = {16, 4096}}};
};

TEST_F(EmbeddedDamage, that_closes_a_cell_of_the_open_part_ends_what_would_wait_for_ever) {
    const CellRef cell = table_.resolve(kCounter);
    cell.cell->bits &= ~kCellOpen;
    EXPECT_THAT(refusal([&] { table_.add(kCounter, 1); }, ErrorCode::corrupt),
                HasSubstr("the open part is closed"));
    EXPECT_THAT(refusal([&] { table_.add_once(kCounter, 1, Token("t")); }, ErrorCode::corrupt),
                HasSubstr("the open part is closed"));
    cell.cell->bits |= kCellOpen;
    table_.add(kCounter, 1);
}

TEST_F(EmbeddedDamage, of_a_wide_value_is_found_and_a_set_or_a_removal_mends_it) {
    const CellRef cell = table_.resolve(kCounter);
    constexpr std::uint64_t kOutside = std::uint64_t{1} << 40;
    cell.cell->bits = record_cell(kOutside);
    EXPECT_THAT(refusal([&] { table_.add(kCounter, 1); }, ErrorCode::corrupt),
                HasSubstr("the value of user:1:a is damaged: set or remove the counter"));
    table_.set(kCounter, 5);
    table_.add(kCounter, 1);
    const ShardView view = table_.read({&kCounter, 1});
    ASSERT_EQ(view.counters.at(0).size(), 1U);
    EXPECT_EQ(view.counters[0][0].change, (Change{Change::Kind::set, 6}));
    cell.cell->bits = record_cell(kOutside);
    table_.remove(kCounter);
}

TEST_F(EmbeddedDamage, that_leaves_tokens_no_way_into_the_open_part_keeps_the_set) {
    table_.add_once(kCounter, 1, Token("t"));
    const auto set = table_.seal();
    ASSERT_TRUE(set);
    for (int i = 0; i < 16; ++i) {
        slots()[i].word = kSlotDeadFromEmpty;
    }
    EXPECT_THAT(refusal([&] { table_.discard(*set); }, ErrorCode::corrupt),
                HasSubstr("tokens cannot be carried over"));
    EXPECT_EQ(table_.state().waiting.size(), 1U);
    for (int i = 0; i < 16; ++i) {
        slots()[i].word = kSlotEmpty;
    }
    table_.discard(*set);
    EXPECT_EQ(table_.add_once(kCounter, 1, Token("t")), Counted::before);
}

TEST_F(EmbeddedDamage, would_follow_from_a_new_number_above_a_set_that_waits) {
    table_.add(kCounter, 1);
    ASSERT_TRUE(table_.seal());
    table_.add(kCounter, 1);
    const auto second = table_.seal();
    ASSERT_TRUE(second);
    EXPECT_THAT(refusal([&] { table_.renumber(*second, 100); }, ErrorCode::conflict),
                HasSubstr("cannot be renumbered: discard the sets below it"));
    EXPECT_EQ(table_.state().waiting.back(), *second);
}

}  // namespace
}  // namespace model_counter::embedded
