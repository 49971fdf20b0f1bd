#include "worker_figures.hpp"

#include "lag.hpp"

#include <algorithm>

namespace model_counter::program {

void WorkerRounds::add(const SyncReport& report, const Error* error) {
    const std::lock_guard lock(mutex_);
    figures_.last_round_at = now_in_seconds();
    if (error != nullptr) {
        ++figures_.failed;
        ++figures_.failures_in_a_row;
        figures_.failure = error->what();
        return;
    }
    figures_.failures_in_a_row = 0;
    figures_.failure.clear();
    if (report.skipped) {
        ++figures_.skipped;
        return;
    }
    ++figures_.syncs;
    figures_.retries += report.retries;
    figures_.rejected += report.rejected;
    figures_.damaged += report.damaged;
    figures_.store_roll_backs += report.store_went_back ? 1 : 0;
    figures_.database_roll_backs += report.database_went_back ? 1 : 0;
    const double took = std::chrono::duration<double>(report.took).count();
    figures_.took_seconds += took;
    const auto* const bound = std::lower_bound(kSyncSeconds.begin(), kSyncSeconds.end(), took);
    ++figures_.took.at(static_cast<std::size_t>(bound - kSyncSeconds.begin()));
}

WorkerFigures WorkerRounds::figures() const {
    const std::lock_guard lock(mutex_);
    return figures_;
}

}  // namespace model_counter::program
