#pragma once

#include "model_counter/sync.hpp"

#include <string>

namespace model_counter::program {

/// What a sync did, for people: `synced 3 counters, +17, in 1 transaction`.
[[nodiscard]] std::string one_line(const SyncReport& report);

/// The same for a log, in which programs search: `sync rows=3 amount=+17 units=17 sets=1
/// transactions=1 rejected=0 damaged=0 skipped=no seconds=0.004`.
[[nodiscard]] std::string log_line(const SyncReport& report);

/// Writes to the log what a sync set aside, and what to do; `table` is the counters' table.
void log_faults(const SyncReport& report, const std::string& table);

}  // namespace model_counter::program
