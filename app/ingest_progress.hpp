#pragma once

#include "progress_bar.hpp"

#include <chrono>
#include <cstdint>
#include <optional>

namespace model_counter::program {

/// Shows how far an ingest came: a bar on a terminal; else, of one that follows a log, a line of
/// the log every minute in which something came.
class IngestProgress {
public:
    explicit IngestProgress(bool follows) : follows_(follows) {}

    /// `lines` were counted and `bad` set aside by this run; of the file, `done` bytes of `total`
    /// are read.
    void show(std::uint64_t lines, std::uint64_t bad, std::uint64_t done,
              std::optional<std::uint64_t> total);

private:
    using Clock = std::chrono::steady_clock;

    void tell_log(std::uint64_t lines, std::uint64_t bad, Clock::time_point now);

    bool follows_;
    ProgressBar bar_{"ingest"};
    Clock::time_point begun_ = Clock::now();
    std::optional<std::uint64_t> done_before_;  ///< an earlier run's part of the file
    Clock::time_point told_at_ = begun_;
    std::uint64_t told_lines_ = 0;
    std::uint64_t told_bad_ = 0;
};

}  // namespace model_counter::program
