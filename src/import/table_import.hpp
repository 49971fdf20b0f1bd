#pragma once

#include "import/import_state.hpp"
#include "import/laravel_source.hpp"

namespace model_counter::laravel {

/// Looks at every row of the source's table, and takes those that no earlier run took - none in a
/// dry run, or with `sums`, to which every good row is added.
///
/// The position is in the ledger: its floor is the id of the last row taken, and moves in the
/// transaction that writes the rows.
void import_table(ImportState& state, LaravelSource& source, Sums* sums);

}  // namespace model_counter::laravel
