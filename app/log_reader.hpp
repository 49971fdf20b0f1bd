#pragma once

#include "line_blocks.hpp"
#include "log_position.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace model_counter::program {

/// Lines of a log, and where they are in their file.
struct LogBlock {
    LineBlocks::Block block;
    std::uint64_t offset = 0;        ///< of its first byte
    std::uint64_t lines_before = 0;  ///< lines of the file before it
    std::uint64_t end = 0;           ///< the offset behind it
};

/// Reads a log through its rotations: renamed and begun anew, or copied and truncated.
///
/// A file that was rotated is read to its end, an unfinished last line included; it counts as ended
/// when there is a newer one and it has not grown for `kRotationGrace`. An unfinished last line of
/// the live file is left until its end is written.
/// Errors: those of LineBlocks
///         invalid_argument  the path is not that of a regular file
///         conflict          the file that comes next was compressed, or is not there any more
class LogReader {
public:
    /// How long a rotated file must not have grown.
    static constexpr std::chrono::seconds kRotationGrace{2};

    /// Goes on at `from`, or begins at the beginning of what is at `path` now. `warn` is told of
    /// what whoever keeps the log should know.
    LogReader(std::string path, const std::optional<LogPosition>& from,
              std::function<void(const std::string&)> warn);

    /// The next lines.
    ///
    /// Returns: nothing when there are none now
    [[nodiscard]] std::optional<LogBlock> next();

    /// Whether all that was written so far was read; else `next` goes on after a while.
    [[nodiscard]] bool is_at_end() const;

    /// A position in the file that the last block came from.
    [[nodiscard]] LogPosition position(std::uint64_t offset, std::uint64_t lines) const {
        return position_in(blocks_->descriptor(), offset, lines);
    }

    /// Bytes read of the file that is read now, and its size.
    [[nodiscard]] std::uint64_t bytes_read() const noexcept { return blocks_->position(); }
    [[nodiscard]] std::optional<std::uint64_t> bytes_total() const {
        return blocks_->bytes_total();
    }
    [[nodiscard]] const std::string& file() const noexcept { return current_.path; }

private:
    void open(const LogFile& file, std::uint64_t offset, std::uint64_t lines);
    void find(const LogPosition& from);
    [[nodiscard]] bool open_copy_of(const LogPosition& from);
    [[nodiscard]] LogBlock located(const LineBlocks::Block& block, std::uint64_t offset);
    [[nodiscard]] std::optional<LogFile> newer() const;
    [[nodiscard]] bool may_still_grow() const;
    [[nodiscard]] bool went_on_after_truncation();

    std::string path_;
    std::function<void(const std::string&)> warn_;
    LogFile current_;
    std::unique_ptr<LineBlocks> blocks_;
    LogPosition seen_;         ///< the last end of the current file that was reached
    std::uint64_t lines_ = 0;  ///< of the current file, up to what was returned last
};

}  // namespace model_counter::program
