#pragma once

#include "model_counter/error.hpp"
#include "model_counter/sync.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

namespace model_counter::program {

/// Upper bounds of the classes of times that syncs took, in seconds.
inline constexpr std::array kSyncSeconds{0.005, 0.025, 0.1, 0.5, 2.5, 10.0, 60.0, 300.0};

/// What a worker did since it began, and whether it gets on.
struct WorkerFigures {
    std::uint64_t syncs = 0;    ///< that were good
    std::uint64_t failed = 0;   ///< that were not
    std::uint64_t skipped = 0;  ///< that another synchronizer did
    std::uint64_t retries = 0;
    std::uint64_t rejected = 0;
    std::uint64_t damaged = 0;
    std::uint64_t store_roll_backs = 0;
    std::uint64_t database_roll_backs = 0;
    std::array<std::uint64_t, kSyncSeconds.size() + 1> took{};  ///< good syncs in each class
    double took_seconds = 0;                                    ///< all of them together
    std::uint64_t failures_in_a_row = 0;
    std::string failure;             ///< what the last one said
    std::int64_t last_round_at = 0;  ///< seconds since the epoch; 0: none yet
};

/// The rounds of a worker, as they come.
///
/// Threads: any.
class WorkerRounds {
public:
    void add(const SyncReport& report, const Error* error);
    [[nodiscard]] WorkerFigures figures() const;

private:
    mutable std::mutex mutex_;
    WorkerFigures figures_;
};

}  // namespace model_counter::program
