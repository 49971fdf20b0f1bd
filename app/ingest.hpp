#pragma once

#include "bad_lines.hpp"
#include "line_format.hpp"
#include "line_periods.hpp"
#include "log_reader.hpp"
#include "model_counter/counters.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace model_counter::program {

/// A line of a block, without its end.
struct Line {
    std::uint64_t number = 0;  ///< from 1, in its file
    std::string_view text;
};

/// Calls `each` for every line of a block with the line and the offset behind it.
template <class Each>
void for_each_line(const LogBlock& block, const Each& each) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    std::string_view rest = block.block.lines;
    std::uint64_t number = block.lines_before;
    std::uint64_t end = block.offset;
    while (!rest.empty()) {
        const auto newline = rest.find('\n');
        std::string_view text = rest.substr(0, newline);
        const auto size = newline == std::string_view::npos ? rest.size() : newline + 1;
        rest.remove_prefix(size);
        end += size;
        if (number == 0 && text.starts_with(kByteOrderMark)) {
            text.remove_prefix(kByteOrderMark.size());
        }
        if (text.ends_with('\r')) {
            text.remove_suffix(1);
        }
        each(Line{++number, text}, end);
    }
}

/// Sets the block aside if it is a line over the limit.
[[nodiscard]] bool set_aside_long_line(const LogBlock& block, BadLines& bad);

/// Counts the lines of a file into the store, in order, a block at a time.
///
/// A line whose owner, key or amount breaks a limit, or that would take a counter out of range, is
/// set aside and the rest proceeds. Where the store is full, `make_room` is called.
/// Errors: those of the store; every line before the one that the message names is done then
class Ingest {
public:
    Ingest(Counters& counters, LineFormat& format, LinePeriods& periods, BadLines& bad,
           std::function<void()> make_room)
        : counters_(counters),
          format_(format),
          periods_(periods),
          bad_(bad),
          make_room_(std::move(make_room)) {}

    /// Counts a block of whole lines; each is acknowledged or set aside when this returns.
    void count(const LogBlock& block);

    [[nodiscard]] std::uint64_t lines_counted() const noexcept { return counted_; }
    /// The line that comes next, in the file of the last block.
    [[nodiscard]] std::uint64_t next_line() const noexcept { return next_line_; }

private:
    void add_pending(const Line& line, const TimedIncrement& increment);
    void count_pending();
    BulkResult try_pending(std::size_t done);
    void drop_counted(std::size_t first, std::span<const std::size_t> counted);
    [[noreturn]] void stop_before(std::uint64_t number, const Error& error);

    Counters& counters_;
    LineFormat& format_;
    LinePeriods& periods_;
    BadLines& bad_;
    std::function<void()> make_room_;
    std::uint64_t counted_ = 0;
    std::uint64_t next_line_ = 1;
    /// An increment's line, which may have several.
    struct Origin {
        Line line;
        bool is_last = true;  ///< the line's last increment
    };

    [[nodiscard]] std::uint64_t lines_done(std::size_t first, std::size_t count) const;

    std::vector<Increment> pending_;
    std::vector<Origin> pending_origins_;
};

}  // namespace model_counter::program
