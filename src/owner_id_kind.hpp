#pragma once

#include "model_counter/counter_id.hpp"
#include "model_counter/store.hpp"

namespace model_counter {

/// Checks that a table which takes owner ids of this kind takes this counter's.
///
/// Errors: invalid_argument  names the counter and the remedy
void check_owner_id(const CounterRef& counter, OwnerIdKind kind);

}  // namespace model_counter
