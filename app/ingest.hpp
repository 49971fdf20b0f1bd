#pragma once

#include "line_blocks.hpp"
#include "model_counter/counters.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace model_counter::program {

/// A line that was not counted, and why.
struct BadLine {
    std::uint64_t number = 0;  ///< from 1
    std::string reason;
};

/// Most bad lines that are kept with their reasons; all are counted.
inline constexpr std::size_t kBadLinesShownMax = 20;

/// What an ingest did. lines = counted + bad.
struct IngestReport {
    std::uint64_t lines = 0;
    std::uint64_t counted = 0;
    std::uint64_t bad = 0;
    std::vector<BadLine> first_bad_lines;
};

/// Counts the lines of a file, in order, a block at a time.
///
/// A line whose owner, key or amount breaks a limit, or that would take a counter out of range, is
/// set aside and the rest proceeds. Where the store is full, `make_room` is called.
/// Errors: those of the store; every line that the report counts is done then, and the message
///         names the next one
class Ingest {
public:
    Ingest(Counters& counters, std::function<void()> make_room)
        : counters_(counters), make_room_(std::move(make_room)) {}

    /// Counts a block of whole lines; each is acknowledged or set aside when this returns.
    void count(const LineBlocks::Block& block);

    [[nodiscard]] const IngestReport& report() const noexcept { return report_; }

private:
    void read_line(std::string_view line);
    void count_pending();
    BulkResult try_pending(std::size_t done);
    void set_aside(std::uint64_t number, const std::string& reason);
    void settle_bad_lines();
    [[noreturn]] void stop_before(std::uint64_t number, const Error& error);

    Counters& counters_;
    std::function<void()> make_room_;
    IngestReport report_;
    std::uint64_t number_ = 0;  ///< of the line read last
    std::vector<Increment> pending_;
    std::vector<std::uint64_t> pending_numbers_;
    std::vector<BadLine> bad_of_block_;
};

}  // namespace model_counter::program
