#include "log_position.hpp"

#include "model_counter/error.hpp"
#include "text.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>

namespace model_counter::program {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kFormat = 1;
constexpr std::size_t kNumbers = 7;
constexpr std::uint64_t kHeadBytesMax = 4096;
constexpr std::array<std::string_view, 5> kCompressedEndings{".gz", ".bz2", ".xz", ".zst", ".lz4"};

/// FNV-1a.
std::uint64_t hash_of(std::string_view bytes) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : bytes) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    }
    return hash;
}

/// The first bytes of a file; nothing when it does not have so many.
std::optional<std::string> head_of(int descriptor, std::uint64_t bytes) {
    std::string head(bytes, '\0');
    std::size_t done = 0;
    while (done < head.size()) {
        const ssize_t count =
            ::pread(descriptor, head.data() + done, head.size() - done, static_cast<off_t>(done));
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            return std::nullopt;
        }
        done += static_cast<std::size_t>(count);
    }
    return head;
}

/// Whether a name's end says when, or as how many-th, a file was rotated: `.1`, `-20241203`.
bool is_number_of_rotation(std::string_view text) {
    return text.size() > 1 && (text[0] == '.' || text[0] == '-') && text[1] >= '0' &&
           text[1] <= '9' && std::all_of(text.begin() + 1, text.end(), [](char c) {
               return (c >= '0' && c <= '9') ||
                      std::string_view("-_.:TZ").find(c) != std::string_view::npos;
           });
}

/// Whether `name` is what a file called `live` can be rotated to.
bool is_rotated(std::string_view name, const fs::path& live) {
    const std::string whole = live.filename();
    if (name.starts_with(whole) && is_number_of_rotation(name.substr(whole.size()))) {
        return true;
    }
    const std::string stem = live.stem();
    const std::string extension = live.extension();
    return !extension.empty() && name.size() > stem.size() + extension.size() &&
           name.starts_with(stem) && name.ends_with(extension) &&
           is_number_of_rotation(
               name.substr(stem.size(), name.size() - stem.size() - extension.size()));
}

std::optional<LogFile> look_at(const std::string& path) {
    struct stat about {};
    if (::stat(path.c_str(), &about) != 0 || !S_ISREG(about.st_mode)) {
        return std::nullopt;
    }
    constexpr std::int64_t kNanoseconds = 1'000'000'000;
    LogFile file;
    file.path = path;
    file.device = about.st_dev;
    file.inode = about.st_ino;
    file.size = static_cast<std::uint64_t>(about.st_size);
    file.changed_at = about.st_mtim.tv_sec * kNanoseconds + about.st_mtim.tv_nsec;
    return file;
}

}  // namespace

std::vector<std::uint64_t> LogPosition::numbers() const {
    return {kFormat, device, inode, offset, lines, head_bytes, head_hash};
}

LogPosition LogPosition::from_numbers(std::span<const std::uint64_t> numbers) {
    if (numbers.size() != kNumbers || numbers[0] != kFormat || numbers[5] > kHeadBytesMax) {
        throw Error(ErrorCode::corrupt,
                    "the source's position is not one in a log file: the name belongs to a source "
                    "of another program; choose another name");
    }
    return {numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]};
}

std::vector<LogFile> files_of_log(const std::string& path) {
    const fs::path live(path);
    const fs::path folder = live.has_parent_path() ? live.parent_path() : fs::path(".");
    std::vector<LogFile> files;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        const std::string name = entry.path().filename();
        std::string_view plain = name;
        for (const std::string_view ending : kCompressedEndings) {
            if (plain.ends_with(ending)) {
                plain.remove_suffix(ending.size());
            }
        }
        if (!is_rotated(plain, live)) {
            continue;
        }
        if (auto file = look_at(entry.path())) {
            file->is_compressed = plain.size() < name.size();
            files.push_back(*file);
        }
    }
    std::sort(files.begin(), files.end(),
              [](const LogFile& a, const LogFile& b) { return a.changed_at < b.changed_at; });
    if (auto file = look_at(path)) {
        file->is_live = true;
        files.push_back(*file);
    }
    return files;
}

LogPosition position_in(int descriptor, std::uint64_t offset, std::uint64_t lines) {
    struct stat about {};
    const auto head = head_of(descriptor, std::min(offset, kHeadBytesMax));
    if (!head || ::fstat(descriptor, &about) != 0) {
        throw Error(ErrorCode::unavailable,
                    "the log's beginning cannot be read again: it was truncated; run it again");
    }
    return {about.st_dev, about.st_ino, offset, lines, head->size(), hash_of(*head)};
}

bool begins_alike(const LogFile& file, const LogPosition& position) {
    if (file.size < position.offset) {
        return false;
    }
    const int descriptor = ::open(file.path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return false;
    }
    const auto head = head_of(descriptor, position.head_bytes);
    ::close(descriptor);
    return head && hash_of(*head) == position.head_hash;
}

}  // namespace model_counter::program
