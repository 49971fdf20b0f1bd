#include "log_reader.hpp"

#include "model_counter/error.hpp"
#include "text.hpp"

#include <sys/stat.h>
#include <ctime>
#include <utility>

namespace model_counter::program {
namespace {

bool is_same(const LogFile& file, const LogPosition& position) {
    return file.device == position.device && file.inode == position.inode;
}

}  // namespace

LogReader::LogReader(std::string path, const std::optional<LogPosition>& from,
                     std::function<void(const std::string&)> warn)
    : path_(std::move(path)), warn_(std::move(warn)) {
    if (from) {
        find(*from);
        return;
    }
    LogFile live;
    live.path = path_;
    live.is_live = true;
    open(live, 0, 0);
}

std::optional<LogBlock> LogReader::next() {
    for (;;) {
        const std::uint64_t offset = blocks_->position();
        if (const auto block = blocks_->next()) {
            return located(*block, offset);
        }
        if (!blocks_->is_at_end() || went_on_after_truncation()) {
            continue;
        }
        if (offset != seen_.offset) {
            seen_ = position(offset, lines_);
        }
        const auto file = newer();
        if (!file || may_still_grow()) {
            return std::nullopt;
        }
        if (const auto block = blocks_->last_line()) {
            return located(*block, offset);
        }
        if (file->is_compressed) {
            throw Error(ErrorCode::conflict,
                        in_quotes(file->path) +
                            " was compressed before it was counted: uncompress it beside " +
                            in_quotes(path_) + " (logrotate: delaycompress), and run it again");
        }
        open(*file, 0, 0);
    }
}

bool LogReader::is_at_end() const { return !newer().has_value(); }

/// Says where a block is, and counts its lines.
LogBlock LogReader::located(const LineBlocks::Block& block, std::uint64_t offset) {
    LogBlock found{block, offset, lines_, blocks_->position()};
    lines_ += block.line_count();
    return found;
}

void LogReader::open(const LogFile& file, std::uint64_t offset, std::uint64_t lines) {
    struct stat about {};
    // Opening a named pipe would wait for who writes to it.
    if (::stat(file.path.c_str(), &about) == 0 && !S_ISREG(about.st_mode) &&
        !S_ISDIR(about.st_mode)) {
        throw Error(ErrorCode::invalid_argument,
                    in_quotes(file.path) +
                        " is not a regular file: it can be neither followed nor a source");
    }
    const int descriptor = open_for_reading(file.path);
    auto blocks = std::make_unique<LineBlocks>(file.path, descriptor, offset);
    if (::fstat(descriptor, &about) != 0 || !S_ISREG(about.st_mode)) {
        throw Error(ErrorCode::unavailable,
                    in_quotes(file.path) + " cannot be looked at; check who may read it");
    }
    current_ = file;
    current_.device = about.st_dev;
    current_.inode = about.st_ino;
    blocks_ = std::move(blocks);
    lines_ = lines;
}

/// Opens the file that the position is in, whatever it is called now.
void LogReader::find(const LogPosition& from) {
    for (const LogFile& file : files_of_log(path_)) {
        if (is_same(file, from) && !file.is_compressed && begins_alike(file, from)) {
            open(file, from.offset, from.lines);
            return;
        }
    }
    if (!open_copy_of(from)) {
        throw Error(ErrorCode::conflict,
                    "the file that was read up to byte " + std::to_string(from.offset) +
                        " is no longer among the files of " + in_quotes(path_) +
                        ": put it back there, uncompressed, or give up what followed in it with "
                        "--from-start, which begins with the first line of " +
                        in_quotes(path_));
    }
}

/// A log that is copied and truncated goes on in the copy.
bool LogReader::open_copy_of(const LogPosition& from) {
    if (from.head_bytes == 0) {
        return false;
    }
    for (const LogFile& file : files_of_log(path_)) {
        if (!file.is_live && !file.is_compressed && begins_alike(file, from)) {
            open(file, from.offset, from.lines);
            return true;
        }
    }
    return false;
}

/// The file that was begun after the current one.
std::optional<LogFile> LogReader::newer() const {
    struct stat about {};
    if (::fstat(blocks_->descriptor(), &about) != 0) {
        return std::nullopt;
    }
    constexpr std::int64_t kNanoseconds = 1'000'000'000;
    const std::int64_t changed_at = about.st_mtim.tv_sec * kNanoseconds + about.st_mtim.tv_nsec;
    for (const LogFile& file : files_of_log(path_)) {
        const bool is_current = file.device == current_.device && file.inode == current_.inode;
        if (is_current && file.is_live) {
            return std::nullopt;
        }
        if (!is_current && (file.is_live || file.changed_at > changed_at)) {
            return file;
        }
    }
    return std::nullopt;
}

/// A server goes on writing into a file that was renamed until it is told.
bool LogReader::may_still_grow() const {
    struct stat about {};
    return ::fstat(blocks_->descriptor(), &about) != 0 ||
           std::time(nullptr) - about.st_mtim.tv_sec <= kRotationGrace.count();
}

/// Goes on with what was written before and after the current file was truncated, if it was.
bool LogReader::went_on_after_truncation() {
    const auto size = blocks_->bytes_total().value_or(0);
    if (size >= blocks_->position()) {
        return false;
    }
    seen_.offset = blocks_->position();
    seen_.lines = lines_;
    if (!open_copy_of(seen_)) {
        warn_(in_quotes(current_.path) +
              " was truncated, and no copy of it lies beside it: lines " +
              "that were written into it after byte " + std::to_string(seen_.offset) +
              " are lost; let it be renamed instead");
        const LogFile truncated = current_;
        open(truncated, 0, 0);
    }
    seen_ = {};
    return true;
}

}  // namespace model_counter::program
