#pragma once

#include "model_counter/ledger.hpp"

#include <string>
#include <string_view>

namespace model_counter::redis {

/// A source's ledger entry as a shard keeps it: floor, nonces, and the run that is under way.
///
/// Entries of different meaning have different texts, and an entry that was made anew never has the
/// text of an earlier one: its first nonce is drawn when it is made. So comparing texts is enough.
[[nodiscard]] std::string entry_text(const Ledger& ledger);

/// The reverse; an empty text is an empty ledger.
///
/// Errors: corrupt  it is not what `entry_text` writes
[[nodiscard]] Ledger parse_entry(std::string_view text);

}  // namespace model_counter::redis
