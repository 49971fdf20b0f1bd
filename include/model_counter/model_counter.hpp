#pragma once

#include "model_counter/config.hpp"
#include "model_counter/counters.hpp"
#include "model_counter/has_counters.hpp"
#include "model_counter/period.hpp"
#include "model_counter/scheduler.hpp"

/// Counts anything that belongs to anything, and brings every count into an SQL database exactly
/// once. Begin with `Counters`; its guide is in docs/guide.
namespace model_counter {}
