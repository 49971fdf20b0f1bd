#pragma once

#include "database/postgresql/parameters.hpp"
#include "model_counter/counter_id.hpp"
#include "model_counter/store.hpp"

#include <span>

namespace model_counter::postgresql {

/// Whether the tables' column owner_id can hold this id.
[[nodiscard]] bool fits(const OwnerRef& owner, OwnerIdKind kind);

/// Adds a counter's five columns as parameters. Its id must fit.
void add_counter(Parameters& parameters, const CounterRef& counter, OwnerIdKind kind);

/// The same for an owner's id alone.
void add_owner_id(Parameters& parameters, const OwnerRef& owner, OwnerIdKind kind);

/// Adds the columns of several counters, an array each. Their ids must fit.
void add_counters(Parameters& parameters, std::span<const CounterRef> counters, OwnerIdKind kind);

/// The same without interval and period.
void add_totals(Parameters& parameters, std::span<const CounterRef> counters, OwnerIdKind kind);

}  // namespace model_counter::postgresql
