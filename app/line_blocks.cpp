#include "line_blocks.hpp"

#include "model_counter/error.hpp"
#include "text.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstring>

namespace model_counter::program {
namespace {

constexpr std::size_t kBufferBytes = 1024 * 1024;

[[noreturn]] void raise(const std::string& what, const std::string& name, int number) {
    auto code = ErrorCode::unavailable;
    std::string remedy = "; check its permissions and its disk";
    if (number == ENOENT) {
        code = ErrorCode::not_found;
        remedy = "; check the path, or give - for standard input";
    } else if (number == EISDIR) {
        code = ErrorCode::invalid_argument;
        remedy = "; give a file, or - for standard input";
    }
    throw Error(code, "cannot " + what + " " + name + ": " + error_text(number) + remedy);
}

}  // namespace

LineBlocks::LineBlocks(const std::string& path)
    : name_(path == "-" ? "standard input" : in_quotes(path)),
      descriptor_(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)),
      buffer_(kBufferBytes) {
    if (descriptor_ < 0) {
        raise("open", name_, errno);
    }
}

LineBlocks::~LineBlocks() {
    if (descriptor_ != STDIN_FILENO) {
        ::close(descriptor_);
    }
}

std::optional<std::uint64_t> LineBlocks::bytes_total() const {
    struct stat about {};
    if (::fstat(descriptor_, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size <= 0) {
        return std::nullopt;
    }
    return static_cast<std::uint64_t>(about.st_size);
}

std::optional<LineBlocks::Block> LineBlocks::next() {
    for (;;) {
        const std::string_view held(buffer_.data() + begin_, end_ - begin_);
        const auto last = held.rfind('\n');
        if (last != std::string_view::npos) {
            begin_ += last + 1;
            return Block{held.substr(0, last + 1)};
        }
        if (held.size() > kLineBytesMax) {
            return skip_long_line() ? std::optional(Block{{}, true}) : std::nullopt;
        }
        if (!read_more()) {
            return at_end_ ? last_line() : std::nullopt;
        }
    }
}

/// What is left at the end of the file: a line that lacks its '\n', or nothing.
std::optional<LineBlocks::Block> LineBlocks::last_line() {
    const std::string_view held(buffer_.data() + begin_, end_ - begin_);
    begin_ = end_;
    return held.empty() ? std::nullopt : std::optional(Block{held});
}

/// Returns false at the end and when interrupted.
bool LineBlocks::read_more() {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
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
    bytes_read_ += static_cast<std::uint64_t>(count);
    return count > 0;
}

/// Drops everything up to the next line's beginning; returns false when interrupted.
bool LineBlocks::skip_long_line() {
    for (;;) {
        begin_ = end_;
        if (!read_more()) {
            return at_end_;
        }
        const std::string_view held(buffer_.data(), end_);
        const auto newline = held.find('\n');
        if (newline != std::string_view::npos) {
            begin_ = newline + 1;
            return true;
        }
    }
}

}  // namespace model_counter::program
