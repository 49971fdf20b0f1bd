#pragma once

#include "model_counter/counter_id.hpp"
#include "model_counter/ledger.hpp"
#include "model_counter/store.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace model_counter {

/// Which parts of a shard count, by what the store held first and the ledger said then.
///
/// No I/O: the caller looks at the store, then reads baselines and ledger in one statement, tells
/// `looked`, and looks again where it says so.
/// Source: docs/design/exactly-once.md, "reading"
class ReadRule {
public:
    enum class Verdict {
        good,                ///< the values are exact
        look_again,          ///< the two do not fit together: another look tells
        store_went_back,     ///< still so: the store came back from an older state
        database_went_back,  ///< still so: the database is older than what the store handed over
    };

    Verdict looked(const ShardState& state, const Ledger& ledger);

    /// Whether a part adds to the baseline that was read with the ledger.
    [[nodiscard]] bool counts(const Part& part, const CounterRef& counter,
                              std::string_view encoded) const;

private:
    [[nodiscard]] bool unknown_but_passed(const Part& part) const;

    static constexpr int kLooksMax = 3;

    int looks_ = 0;
    bool proven_ = false;  ///< the store went back
    Ledger ledger_;
};

/// The value after the parts that count, from the baseline before them.
struct ReadValue {
    bool exists = false;
    std::optional<std::int64_t> value;  ///< nothing: it leaves int64
};

[[nodiscard]] ReadValue value_of(std::optional<std::int64_t> baseline, std::span<const Part> parts,
                                 const ReadRule& rule, const CounterRef& counter,
                                 std::string_view encoded);

/// Looks at the store and at the database until the two fit together, or it is proven that they
/// cannot; `report` is told of the latter.
template <class LookAtStore, class LookAtDatabase, class Report, class Use>
decltype(auto) read_consistently(LookAtStore look_at_store, LookAtDatabase look_at_database,
                                 Report report, Use use) {
    ReadRule rule;
    for (;;) {
        const auto view = look_at_store();
        const auto baselines = look_at_database(view.state);
        const auto verdict = rule.looked(view.state, baselines.ledger);
        if (verdict == ReadRule::Verdict::look_again) {
            continue;
        }
        report(verdict);
        return use(view, baselines, rule);
    }
}

}  // namespace model_counter
