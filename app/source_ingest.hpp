#pragma once

#include "bad_lines.hpp"
#include "ingest.hpp"
#include "line_format.hpp"
#include "line_periods.hpp"
#include "log_reader.hpp"
#include "model_counter/source.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace model_counter::program {

/// Counts the lines of a log through a source: sums and the position in the log are committed
/// together, so that each line counts exactly once.
///
/// Bad lines are written to the dead-letter file before the commit that passes them: after a crash
/// they can be in it twice, never not at all.
class SourceIngest {
public:
    /// Commits the source with what was added to it, and the position given.
    using Commit = std::function<SourceCommit(std::span<const std::uint64_t>)>;

    SourceIngest(Source& source, const LogReader& log, LineFormat& format, LinePeriods& periods,
                 BadLines& bad, std::size_t rows_max, Commit commit);

    /// Adds a block's lines; commits whenever `rows_max` counters wait.
    void count(const LogBlock& block);

    /// Commits what waits, with a position in the log's current file.
    void commit_position(std::uint64_t offset, std::uint64_t lines);

    /// Commits what waits for a second or longer.
    void commit_if_due();
    void commit();

    [[nodiscard]] std::uint64_t lines_counted() const noexcept { return counted_; }
    [[nodiscard]] std::uint64_t rejected() const noexcept { return rejected_; }

private:
    void add(const Line& line, std::uint64_t offset);
    [[nodiscard]] bool add_all(const std::vector<Increment>& increments);

    Source& source_;
    const LogReader& log_;
    LineFormat& format_;
    LinePeriods& periods_;
    BadLines& bad_;
    std::size_t rows_max_;
    Commit commit_;
    std::uint64_t counted_ = 0;
    std::uint64_t uncommitted_ = 0;  ///< lines that were counted since the last commit
    std::uint64_t rejected_ = 0;
    std::optional<LogPosition> reached_;  ///< not committed yet
    std::chrono::steady_clock::time_point since_;
};

}  // namespace model_counter::program
