#pragma once

#include "store/redis/session.hpp"

#include <string>
#include <unordered_map>
#include <vector>

namespace model_counter::redis {

/// The change that a counter's field and the mark beside it stand for; nothing when neither is
/// there.
///
/// Errors: corrupt  they are not what this library writes
[[nodiscard]] std::optional<Change> change_of(const std::string* value, const std::string* mark);

/// Changes by the counter's field.
using FieldChanges = std::unordered_map<std::string, Change>;

/// Makes changes of a hash's fields and values.
[[nodiscard]] FieldChanges changes_of(const std::unordered_map<std::string, std::string>& fields);

/// Reads a sealed set back.
///
/// Returns: nothing when it is not there any more
/// Errors:  corrupt  it has other fields than it was sealed with
/// Cost:    one round trip for its hashes while they are small, then one for every thousand fields
///          of the largest.
[[nodiscard]] std::optional<FieldChanges> read_set_changes(Session& session, std::uint32_t shard,
                                                           const SetId& id);

/// The set's entries, in bytes of their own.
[[nodiscard]] SealedSet sealed_set(const SetId& id, const FieldChanges& changes);

/// A shard's notes, as they are.
[[nodiscard]] Meta read_notes(Session& session, std::uint32_t shard);

}  // namespace model_counter::redis
