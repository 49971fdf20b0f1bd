#include "contract/database_contract.hpp"
#include "step_hook.hpp"

#include <array>

namespace model_counter::test {
namespace {

struct Killed {};
std::string kill_at;  // the hook is a plain function: it can reach nothing else

void kill_hook(const char* step) {
    if (step == kill_at) {
        throw Killed{};
    }
}

/// What is thrown in the middle of a transaction stands for a process that dies there.
class DatabaseKill : public DatabaseContract {
protected:
    DatabaseKill() { internal::step_hook = kill_hook; }
    ~DatabaseKill() override { internal::step_hook = nullptr; }

    static constexpr std::array kBeforeCommit{"apply:begun", "apply:rows-written",
                                              "apply:ledger-written", "commit:before"};
};

INSTANTIATE_TEST_SUITE_P(, DatabaseKill, testing::ValuesIn(database_kinds()), kind_name);

TEST_P(DatabaseKill, leaves_nothing_of_a_fold_that_dies_before_its_commit) {
    kill_at.clear();
    fold({set("u:1:a", kGreatest), add("u:1:b", 1)});
    for (const char* step : kBeforeCommit) {
        kill_at = step;
        EXPECT_THROW(fold({add("u:1:a", 1), add("u:1:b", 1), remove("u:1:c")}), Killed) << step;
        kill_at.clear();
        EXPECT_EQ(counts(), (Counts{{"u:1:a", kGreatest}, {"u:1:b", 1}})) << step;
        EXPECT_EQ(fixture_->open()->open_ledger(key_).floor, 1U) << step;
        EXPECT_TRUE(fixture_->rejects().empty()) << step;
    }
    EXPECT_FALSE(fold({add("u:1:b", 1)}).moved);
    EXPECT_EQ(count("u:1:b"), 2);
}

TEST_P(DatabaseKill, keeps_all_of_a_fold_that_dies_after_its_commit) {
    kill_at = "commit:after";
    EXPECT_THROW(fold({add("u:1:a", 1)}), Killed);
    kill_at.clear();
    EXPECT_EQ(count("u:1:a"), 1);
    EXPECT_EQ(database_->open_ledger(key_).floor, 1U);
}

TEST_P(DatabaseKill, leaves_nothing_of_a_write_that_dies_before_its_commit) {
    for (const char* step : {"apply:begun", "apply:rows-written", "commit:before"}) {
        kill_at = step;
        EXPECT_THROW(write({add("u:1:a", 1)}), Killed) << step;
        kill_at.clear();
        EXPECT_EQ(count("u:1:a"), std::nullopt) << step;
    }
    write({add("u:1:a", 1)});
    EXPECT_EQ(count("u:1:a"), 1);
}

}  // namespace
}  // namespace model_counter::test
