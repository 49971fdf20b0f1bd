#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter::program {

/// A line that was not counted, and why.
struct BadLine {
    std::uint64_t number = 0;  ///< from 1
    std::string reason;
};

/// Most bad lines that are kept with their reasons; all are counted.
inline constexpr std::size_t kBadLinesShownMax = 20;

/// Collects lines that are set aside; writes them, as they are, into a dead-letter file.
class BadLines {
public:
    /// Appends to the file; an empty path: none.
    ///
    /// Errors: unavailable  it cannot be opened
    explicit BadLines(const std::string& dead_letter_path);
    BadLines(const BadLines&) = delete;
    BadLines& operator=(const BadLines&) = delete;
    ~BadLines();

    /// Sets a line aside, in any order within a block; `text` must last until `settle`.
    void add(std::uint64_t number, std::string_view text, std::string reason);

    /// Forgets those of the block that were not reached.
    void drop_from(std::uint64_t number);

    /// Puts a block's bad lines in order, counts them, and writes them.
    ///
    /// Errors: unavailable  the dead-letter file cannot be written
    void settle();

    [[nodiscard]] std::uint64_t count() const noexcept { return count_; }
    [[nodiscard]] const std::vector<BadLine>& first() const noexcept { return first_; }

private:
    struct Unsettled {
        BadLine line;
        std::string_view text;
    };

    void write(const std::string& lines);

    std::string path_;
    int descriptor_ = -1;
    std::uint64_t count_ = 0;
    std::vector<BadLine> first_;
    std::vector<Unsettled> unsettled_;
};

}  // namespace model_counter::program
