#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace model_counter::program {

/// How far a log file was read, and by what the file is known again when it has another name.
struct LogPosition {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::uint64_t offset = 0;      ///< bytes that were read
    std::uint64_t lines = 0;       ///< lines that were read
    std::uint64_t head_bytes = 0;  ///< how much of its beginning `head_hash` covers
    std::uint64_t head_hash = 0;

    /// As numbers that can be kept.
    [[nodiscard]] std::vector<std::uint64_t> numbers() const;

    /// Errors: corrupt  these are not what `numbers` gives
    static LogPosition from_numbers(std::span<const std::uint64_t> numbers);

    friend bool operator==(const LogPosition&, const LogPosition&) = default;
};

/// One of the files that a rotated log consists of.
struct LogFile {
    std::string path;
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::uint64_t size = 0;
    std::int64_t changed_at = 0;  ///< nanoseconds since the epoch
    bool is_live = false;         ///< the one that is written to: its path is the log's
    bool is_compressed = false;
};

/// The files of a log, in the order in which they were written; the live one last.
///
/// Beside `access.log` these are `access.log.1`, `access.log-20241203`, `access-20241203.log` and
/// the like, with `.gz` and other endings where they are compressed.
[[nodiscard]] std::vector<LogFile> files_of_log(const std::string& path);

/// The open file at a position in it.
///
/// Errors: unavailable  it cannot be read
[[nodiscard]] LogPosition position_in(int descriptor, std::uint64_t offset, std::uint64_t lines);

/// Whether this file is the one of the position, by what it begins with. A copy of it is, too.
[[nodiscard]] bool begins_alike(const LogFile& file, const LogPosition& position);

}  // namespace model_counter::program
