#include "source_ingest.hpp"

#include "log_lines.hpp"
#include "model_counter/encoded_id.hpp"
#include "model_counter/error.hpp"

#include <string>
#include <utility>

namespace model_counter::program {
namespace {

constexpr std::chrono::seconds kBetweenCommits{1};

}  // namespace

SourceIngest::SourceIngest(Source& source, const LogReader& log, LineFormat& format,
                           LinePeriods& periods, BadLines& bad, std::size_t rows_max, Commit commit)
    : source_(source),
      log_(log),
      format_(format),
      periods_(periods),
      bad_(bad),
      rows_max_(rows_max),
      commit_(std::move(commit)) {}

void SourceIngest::count(const LogBlock& block) {
    if (!reached_) {
        since_ = std::chrono::steady_clock::now();
    }
    std::uint64_t lines = block.lines_before;
    if (set_aside_long_line(block, bad_)) {
        ++lines;
    } else {
        std::uint64_t begin = block.offset;
        for_each_line(block, [&](const Line& line, std::uint64_t end) {
            add(line, begin);
            begin = end;
            lines = line.number;
            if (source_.pending() >= rows_max_) {
                commit_position(end, lines);
            }
        });
    }
    format_.forget();
    periods_.forget();
    bad_.settle();
    reached_ = log_.position(block.end, lines);
    commit_if_due();
}

/// Adds a line that begins at `offset`.
void SourceIngest::add(const Line& line, std::uint64_t offset) {
    std::string fault;
    const auto increment = format_.read(line.text, fault);
    if (!increment) {
        bad_.add(line.number, line.text, fault);
        return;
    }
    try {
        const auto& increments = periods_.of(*increment);
        if (!add_all(increments)) {
            commit_position(offset, line.number - 1);
            if (!add_all(increments)) {
                throw Error(ErrorCode::internal, "an empty source takes no amount");
            }
        }
        ++uncommitted_;
    } catch (const Error& error) {
        if (error.kind() != ErrorCode::invalid_argument) {
            throw;
        }
        bad_.add(line.number, line.text, error.what());
    }
}

/// All of a line, or nothing of it: what a commit writes ends with a whole line.
bool SourceIngest::add_all(const std::vector<Increment>& increments) {
    for (std::size_t i = 0; i < increments.size(); ++i) {
        if (source_.add(increments[i].counter, increments[i].amount)) {
            continue;
        }
        while (i-- > 0) {
            if (!source_.add(increments[i].counter, -increments[i].amount)) {
                throw Error(ErrorCode::internal, "what was added cannot be taken back");
            }
        }
        return false;
    }
    return true;
}

void SourceIngest::commit_position(std::uint64_t offset, std::uint64_t lines) {
    reached_ = log_.position(offset, lines);
    commit();
}

void SourceIngest::commit_if_due() {
    if (reached_ && std::chrono::steady_clock::now() - since_ >= kBetweenCommits) {
        commit();
    }
}

void SourceIngest::commit() {
    if (!reached_) {
        return;
    }
    bad_.settle();
    const SourceCommit done = commit_(reached_->numbers());
    for (const Reject& reject : done.rejects) {
        log(LogLevel::warning,
            canonical_text(decode(reject.encoded)) + " was rejected: " + reject.reason);
    }
    rejected_ += done.rejects.size();
    counted_ += std::exchange(uncommitted_, 0);
    reached_.reset();
    since_ = std::chrono::steady_clock::now();
}

}  // namespace model_counter::program
