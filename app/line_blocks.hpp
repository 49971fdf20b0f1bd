#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter::program {

/// Opens a file for reading; `-` is standard input.
///
/// Errors: not_found         there is no such file
///         invalid_argument  it is a directory
///         unavailable       it cannot be opened
[[nodiscard]] int open_for_reading(const std::string& path);

/// Reads a file in blocks of whole lines, in bounded memory. It may grow meanwhile: after its end
/// was reached, `next` looks again.
///
/// Errors: unavailable  it cannot be read
class LineBlocks {
public:
    /// Longest line, in bytes.
    static constexpr std::size_t kLineBytesMax = 64 * 1024;

    /// A part of the file. Valid until the next one is asked for.
    struct Block {
        std::string_view lines;         ///< whole lines; the one from `last_line` lacks its '\n'
        bool is_too_long_line = false;  ///< `lines` is the beginning of one line over the limit

        [[nodiscard]] std::uint64_t line_count() const;
    };

    /// Reads what `open_for_reading(path)` gave from byte `offset` on, and closes it at the end.
    ///
    /// Waiting for a pipe or a terminal ends when there is something to read from `interrupt`.
    LineBlocks(const std::string& path, int descriptor, std::uint64_t offset = 0,
               int interrupt = -1);
    LineBlocks(const LineBlocks&) = delete;
    LineBlocks& operator=(const LineBlocks&) = delete;
    ~LineBlocks();

    /// The next lines, as soon as there are any.
    ///
    /// Returns: nothing at the end, and when it was interrupted
    [[nodiscard]] std::optional<Block> next();

    /// What is left at the end: a line that lacks its '\n', or nothing.
    [[nodiscard]] std::optional<Block> last_line();

    /// Whether the end was reached, as far as one knows.
    [[nodiscard]] bool is_at_end() const noexcept { return at_end_; }

    /// How many bytes of the file lie before what was not returned yet.
    [[nodiscard]] std::uint64_t position() const noexcept {
        return skips_ ? long_line_at_ : at_ + begin_;
    }

    /// How many bytes there are; nothing when that cannot be known.
    [[nodiscard]] std::optional<std::uint64_t> bytes_total() const;

    [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

private:
    bool read_more();
    bool wait_for_input();
    std::optional<Block> skip_long_line();

    std::string name_;
    int descriptor_;
    int interrupt_;
    std::vector<char> buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::uint64_t at_;  ///< the buffer's place in the file
    bool is_regular_ = false;
    bool at_end_ = false;
    bool skips_ = false;  ///< what is read belongs to a line over the limit
    std::uint64_t long_line_at_ = 0;
    std::string long_line_begin_;
};

}  // namespace model_counter::program
