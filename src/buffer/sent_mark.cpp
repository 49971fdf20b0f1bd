#include "buffer/sent_mark.hpp"

#include "model_counter/error.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace model_counter::buffer {
namespace {

/// More shards than any store has.
constexpr std::size_t kShardsMax = 4096;
constexpr char kSent = 1;

[[noreturn]] void refuse(const std::string& path) {
    throw Error(ErrorCode::unavailable, path + ": cannot be written: " + std::strerror(errno));
}

}  // namespace

SentMark::SentMark(const std::string& directory) {
    if (directory.empty()) {
        return;
    }
    path_ = directory + "/sent";
    file_ = ::open(path_.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (file_ < 0) {
        refuse(path_);
    }
    // Who cannot have it now meets somebody who is leaving, and is one user less to be counted.
    ::flock(file_, LOCK_SH | LOCK_NB);
}

SentMark::~SentMark() {
    if (file_ >= 0) {
        ::close(file_);
    }
}

std::vector<std::uint32_t> SentMark::shards() const {
    std::vector<std::uint32_t> shards;
    std::array<char, kShardsMax> bytes{};
    const ssize_t size = file_ < 0 ? 0 : ::pread(file_, bytes.data(), bytes.size(), 0);
    for (ssize_t shard = 0; shard < size; ++shard) {
        if (bytes[static_cast<std::size_t>(shard)] == kSent) {
            shards.push_back(static_cast<std::uint32_t>(shard));
        }
    }
    return shards;
}

void SentMark::set(std::uint32_t shard) const {
    char byte = 0;
    if (file_ < 0 || (::pread(file_, &byte, 1, shard) == 1 && byte == kSent)) {
        return;
    }
    if (::pwrite(file_, &kSent, 1, shard) != 1 || ::fsync(file_) != 0) {
        refuse(path_);
    }
}

void SentMark::clear() const noexcept {
    if (file_ >= 0) {
        // What is left of it at worst warns where there is nothing to warn of.
        static_cast<void>(!::ftruncate(file_, 0));
    }
}

bool SentMark::is_alone() const noexcept {
    return file_ < 0 || ::flock(file_, LOCK_EX | LOCK_NB) == 0;
}

}  // namespace model_counter::buffer
