#pragma once

#include "model_counter/database.hpp"
#include "model_counter/deadline.hpp"
#include "model_counter/ledger.hpp"

#include <cstdint>
#include <string_view>

namespace model_counter {

/// 64 bits of a text that stay the same in every version and process.
[[nodiscard]] std::uint64_t stable_hash(std::string_view text) noexcept;

/// The ledger row of what has a name in place of a store.
[[nodiscard]] LedgerKey named_ledger_key(std::string_view name);

/// Folds; a lost reply to COMMIT is settled by the ledger, and what had not been done is done.
///
/// Returns: what the fold did, without the rejects of one whose reply was lost; `moved` when
///          somebody else had moved the ledger: nothing was done then.
[[nodiscard]] FoldResult fold_and_settle(Database& database, const FoldRequest& request,
                                         const Deadline& deadline = Deadline::never());

}  // namespace model_counter
