#include "sync/consistent_read.hpp"

#include "sync/contradiction.hpp"

#include <limits>

namespace model_counter {

ReadRule::Verdict ReadRule::looked(const ShardState& state, const Ledger& ledger) {
    // The ledger of the last look is older than this look at the store. What contradicts it now
    // is no synchronizer at work in between: the store went back.
    proven_ = looks_ > 0 && contradicts(state, ledger_);
    ledger_ = ledger;
    ++looks_;
    if (contradicts(state, ledger)) {
        return proven_ ? Verdict::store_went_back : Verdict::look_again;
    }
    if (ledger.floor < state.last_discarded) {
        return looks_ < kLooksMax ? Verdict::look_again : Verdict::database_went_back;
    }
    return Verdict::good;
}

bool ReadRule::unknown_but_passed(const Part& part) const {
    // The open part has no nonce yet; were its number used, nobody could know it.
    return part.seq <= ledger_.greatest() && (part.nonce == 0 || !ledger_.knows(part.nonce));
}

bool ReadRule::counts(const Part& part, const CounterRef& counter, std::string_view encoded) const {
    return part.seq > ledger_.applied(counter, encoded) || (proven_ && unknown_but_passed(part));
}

ReadValue value_of(std::optional<std::int64_t> baseline, std::span<const Part> parts,
                   const ReadRule& rule, const CounterRef& counter, std::string_view encoded) {
    // Wide, because parts may leave int64 and come back: they are applied as one sum.
    __extension__ using Wide = __int128;
    Wide sum = baseline.value_or(0);
    ReadValue result{baseline.has_value(), 0};
    for (const Part& part : parts) {
        if (!rule.counts(part, counter, encoded)) {
            continue;
        }
        const bool adds = part.change.kind == Change::Kind::add;
        sum = adds ? sum + part.change.amount : Wide{part.change.amount};
        result.exists = part.change.kind != Change::Kind::remove;
    }
    if (sum < std::numeric_limits<std::int64_t>::min() ||
        sum > std::numeric_limits<std::int64_t>::max()) {
        result.value = std::nullopt;
    } else {
        result.value = static_cast<std::int64_t>(sum);
    }
    return result;
}

}  // namespace model_counter
