#pragma once

#include "import/import_state.hpp"
#include "import/laravel_keys.hpp"

namespace model_counter::laravel {

/// Drains the package's keys in Redis: sets a batch aside, folds it, drops it, and so on. A batch
/// that an earlier run left is settled first.
///
/// A batch is taken exactly once: its number is the floor of a ledger row of this Redis, and moves
/// in the transaction that writes the rows.
/// Errors: conflict  Redis holds a batch under a number that was taken in already with another
///                   content: it came back from an older state
void drain_keys(ImportState& state, LaravelKeys& keys);

/// Looks at every key, and at what is set aside. Changes nothing.
void look_at_keys(ImportState& state, LaravelKeys& keys, Sums& sums);

/// Adds what was drained so far.
void add_drained(LaravelKeys& keys, Sums& sums);

}  // namespace model_counter::laravel
