#include "line_blocks.hpp"

#include "model_counter/error.hpp"
#include "text.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace model_counter::program {
namespace {

constexpr std::size_t kBufferBytes = 1024 * 1024;

[[noreturn]] void raise(const std::string& what, const std::string& name, int number) {
    const std::string start = "cannot " + what + " " + name + ": " + error_text(number);
    if (number == ENOENT) {
        throw Error(ErrorCode::not_found, start + "; check the path, or give - for standard input");
    }
    if (number == EISDIR) {
        throw Error(ErrorCode::invalid_argument, start + "; give a file, or - for standard input");
    }
    throw Error(ErrorCode::unavailable, start + "; check its permissions and its disk");
}

std::string name_of(const std::string& path) {
    return path == "-" ? "standard input" : in_quotes(path);
}

}  // namespace

std::uint64_t LineBlocks::Block::line_count() const {
    if (is_too_long_line) {
        return 1;
    }
    const auto ends = std::count(lines.begin(), lines.end(), '\n');
    return static_cast<std::uint64_t>(ends) + (lines.ends_with('\n') ? 0 : 1);
}

int open_for_reading(const std::string& path) {
    if (path == "-") {
        return STDIN_FILENO;
    }
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        raise("open", name_of(path), errno);
    }
    return descriptor;
}

LineBlocks::LineBlocks(const std::string& path, int descriptor, std::uint64_t offset, int interrupt)
    : name_(name_of(path)),
      descriptor_(descriptor),
      interrupt_(interrupt),
      buffer_(kBufferBytes),
      at_(offset) {
    struct stat about {};
    is_regular_ = ::fstat(descriptor_, &about) == 0 && S_ISREG(about.st_mode);
    if (offset > 0 && ::lseek(descriptor_, static_cast<off_t>(offset), SEEK_SET) < 0) {
        raise("read", name_, errno);
    }
}

LineBlocks::~LineBlocks() {
    if (descriptor_ != STDIN_FILENO) {
        ::close(descriptor_);
    }
}

std::optional<std::uint64_t> LineBlocks::bytes_total() const {
    struct stat about {};
    if (!is_regular_ || ::fstat(descriptor_, &about) != 0 || about.st_size <= 0) {
        return std::nullopt;
    }
    return static_cast<std::uint64_t>(about.st_size);
}

std::optional<LineBlocks::Block> LineBlocks::next() {
    while (!skips_) {
        const std::string_view held(buffer_.data() + begin_, end_ - begin_);
        const auto last = held.rfind('\n');
        if (last != std::string_view::npos) {
            begin_ += last + 1;
            return Block{held.substr(0, last + 1)};
        }
        if (held.size() > kLineBytesMax) {
            long_line_at_ = at_ + begin_;
            long_line_begin_ = held.substr(0, kLineBytesMax);
            skips_ = true;
        } else if (!read_more()) {
            return std::nullopt;
        }
    }
    return skip_long_line();
}

std::optional<LineBlocks::Block> LineBlocks::last_line() {
    const std::string_view held(buffer_.data() + begin_, end_ - begin_);
    begin_ = end_;
    if (std::exchange(skips_, false)) {
        return Block{long_line_begin_, true};
    }
    return held.empty() ? std::nullopt : std::optional(Block{held});
}

/// Returns false at the end and when interrupted.
bool LineBlocks::read_more() {
    if (!wait_for_input()) {
        return false;
    }
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    at_ += begin_;
    begin_ = 0;
    const ssize_t count = ::read(descriptor_, buffer_.data() + end_, buffer_.size() - end_);
    if (count < 0) {
        if (errno == EINTR) {
            return false;
        }
        raise("read", name_, errno);
    }
    at_end_ = count == 0;
    end_ += static_cast<std::size_t>(count);
    return count > 0;
}

/// A signal between a look whether one came and `read` would be missed: so its mark is polled.
bool LineBlocks::wait_for_input() {
    if (is_regular_ || interrupt_ < 0) {
        return true;
    }
    std::array<pollfd, 2> awaited{pollfd{descriptor_, POLLIN, 0}, pollfd{interrupt_, POLLIN, 0}};
    return ::poll(awaited.data(), awaited.size(), -1) > 0 && awaited[1].revents == 0;
}

/// Drops everything up to the next line's beginning.
std::optional<LineBlocks::Block> LineBlocks::skip_long_line() {
    for (;;) {
        const std::string_view held(buffer_.data() + begin_, end_ - begin_);
        const auto newline = held.find('\n');
        if (newline != std::string_view::npos) {
            begin_ += newline + 1;
            skips_ = false;
            return Block{long_line_begin_, true};
        }
        begin_ = end_;
        if (!read_more()) {
            return std::nullopt;
        }
    }
}

}  // namespace model_counter::program
