#include "sync/contradiction.hpp"

#include <algorithm>

namespace model_counter {

bool is_foreign(const SetId& set, const Ledger& ledger) {
    return set.seq <= ledger.greatest() && !ledger.knows(set.nonce);
}

bool contradicts(const ShardState& state, const Ledger& ledger) {
    return state.open_seq <= ledger.greatest() ||
           std::any_of(state.waiting.begin(), state.waiting.end(),
                       [&](const SetId& set) { return is_foreign(set, ledger); });
}

}  // namespace model_counter
