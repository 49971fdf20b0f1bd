#include "store/embedded/file_backing.hpp"

#include "store/embedded/file_system.hpp"
#include "store/embedded/store_directory.hpp"
#include "store/embedded/table.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <ctime>
#include <thread>

namespace model_counter::embedded {
namespace {

/// A file of somebody who was killed while making it is swept away after so many seconds.
constexpr std::time_t kAbandonedAfterSeconds = 60;

/// Holds the lock on the header while the store is opened.
class OpeningLock {
public:
    OpeningLock(const FileDescriptor& header, std::chrono::milliseconds wait,
                const std::string& path)
        : header_(header) {
        const auto deadline = std::chrono::steady_clock::now() + wait;
        while (::flock(header.get(), LOCK_EX | LOCK_NB) != 0) {
            if (errno != EWOULDBLOCK && errno != EINTR) {
                throw_errno(path + ": cannot be locked", errno);
            }
            if (std::chrono::steady_clock::now() >= deadline) {
                throw Error(ErrorCode::unavailable,
                            path +
                                ": another process has been opening the store for too long; "
                                "try again, or end it if it hangs");
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
    }
    OpeningLock(const OpeningLock&) = delete;
    OpeningLock& operator=(const OpeningLock&) = delete;
    ~OpeningLock() { ::flock(header_.get(), LOCK_UN); }

private:
    const FileDescriptor& header_;
};

/// The machine's boot, as 32 hexadecimal digits with hyphens tell it.
std::array<std::uint64_t, 2> read_boot_id(const std::string& path) {
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    std::array<char, 64> text{};
    const ssize_t size = file.is_open() ? ::read(file.get(), text.data(), text.size()) : -1;
    std::string digits;
    for (ssize_t i = 0; i < size; ++i) {
        if (text[static_cast<std::size_t>(i)] != '-') {
            digits += text[static_cast<std::size_t>(i)];
        }
    }
    std::array<std::uint64_t, 2> id{};
    if (digits.size() < 32 ||
        std::from_chars(digits.data(), digits.data() + 16, id[0], 16).ec != std::errc() ||
        std::from_chars(digits.data() + 16, digits.data() + 32, id[1], 16).ec != std::errc()) {
        throw Error(ErrorCode::unavailable,
                    path + ": cannot be read; without it a power loss would go unnoticed");
    }
    return id;
}

}  // namespace

std::unique_ptr<FileBacking> FileBacking::open(const FileBackingOptions& options) {
    std::unique_ptr<FileBacking> backing(new FileBacking(options));
    if (options.may_create) {
        make_directories(options.path);
    }
    backing->directory_ = open_directory(options.path);
    check_file_system(backing->directory_.get(), options.path);
    backing->open_header();
    const OpeningLock lock(backing->header_, options.lock_wait, options.path);
    backing->check_header();
    backing->map_control();
    const std::array<std::uint64_t, 2> boot_id = read_boot_id(options.boot_id_file);
    ControlPage& control = backing->control();
    if (control.current.load() == 0) {
        backing->finish_creation();
    } else if (control.boot_id != boot_id) {
        backing->recover();
    } else {
        backing->check_generations();
    }
    if (control.boot_id != boot_id) {
        control.boot_id = boot_id;
        backing->flush_control();
    }
    backing->sweep();
    return backing;
}

void FileBacking::open_header() {
    for (int attempt = 0; attempt < 2; ++attempt) {
        header_ = FileDescriptor(::openat(directory_.get(), kHeaderName, O_RDWR | O_CLOEXEC));
        if (header_.is_open()) {
            return;
        }
        if (errno != ENOENT) {
            throw_errno(path_of(kHeaderName) + ": cannot be opened", errno);
        }
        if (attempt == 0 && !generations().empty()) {
            continue;  // another process may be making the store: look once more
        }
        if (!generations().empty()) {
            throw Error(ErrorCode::corrupt,
                        path_of(kHeaderName) + ": it is missing, but there are counters" + kRemedy);
        }
        if (!options_.may_create) {
            throw Error(ErrorCode::not_found, options_.path + ": there is no store");
        }
        make_header();
        attempt = -1;
    }
}

/// Makes the header complete before it gets its name, so that nobody ever sees a part of it.
void FileBacking::make_header() {
    const std::string name = making_name();
    const FileDescriptor file = make_file(name, sizeof(ControlPage));
    auto page = std::make_unique<ControlPage>();
    write_control(*page, random_word_of_kernel);
    const bool written = ::pwrite(file.get(), page.get(), sizeof(ControlPage), 0) ==
                             static_cast<ssize_t>(sizeof(ControlPage)) &&
                         ::fsync(file.get()) == 0;
    const int error = errno;
    if (written) {
        static_cast<void>(link_into_place(name, kHeaderName));
    }
    ::unlinkat(directory_.get(), name.c_str(), 0);
    if (!written) {
        throw_errno(path_of(kHeaderName) + ": cannot be written", error);
    }
}

void FileBacking::check_header() {
    const auto refuse = [&](ErrorCode code, const char* fault) {
        throw Error(code, path_of(kHeaderName) + ": " + fault + kRemedy);
    };
    auto page = std::make_unique<ControlPage>();
    struct stat status {};
    if (::fstat(header_.get(), &status) != 0 ||
        ::pread(header_.get(), page.get(), sizeof(ControlPage), 0) < 0) {
        throw_errno(path_of(kHeaderName) + ": cannot be read", errno);
    }
    if (status.st_nlink == 0) {
        throw Error(ErrorCode::unavailable,
                    options_.path + ": the store was just removed; try again");
    }
    if (page->magic != kControlMagic) {
        refuse(ErrorCode::corrupt, "it is not the header of a store");
    }
    if (page->byte_order != kByteOrderMark) {
        refuse(ErrorCode::conflict, "the store was made on a machine with another byte order");
    }
    if (page->version > kFormatVersion) {
        refuse(ErrorCode::conflict, "the store was made by a newer version: use that one");
    }
    if (status.st_size != static_cast<off_t>(sizeof(ControlPage)) ||
        page->checksum != control_checksum(*page)) {
        refuse(ErrorCode::corrupt, "the header is damaged");
    }
}

void FileBacking::map_control() {
    void* begin =
        ::mmap(nullptr, sizeof(ControlPage), PROT_READ | PROT_WRITE, MAP_SHARED, header_.get(), 0);
    if (begin == MAP_FAILED) {
        throw_errno(path_of(kHeaderName) + ": cannot be mapped", errno);
    }
    control_ = static_cast<ControlPage*>(begin);
}

void FileBacking::finish_creation() {
    give_back(create(1, options_.first_shape));
    control_->current.store(1, std::memory_order_release);
    flush_control();
}

std::vector<std::uint64_t> FileBacking::generations() const {
    std::vector<std::uint64_t> numbers;
    for (const std::string& name : names_in(directory_.get(), options_.path)) {
        if (const auto number = parse_generation_name(name)) {
            numbers.push_back(*number);
        }
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

/// Nothing was interrupted since the store was last written: every file must be there and whole.
void FileBacking::check_generations() {
    const std::uint64_t through = control_->discarded_through.load();
    const std::uint64_t current = control_->current.load();
    const std::vector<std::uint64_t> present = generations();
    // Others may go on sealing meanwhile, but not discard and seal again what is missing here.
    for (std::uint64_t generation = through + 1; generation <= current; ++generation) {
        if (!std::binary_search(present.begin(), present.end(), generation)) {
            if (generation <= control_->discarded_through.load()) {
                continue;
            }
            throw Error(ErrorCode::corrupt,
                        path_of(generation_name(generation)) + ": it is missing" + kRemedy);
        }
        if (GenerationHeader* header = open(generation)) {
            give_back(header);
        }
    }
    // The one after the open one may have been made ahead of need.
    if (!present.empty() && present.back() > control_->current.load() + 1) {
        throw Error(ErrorCode::corrupt, path_of(generation_name(present.back())) +
                                            ": the header does not know it" + kRemedy);
    }
}

bool FileBacking::is_complete(std::uint64_t generation) {
    try {
        GenerationHeader* header = open(generation);
        if (header != nullptr) {
            give_back(header);
        }
        return header != nullptr;
    } catch (const Error& error) {
        if (error.kind() != ErrorCode::corrupt) {
            throw;
        }
        return false;
    }
}

/// The machine went down while the store was open: pages are of any age, files whole or absent.
void FileBacking::recover() {
    const std::vector<std::uint64_t> present = generations();
    const std::uint64_t recorded = control_->discarded_through.load();
    const auto from = std::upper_bound(present.begin(), present.end(), recorded);
    const bool any = std::any_of(
        from, present.end(), [this](std::uint64_t generation) { return is_complete(generation); });
    if (!any) {
        throw Error(ErrorCode::corrupt,
                    options_.path + ": the header is there, but no counters" + kRemedy);
    }
    const std::uint64_t first = *from;
    std::uint64_t highest = present.back();
    if (highest - first >= Registry::kEntries - 2) {
        throw Error(ErrorCode::corrupt, options_.path + ": too many sets wait" + kRemedy);
    }
    // Sets are discarded in order: what lies below the lowest file is gone.
    control_->discarded_through.store(first - 1);
    set_aside(first, highest);
    // What was open before is never written again, unless nothing is in it.
    if (is_untouched(highest)) {
        ::unlinkat(directory_.get(), generation_name(highest).c_str(), 0);
    } else {
        ++highest;
    }
    give_back(create(highest, options_.first_shape));
    control_->current.store(highest);
    control_->recoveries.fetch_add(1);
    findings_.push_back("recovered after an unclean boot: " + std::to_string(highest - first) +
                        " sets wait for a sync");
    report_damage();
}

/// True when no slot of a generation was ever claimed. Its header is not asked: that page may be
/// older than the slots.
bool FileBacking::is_untouched(std::uint64_t generation) {
    GenerationHeader* header = open(generation);
    const Slot* slots = slots_of(header);
    const bool untouched =
        std::all_of(slots, slots + shape_of(*header).slots,
                    [](const Slot& slot) { return slot.word.load() == kSlotEmpty; });
    give_back(header);
    return untouched;
}

/// Puts an empty generation in the place of each one that is missing or not complete.
void FileBacking::set_aside(std::uint64_t lowest, std::uint64_t highest) {
    for (std::uint64_t generation = lowest; generation <= highest; ++generation) {
        if (is_complete(generation)) {
            continue;
        }
        const std::string damaged = damaged_name(generation);
        if (::renameat(directory_.get(), generation_name(generation).c_str(), directory_.get(),
                       damaged.c_str()) != 0 &&
            errno != ENOENT) {
            throw_errno(path_of(damaged) + ": the damaged file cannot be kept", errno);
        }
        GenerationHeader* header = create(generation, options_.first_shape);
        header->damaged.store(1);
        give_back(header);
        findings_.push_back("generation " + std::to_string(generation) +
                            " was lost in a power loss; what is left of it is kept in " +
                            path_of(damaged));
    }
}

/// Closes everything below the open generation, and tells what cannot be read in it.
void FileBacking::report_damage() {
    Table<NoProbe> table(*this);
    table.close_again();
    table.flush_sealed();
    for (const SetId& set : table.state().waiting) {
        const auto copy = table.read_set(set);
        if (copy && copy->damaged > 0) {
            findings_.push_back(
                "set " + std::to_string(set.seq) + ": " + std::to_string(copy->damaged) +
                " counters were damaged by a power loss; kept in " + copy->damaged_kept_in);
        }
    }
    table.forget_all();
}

/// Removes what killed processes left: discarded generations, files that were never linked.
void FileBacking::sweep() {
    const std::uint64_t through = control_->discarded_through.load();
    for (const std::string& name : names_in(directory_.get(), options_.path)) {
        const auto generation = parse_generation_name(name);
        if (generation && *generation <= through) {
            ::unlinkat(directory_.get(), name.c_str(), 0);
        }
        if (!name.starts_with(kMakingPrefix)) {
            continue;
        }
        const FileDescriptor file(::openat(directory_.get(), name.c_str(), O_RDONLY | O_CLOEXEC));
        struct stat status {};
        if (file.is_open() && ::fstat(file.get(), &status) == 0 &&
            ::flock(file.get(), LOCK_EX | LOCK_NB) == 0 &&
            status.st_ctime + kAbandonedAfterSeconds < std::time(nullptr)) {
            ::unlinkat(directory_.get(), name.c_str(), 0);
        }
    }
}

}  // namespace model_counter::embedded
