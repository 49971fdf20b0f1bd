#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter::program {

/// Reads a file or standard input in blocks of whole lines, in bounded memory.
///
/// Errors: not_found         there is no such file
///         invalid_argument  it is a directory
///         unavailable       it cannot be opened or read
class LineBlocks {
public:
    /// Longest line, in bytes.
    static constexpr std::size_t kLineBytesMax = 64 * 1024;

    /// A part of the file. Valid until the next one is asked for.
    struct Block {
        std::string_view lines;         ///< whole lines; only the file's last may lack its '\n'
        bool is_too_long_line = false;  ///< instead of lines: one line over the limit was skipped
    };

    /// Opens a file; `-` is standard input.
    explicit LineBlocks(const std::string& path);
    LineBlocks(const LineBlocks&) = delete;
    LineBlocks& operator=(const LineBlocks&) = delete;
    ~LineBlocks();

    /// The next lines, as soon as there are any.
    ///
    /// Returns: nothing at the end, and when a signal's handler interrupted the reading
    [[nodiscard]] std::optional<Block> next();

    /// How many bytes were read.
    [[nodiscard]] std::uint64_t bytes_read() const noexcept { return bytes_read_; }

    /// How many bytes there are; nothing when that cannot be known.
    [[nodiscard]] std::optional<std::uint64_t> bytes_total() const;

private:
    bool read_more();
    bool skip_long_line();
    std::optional<Block> last_line();

    std::string name_;
    int descriptor_;
    std::vector<char> buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::uint64_t bytes_read_ = 0;
    bool at_end_ = false;
};

}  // namespace model_counter::program
