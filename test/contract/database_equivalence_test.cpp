#include "contract/database_contract.hpp"

#include <rapidcheck/gtest.h>

namespace model_counter::test {
namespace {

/// Few counters and few amounts, so that they meet, and overflow, often.
struct Step {
    bool is_write = false;                                ///< else a fold
    std::vector<std::pair<std::string, Change>> changes;  ///< the last one of a counter holds
};

rc::Gen<Change> any_change() {
    const auto amount = rc::gen::elementOf(
        std::vector<std::int64_t>{kLeast, kGreatest, -kAmountMax, kAmountMax, -1, 0, 1, 1000});
    return rc::gen::apply(
        [](int kind, std::int64_t value) {
            return kind == 0   ? Change{Change::Kind::remove, 0}
                   : kind == 1 ? Change{Change::Kind::set, value}
                               : Change{Change::Kind::add, value};
        },
        rc::gen::inRange(0, 6), amount);
}

rc::Gen<Step> any_step() {
    const auto counter = rc::gen::elementOf(
        std::vector<std::string>{"u:1:a", "u:1:b", "u:-1:a", "u:x:a", "u:01:a", "v:1:a"});
    return rc::gen::build<Step>(
        rc::gen::set(&Step::is_write, rc::gen::weightedElement<bool>({{1, true}, {3, false}})),
        rc::gen::set(&Step::changes,
                     rc::gen::container<std::vector<std::pair<std::string, Change>>>(
                         rc::gen::pair(counter, any_change()))));
}

/// What a step did, as far as a caller can tell.
std::string outcome(Database& database, const Step& step) {
    const LedgerKey key{"0123456789abcdef0123456789abcdef", 0};
    std::map<std::string, Change> encoded;
    for (const auto& [text, change] : step.changes) {
        encoded[encode(CounterId::parse(text).ref())] = change;
    }
    std::vector<FoldRow> rows;
    for (const auto& [bytes, change] : encoded) {
        rows.push_back({bytes, change});
    }
    std::string result;
    try {
        if (step.is_write) {
            database.write(rows);
            return "written";
        }
        const Ledger expected = database.open_ledger(key);
        Ledger next = expected;
        ++next.floor;
        for (const Reject& reject : database.fold({key, expected, next, rows}).rejects) {
            result += reject.reason + "\n";
        }
    } catch (const Error& error) {
        result = error.what();
    }
    return result;
}

RC_GTEST_PROP(DatabaseEquivalence, every_kind_does_what_the_memory_database_does, ()) {
    const auto steps = *rc::gen::container<std::vector<Step>>(any_step());
    for (const DatabaseKind& kind : database_kinds()) {
        const auto fixture = kind.make();
        const auto database = fixture->open();
        database->migrate();
        const auto fresh = memory_database_kind().make();
        const auto memory = fresh->open();
        for (const Step& step : steps) {
            RC_ASSERT(outcome(*database, step) == outcome(*memory, step));
        }
        RC_ASSERT(fixture->rows() == fresh->rows());
        RC_ASSERT(fixture->rejects().size() == fresh->rejects().size());
    }
}

}  // namespace
}  // namespace model_counter::test
