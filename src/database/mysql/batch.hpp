#pragma once

#include "database/mysql/connection.hpp"
#include "model_counter/counter_id.hpp"
#include "model_counter/database.hpp"

#include <cstddef>
#include <span>

namespace model_counter::mysql {

/// Rows from which on they are loaded into a temporary table first: fewer are faster in the
/// statement itself.
inline constexpr std::size_t kLoadedRowsLeast = 300;
/// Most rows that are loaded at a time: with the longest names they stay below the servers' default
/// for the size of a table in memory.
inline constexpr std::size_t kLoadedRowsMost = 10'000;

/// Whether the tables' column owner_id can hold this id.
[[nodiscard]] bool fits(const OwnerRef& owner, OwnerIdKind kind);

/// Adds an owner's id, which must fit.
void add_owner_id(Parameters& parameters, const OwnerRef& owner, OwnerIdKind kind);

/// Adds a counter's five columns. Its id must fit.
void add_counter(Parameters& parameters, const CounterRef& counter, OwnerIdKind kind);

/// Makes the session's temporary table for batches, outside of a transaction. Where that is
/// forbidden, the session goes without.
void make_batch(Connection& connection);

/// Puts rows into the temporary table, in their order. Their ids must fit.
///
/// Returns: false when the server did not take each of them as it is
bool load_batch(Connection& connection, std::span<const FoldRow> rows);

}  // namespace model_counter::mysql
