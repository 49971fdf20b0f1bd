#include "store/embedded/memory_backing.hpp"
#include "store/embedded/table.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <semaphore>
#include <thread>

namespace model_counter::embedded {
namespace {

/// Calls back before each step of the thread that asked for it.
struct StagedProbe {
    static constexpr int claim_patience = 2;
    static inline thread_local std::function<void(TableStep)> on_step;

    static void step(TableStep step) {
        if (on_step) {
            on_step(step);
        }
    }
    static bool planted(Plant) { return false; }
};

/// Stops a thread the first time it comes to a step, until it may go on.
struct Stop {
    std::binary_semaphore reached{0};
    std::binary_semaphore go_on{0};

    void at(TableStep step) {
        StagedProbe::on_step = [this, step](TableStep present) {
            if (present == step) {
                StagedProbe::on_step = nullptr;
                reached.release();
                go_on.acquire();
            }
        };
    }
};

TEST(EmbeddedClaim, is_not_published_for_another_one_in_a_discarded_generation) {
    MemoryBacking backing({.first_shape = {16, 4096}});
    Table<StagedProbe> table(backing, {.least_shape = {16, 4096}});
    const CounterRef counter{OwnerRef("user", 1), "a"};
    Stop before_claim;
    Stop after_claim;
    std::thread adds([&] {
        before_claim.at(TableStep::claim_slot);
        table.add(counter, 1);
    });
    before_claim.reached.acquire();
    std::thread sets([&] {
        after_claim.at(TableStep::fill_slot);
        table.set(counter, 500);
    });
    after_claim.reached.acquire();

    // The slot was dead when its generation was closed; overlaid with zeros it is empty again.
    table.add({OwnerRef("user", 2), "b"}, 1);
    const auto set = table.seal();
    ASSERT_TRUE(set);
    table.discard(*set);
    before_claim.go_on.release();
    adds.join();
    after_claim.go_on.release();
    sets.join();

    const ShardView view = table.read({&counter, 1});
    ASSERT_EQ(view.counters.at(0).size(), 1U);
    EXPECT_EQ(view.counters[0][0].change, (Change{Change::Kind::set, 500}));
}

}  // namespace
}  // namespace model_counter::embedded
