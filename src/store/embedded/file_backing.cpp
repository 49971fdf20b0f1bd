#include "store/embedded/file_backing.hpp"

#include "step_hook.hpp"
#include "store/embedded/store_directory.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <array>
#include <cerrno>
#include <cinttypes>
#include <cstdio>
#include <system_error>
#include <thread>

namespace model_counter::embedded {
namespace {

/// A mapping that goes away unless it is kept.
class Mapping {
public:
    Mapping(const FileDescriptor& file, std::uint64_t bytes, const std::string& path)
        : bytes_(bytes) {
        begin_ = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file.get(), 0);
        if (begin_ == MAP_FAILED) {
            throw_errno(path + ": cannot be mapped", errno);
        }
    }
    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;
    ~Mapping() {
        if (begin_ != nullptr) {
            ::munmap(begin_, bytes_);
        }
    }

    [[nodiscard]] void* begin() const noexcept { return begin_; }
    [[nodiscard]] GenerationHeader* keep() noexcept {
        return static_cast<GenerationHeader*>(std::exchange(begin_, nullptr));
    }

private:
    void* begin_ = nullptr;
    std::uint64_t bytes_;
};

/// A name in a directory that goes away when nobody needs it any more.
struct TemporaryName {
    int directory;
    const std::string& name;
    ~TemporaryName() { ::unlinkat(directory, name.c_str(), 0); }
};

}  // namespace

void check_generation(const GenerationHeader& header, const StoreId& store,
                      std::uint64_t generation, std::uint64_t file_bytes, const std::string& path) {
    const auto refuse = [&](ErrorCode code, const char* fault) {
        throw Error(code, path + ": " + fault + kRemedy);
    };
    if (header.magic != kGenerationMagic) {
        refuse(ErrorCode::corrupt, "it is not a generation of counters");
    }
    if (header.byte_order != kByteOrderMark) {
        refuse(ErrorCode::conflict, "it was made on a machine with another byte order");
    }
    if (header.version > kFormatVersion) {
        refuse(ErrorCode::conflict, "it was made by a newer version: use that one");
    }
    if (header.checksum != header_checksum(header)) {
        refuse(ErrorCode::corrupt, "its header is damaged");
    }
    if (header.store_id != store) {
        refuse(ErrorCode::corrupt, "it belongs to another store");
    }
    if (header.number.load(std::memory_order_relaxed) != generation) {
        refuse(ErrorCode::corrupt, "it is another generation");
    }
    if (generation_bytes(shape_of(header)) != file_bytes) {
        refuse(ErrorCode::corrupt, "it does not have the size that its header tells");
    }
}

std::string FileBacking::path_of(const std::string& name) const {
    return options_.path + "/" + name;
}

std::string FileBacking::making_name() {
    std::array<char, 17> text{};
    std::snprintf(text.data(), text.size(), "%016" PRIx64, random_word());
    return std::string(kMakingPrefix) + text.data();
}

GenerationHeader* FileBacking::open(std::uint64_t generation) {
    const std::string name = generation_name(generation);
    const FileDescriptor file(::openat(directory_.get(), name.c_str(), O_RDWR | O_CLOEXEC));
    if (!file.is_open()) {
        if (errno == ENOENT) {
            return nullptr;
        }
        throw_errno(path_of(name) + ": cannot be opened", errno);
    }
    struct stat status {};
    alignas(GenerationHeader) std::array<std::byte, sizeof(GenerationHeader)> first{};
    if (::fstat(file.get(), &status) != 0 ||
        ::pread(file.get(), first.data(), first.size(), 0) < 0) {
        throw_errno(path_of(name) + ": cannot be read", errno);
    }
    const auto bytes = static_cast<std::uint64_t>(status.st_size);
    check_generation(*reinterpret_cast<const GenerationHeader*>(first.data()), control_->store_id,
                     generation, bytes, path_of(name));
    Mapping mapping(file, bytes, path_of(name));
    // Only what is counted in is worth the page faults ahead of need.
    if (generation >= control_->current.load(std::memory_order_acquire) &&
        !populate(mapping.begin(), bytes)) {
        throw_errno(path_of(name) + ": no room to map " + std::to_string(bytes) + " bytes", errno);
    }
    return mapping.keep();
}

GenerationHeader* FileBacking::create(std::uint64_t generation, const GenerationShape& shape) {
    check_alive();
    if (GenerationHeader* present = open(generation)) {
        return present;
    }
    const std::uint64_t bytes = generation_bytes(shape);
    const std::string place = generation_name(generation);
    const std::string name = making_name();
    const FileDescriptor file = make_file(name, bytes);
    const TemporaryName temporary{directory_.get(), name};
    Mapping mapping(file, bytes, path_of(name));
    write_header(*static_cast<GenerationHeader*>(mapping.begin()), control_->store_id, generation,
                 shape);
    take_over_owner(file, name);
    if (::fsync(file.get()) != 0) {
        throw_errno(path_of(name) + ": cannot be written", errno);
    }
    // After the sync, which would write every page of zeros.
    if (!populate(mapping.begin(), bytes)) {
        throw_errno(path_of(name) + ": no room to map " + std::to_string(bytes) + " bytes", errno);
    }
    internal::step("seal:next-created");
    if (!link_into_place(name, place)) {
        return open(generation);
    }
    internal::step("seal:linked");
    return mapping.keep();
}

/// A new file of that size with all its blocks allocated: no later write to its mapping can fail.
FileDescriptor FileBacking::make_file(const std::string& name, std::uint64_t bytes) {
    const std::string need = ": no room for " + std::to_string(bytes) +
                             " bytes of counters; what has its place goes on counting";
    // Beyond this limit the kernel would send a signal, which ends most processes.
    struct rlimit limit {};
    if (::getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY &&
        limit.rlim_cur < bytes) {
        throw Error(ErrorCode::unavailable, options_.path + need +
                                                ": raise the limit of file "
                                                "sizes (ulimit -f)");
    }
    FileDescriptor file(
        ::openat(directory_.get(), name.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!file.is_open()) {
        throw_errno(options_.path + need + ": cannot make a file", errno);
    }
    // Held while it is being made: who sweeps the directory sees that its maker lives.
    ::flock(file.get(), LOCK_EX | LOCK_NB);
    int error = EINTR;
    while (error == EINTR) {
        error = ::posix_fallocate(file.get(), 0, static_cast<off_t>(bytes));
    }
    if (error != 0) {
        ::unlinkat(directory_.get(), name.c_str(), 0);
        throw Error(ErrorCode::unavailable, options_.path + need + ": " +
                                                std::generic_category().message(error) +
                                                ": free disk space");
    }
    return file;
}

/// Gives a new file owner, group and mode of the header: who may count may count in it too.
void FileBacking::take_over_owner(const FileDescriptor& file, const std::string& name) {
    struct stat wanted {};
    struct stat present {};
    if (::fstat(header_.get(), &wanted) != 0 || ::fstat(file.get(), &present) != 0) {
        throw_errno(path_of(name) + ": cannot tell its owner", errno);
    }
    const bool owned = wanted.st_uid == present.st_uid && wanted.st_gid == present.st_gid;
    if (!owned && ::fchown(file.get(), wanted.st_uid, wanted.st_gid) != 0) {
        throw_errno(options_.path +
                        ": a new file cannot be given to the owner and group of `header`; seal as "
                        "that user or as root",
                    errno);
    }
    const mode_t mode = wanted.st_mode & 07777;
    if ((present.st_mode & 07777) != mode && ::fchmod(file.get(), mode) != 0) {
        throw_errno(options_.path + ": a new file cannot be given the mode of `header`", errno);
    }
}

/// Returns: false when the place is taken.
bool FileBacking::link_into_place(const std::string& name, const std::string& place) {
    if (::linkat(directory_.get(), name.c_str(), directory_.get(), place.c_str(), 0) != 0) {
        if (errno == EEXIST) {
            return false;
        }
        throw_errno(path_of(place) + ": cannot be made", errno);
    }
    if (::fsync(directory_.get()) != 0) {
        throw_errno(options_.path + ": cannot be written", errno);
    }
    return true;
}

void FileBacking::give_back(GenerationHeader* header) noexcept {
    ::munmap(header, generation_bytes(shape_of(*header)));
}

void FileBacking::remove(std::uint64_t generation) {
    // The one below too: whoever discarded it may have been killed before this line. What cannot
    // be removed now is removed when the store is opened the next time.
    for (const std::uint64_t one : {generation, generation - 1}) {
        ::unlinkat(directory_.get(), generation_name(one).c_str(), 0);
    }
}

std::string FileBacking::keep_damaged(std::uint64_t generation) {
    const std::string name = damaged_name(generation);
    if (::linkat(directory_.get(), generation_name(generation).c_str(), directory_.get(),
                 name.c_str(), 0) != 0 &&
        errno != EEXIST) {
        throw_errno(path_of(name) + ": the damaged file cannot be kept", errno);
    }
    return path_of(name);
}

void FileBacking::flush(GenerationHeader* header) {
    if (::msync(header, generation_bytes(shape_of(*header)), MS_SYNC) != 0) {
        throw_errno(options_.path + ": cannot be written to the disk", errno);
    }
}

void FileBacking::flush_control() {
    if (::msync(control_, sizeof(ControlPage), MS_SYNC) != 0) {
        throw_errno(path_of(kHeaderName) + ": cannot be written to the disk", errno);
    }
}

void FileBacking::check_alive() {
    revive();
    struct stat status {};
    if (::fstat(header_.get(), &status) != 0 || status.st_nlink == 0) {
        throw Error(ErrorCode::unavailable,
                    options_.path +
                        ": the store's directory was removed under this process: what is counted "
                        "there is lost; restart every process that uses it");
    }
}

void FileBacking::revive() {
    if (closed_.load(std::memory_order_acquire)) {
        throw Error(ErrorCode::unavailable, options_.path + ": the store is closed: open it again");
    }
}

void FileBacking::close() noexcept {
    if (control_ == nullptr || closed_.exchange(true)) {
        return;
    }
    // Handles may still look at it: it must stay readable.
    ::syscall(SYS_mmap, control_, sizeof(ControlPage), PROT_READ | PROT_WRITE,
              MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1, 0L);
}

FileDescriptor FileBacking::lock(std::chrono::milliseconds wait) {
    check_alive();
    FileDescriptor file(::openat(directory_.get(), kLockName, O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!file.is_open()) {
        throw_errno(path_of(kLockName) + ": cannot be opened", errno);
    }
    struct stat status {};
    if (::fstat(file.get(), &status) == 0 && status.st_uid == ::geteuid()) {
        take_over_owner(file, kLockName);
    }
    const auto deadline = std::chrono::steady_clock::now() + wait;
    while (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR) {
            throw_errno(path_of(kLockName) + ": cannot be locked", errno);
        }
        if (std::chrono::steady_clock::now() >= deadline) {
            return {};
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return file;
}

void FileBacking::unlock(const FileDescriptor& file) noexcept {
    // Not by closing alone: the child of a fork may hold the same open file.
    ::flock(file.get(), LOCK_UN);
}

std::size_t FileBacking::damaged_files() const {
    std::size_t files = 0;
    for (const std::string& name : names_in(directory_.get(), options_.path)) {
        files += name.starts_with(kDamagedPrefix) ? 1 : 0;
    }
    return files;
}

}  // namespace model_counter::embedded
