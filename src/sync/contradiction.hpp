#pragma once

#include "model_counter/ledger.hpp"
#include "model_counter/store.hpp"

namespace model_counter {

/// Whether the ledger has used the set's number for another one. The nonce tells: a set that a run
/// began to take in is among the ledger's nonces.
[[nodiscard]] bool is_foreign(const SetId& set, const Ledger& ledger);

/// Whether the store holds something, or is about to give something, under a number that the ledger
/// has used for something else. With a ledger that was read before the store was looked at, it is
/// proven that the store went back; with one that was read later, others may have been at work in
/// between: another look at the store tells.
[[nodiscard]] bool contradicts(const ShardState& state, const Ledger& ledger);

}  // namespace model_counter
