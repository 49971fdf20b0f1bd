#include "sync/fold_rows.hpp"

#include "model_counter/encoded_id.hpp"
#include "support/arbitrary_ids.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace model_counter {
namespace {

/// One set, with the bytes that its entries borrow.
struct OneSet {
    std::map<std::string, Change> changes;  ///< by encoded id

    [[nodiscard]] SealedSet sealed(std::uint64_t seq) const {
        SealedSet set;
        set.id.seq = seq;
        for (const auto& [encoded, change] : changes) {
            set.entries.push_back({encoded, change});
        }
        // A set is in no order.
        std::reverse(set.entries.begin(), set.entries.end());
        return set;
    }
};

rc::Gen<std::string> any_encoded() {
    const auto few = rc::gen::map(rc::gen::element<std::string>("a:1:k", "a:1:l", "a:2:k", "a:x:k"),
                                  [](const std::string& text) { return CounterId::parse(text); });
    return rc::gen::map(rc::gen::oneOf(few, few, test::any_counter()),
                        [](const CounterId& counter) { return encode(counter.ref()); });
}

rc::Gen<Change> any_change() {
    const auto amount = rc::gen::weightedOneOf<std::int64_t>(
        {{2, rc::gen::element<std::int64_t>(-9, -1, 0, 1, 8)},
         {1, rc::gen::element(kAmountMax, std::numeric_limits<std::int64_t>::max())}});
    return rc::gen::apply(
        [](int kind, std::int64_t value) {
            return kind == 0   ? Change{Change::Kind::remove, 0}
                   : kind == 1 ? Change{Change::Kind::set, value}
                               : Change{Change::Kind::add, value};
        },
        rc::gen::element(0, 1, 2, 2, 2), amount);
}

rc::Gen<OneSet> any_set() {
    return rc::gen::map(
        rc::gen::container<std::map<std::string, Change>>(any_encoded(), any_change()),
        [](std::map<std::string, Change> changes) { return OneSet{std::move(changes)}; });
}

rc::Gen<Pattern> any_pattern() {
    return rc::gen::map(rc::gen::element<std::string>("*", "*", "*", "a", "a:1", "a:?:k", "::k"),
                        [](const std::string& text) { return Pattern(text); });
}

struct Expected {
    std::vector<std::tuple<std::string, Change, std::uint32_t>> rows;
    std::uint64_t overflow_at = 0;
};

/// Counter by counter, in the order of their parts, set by set.
Expected merge_slowly(const std::vector<OneSet>& sets, const Ledger& ledger,
                      const Pattern& pattern) {
    std::map<decltype(test::order_of(std::declval<CounterRef>())), std::string> counters;
    for (const OneSet& set : sets) {
        for (const auto& [encoded, change] : set.changes) {
            counters[test::order_of(decode(encoded))] = encoded;
        }
    }
    Expected expected;
    for (const auto& [order, encoded] : counters) {
        const CounterRef counter = decode(encoded);
        std::optional<Change> sum;
        std::uint32_t parts = 0;
        for (std::size_t i = 0; i < sets.size() && pattern.matches(counter); ++i) {
            const auto found = sets[i].changes.find(encoded);
            if (found == sets[i].changes.end() || i + 1 <= ledger.applied(counter, encoded)) {
                continue;
            }
            const auto both = sum ? combine(*sum, found->second) : found->second;
            if (!both) {
                const std::uint64_t seq = i + 1;
                expected.overflow_at =
                    expected.overflow_at == 0 ? seq : std::min(expected.overflow_at, seq);
                break;
            }
            sum = both;
            ++parts;
        }
        if (sum) {
            expected.rows.emplace_back(encoded, *sum, parts);
        }
    }
    return expected;
}

RC_GTEST_PROP(FoldRows, are_what_adding_up_one_by_one_gives, ()) {
    const auto given =
        *rc::gen::resize(20, rc::gen::container<std::vector<OneSet>>(
                                 *rc::gen::element<std::size_t>(0, 1, 2, 3, 4, 4), any_set()));
    Ledger ledger;
    ledger.floor = *rc::gen::element<std::uint64_t>(0, 0, 0, 1, 2);
    if (*rc::gen::arbitrary<bool>()) {
        ledger.marks = {{*any_pattern(), *rc::gen::element<std::uint64_t>(1, 2, 3, 4)}};
    }
    const Pattern pattern = *any_pattern();
    const Expected expected = merge_slowly(given, ledger, pattern);
    // What a run consists of does not depend on how far it has come.
    Ledger with_run = ledger;
    with_run.under_way = UnderWay{Pattern(), 9, encode({OwnerRef("a", "x"), "k"})};

    std::vector<SealedSet> sets;
    std::vector<const SealedSet*> pointers;
    for (std::size_t i = 0; i < given.size(); ++i) {
        sets.push_back(given[i].sealed(i + 1));
    }
    for (const SealedSet& set : sets) {
        pointers.push_back(&set);
    }
    const FoldRows rows = merge_sets(pointers, with_run, pattern);

    RC_CLASSIFY(expected.overflow_at != 0, "overflows");
    RC_CLASSIFY(expected.rows.empty(), "empty");
    RC_ASSERT(rows.overflow_at == expected.overflow_at);
    if (expected.overflow_at != 0) {
        return;
    }
    RC_ASSERT(rows.rows.size() == expected.rows.size());
    RC_ASSERT(rows.parts.size() == expected.rows.size());
    for (std::size_t i = 0; i < expected.rows.size(); ++i) {
        const auto& [encoded, change, parts] = expected.rows[i];
        RC_ASSERT(rows.rows[i].encoded == encoded);
        RC_ASSERT(rows.rows[i].change == change);
        RC_ASSERT(rows.parts[i] == parts);
    }
}

}  // namespace
}  // namespace model_counter
