#include "model_counter/embedded_store.hpp"
#include "store/embedded/file_backing.hpp"
#include "store/embedded/file_descriptor.hpp"
#include "store/embedded/file_system.hpp"
#include "store/embedded/store_directory.hpp"
#include "support/catches_errors.hpp"
#include "support/temporary_directory.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <ctime>
#include <fstream>
#include <functional>
#include <future>
#include <map>
#include <sstream>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

namespace model_counter::embedded {
namespace {

namespace fs = std::filesystem;
using test::TemporaryDirectory;

std::string read_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

void write_file(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

/// Every file of a directory, by name.
std::map<std::string, std::string> contents_of(const fs::path& directory) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::directory_iterator(directory)) {
        files[entry.path().filename().string()] = read_file(entry.path());
    }
    return files;
}

/// Whether this process has a file open under another descriptor than this one.
bool others_have_open(const fs::path& path, int descriptor) {
    for (const auto& entry : fs::directory_iterator("/proc/self/fd")) {
        std::error_code gone;
        if (fs::read_symlink(entry.path(), gone) == path &&
            entry.path().filename() != std::to_string(descriptor)) {
            return true;
        }
    }
    return false;
}

class EmbeddedFiles : public testing::Test, protected test::CatchesErrors {
protected:
    std::unique_ptr<Store> open() { return open_embedded_store({.directory = base_.string()}); }

    /// Opening must fail, name the file, and leave every byte as it was.
    void expect_refused(ErrorCode code, const std::string& file) {
        const auto before = contents_of(directory_);
        EXPECT_EQ(code_of([&] { open(); }), code) << file;
        EXPECT_NE(message_.find(file), std::string::npos) << message_;
        EXPECT_EQ(contents_of(directory_), before) << file;
    }

    /// A store with a waiting set and something in its open part, closed.
    void make_store() {
        const auto store = open();
        store->add({OwnerRef("user", 1), "a"}, 1);
        store->seal(0);
        store->add({OwnerRef("user", 1), "a"}, 2);
        store->close();
    }

    static std::int64_t pending(Store& store, const CounterRef& counter) {
        std::int64_t sum = 0;
        const ShardView view = store.read(0, {&counter, 1});
        for (const Part& part : view.counters.at(0)) {
            sum += part.change.amount;
        }
        return sum;
    }

    TemporaryDirectory temporary_;
    fs::path base_ = temporary_.path() / "store";
    fs::path directory_ = base_ / "counter%3A";
};

TEST_F(EmbeddedFiles, are_private_and_hold_what_was_counted_when_opened_again) {
    make_store();
    struct stat status {};
    ASSERT_EQ(::stat(directory_.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777U, 0700U);
    ASSERT_EQ(::stat(base_.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777U, 0700U);
    const auto store = open();
    EXPECT_EQ(pending(*store, {OwnerRef("user", 1), "a"}), 3);
    EXPECT_EQ(store->state(0).waiting.size(), 1U);
}

TEST_F(EmbeddedFiles, tell_when_they_were_flushed_by_somebody_who_does_so_all_along) {
    make_store();
    const auto store = open();
    EXPECT_EQ(store->status().flushed_at, 0);
    const std::int64_t before = std::time(nullptr);
    store->flush();
    EXPECT_GE(store->status().flushed_at, before);
}

TEST_F(EmbeddedFiles, of_two_prefixes_are_two_stores) {
    const std::vector<std::string> prefixes{"",   "a",   "a:", "a%3A", "A",        "a.b", ".",
                                            "..", "a/b", "%",  "%25",  "\xc3\xa4", "a b"};
    std::map<std::string, std::string> names;
    for (const std::string& prefix : prefixes) {
        const std::string name = directory_name(prefix);
        EXPECT_TRUE(names.emplace(name, prefix).second) << name;
        EXPECT_EQ(name.find('/'), std::string::npos);
        EXPECT_FALSE(name.empty() || name[0] == '.') << name;
        const auto store = open_embedded_store({.directory = base_.string(), .prefix = prefix});
        EXPECT_TRUE(store->state(0).open_is_empty);
        store->add({OwnerRef("user", 1), "a"}, 1);
    }
    EXPECT_EQ(code_of([] { static_cast<void>(directory_name(std::string(201, 'a'))); }),
              ErrorCode::invalid_argument);
}

TEST_F(EmbeddedFiles, are_not_made_unless_they_may_be) {
    EXPECT_EQ(code_of([&] {
                  static_cast<void>(
                      open_embedded_store({.directory = base_.string(), .may_create = false}));
              }),
              ErrorCode::not_found);
    EXPECT_FALSE(fs::exists(base_));
    fs::create_directories(directory_);
    EXPECT_EQ(code_of([&] {
                  static_cast<void>(
                      open_embedded_store({.directory = base_.string(), .may_create = false}));
              }),
              ErrorCode::not_found);
    EXPECT_TRUE(fs::is_empty(directory_));
}

TEST_F(EmbeddedFiles, do_not_grow_in_number) {
    const auto store = open();
    for (int i = 0; i < 50; ++i) {
        store->add({OwnerRef("user", 1), "a"}, 1);
        const auto set = store->seal(0);
        ASSERT_TRUE(set);
        store->discard(0, *set);
    }
    EXPECT_EQ(contents_of(directory_).size(), 2U);
    EXPECT_EQ(store->state(0).last_discarded, 50U);
}

TEST_F(EmbeddedFiles, take_owner_and_mode_of_the_header) {
    const auto store = open();
    ASSERT_EQ(::chmod((directory_ / "header").c_str(), 0660), 0);
    const bool root = ::geteuid() == 0;
    if (root) {
        ASSERT_EQ(::chown((directory_ / "header").c_str(), 1234, 4321), 0);
    }
    store->add({OwnerRef("user", 1), "a"}, 1);
    ASSERT_TRUE(store->seal(0));
    struct stat status {};
    ASSERT_EQ(::stat((directory_ / generation_name(2)).c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777U, 0660U);
    if (root) {
        EXPECT_EQ(status.st_uid, 1234U);
        EXPECT_EQ(status.st_gid, 4321U);
    }
}

TEST_F(EmbeddedFiles, that_are_foreign_damaged_or_newer_are_refused_and_left_untouched) {
    make_store();
    const std::string header = read_file(directory_ / "header");
    const auto with = [&](std::size_t offset, char byte) {
        std::string bytes = header;
        bytes.at(offset) = byte;
        return bytes;
    };
    const std::vector<std::pair<std::string, ErrorCode>> headers{
        {"", ErrorCode::corrupt},
        {"hello\n", ErrorCode::corrupt},
        {std::string(4096, '\0'), ErrorCode::corrupt},
        {header.substr(0, 4095), ErrorCode::corrupt},
        {header + "x", ErrorCode::corrupt},
        {with(0, 'X'), ErrorCode::corrupt},
        {with(8, 100), ErrorCode::conflict},
        {with(12, 1), ErrorCode::conflict},
        {with(20, static_cast<char>(header[20] ^ 1)), ErrorCode::corrupt},
        {with(100, static_cast<char>(header[100] ^ 1)), ErrorCode::corrupt}};
    for (const auto& [bytes, code] : headers) {
        write_file(directory_ / "header", bytes);
        expect_refused(code, "header");
    }
    write_file(directory_ / "header", header);
    open()->close();
}

TEST_F(EmbeddedFiles, of_generations_that_are_not_what_they_should_be_are_refused) {
    make_store();
    for (const std::uint64_t number : {1U, 2U}) {
        const std::string name = generation_name(number);
        const std::string whole = read_file(directory_ / name);
        const auto with = [&](std::size_t offset, char byte) {
            std::string bytes = whole;
            bytes.at(offset) = byte;
            return bytes;
        };
        const std::vector<std::pair<std::string, ErrorCode>> files{
            {"", ErrorCode::corrupt},
            {whole.substr(0, 4096), ErrorCode::corrupt},
            {whole + std::string(4096, '\0'), ErrorCode::corrupt},
            {with(0, 'X'), ErrorCode::corrupt},
            {with(8, 100), ErrorCode::conflict},
            {with(12, 1), ErrorCode::conflict},
            {with(16, static_cast<char>(whole[16] ^ 1)), ErrorCode::corrupt},
            {with(40, static_cast<char>(whole[40] ^ 1)), ErrorCode::corrupt},
            {read_file(directory_ / generation_name(3 - number)), ErrorCode::corrupt}};
        for (const auto& [bytes, code] : files) {
            write_file(directory_ / name, bytes);
            expect_refused(code, name);
        }
        fs::remove(directory_ / name);
        expect_refused(ErrorCode::corrupt, name);
        write_file(directory_ / name, whole);
    }
    write_file(directory_ / generation_name(9), read_file(directory_ / generation_name(2)));
    expect_refused(ErrorCode::corrupt, generation_name(9));
    fs::remove(directory_ / generation_name(9));
    open()->close();
}

TEST_F(EmbeddedFiles, without_their_header_are_refused) {
    make_store();
    fs::remove(directory_ / "header");
    expect_refused(ErrorCode::corrupt, "header");
}

TEST_F(EmbeddedFiles, of_a_creation_that_was_interrupted_are_completed) {
    make_store();
    std::string header = read_file(directory_ / "header");
    std::fill(header.begin() + 2048, header.end(), '\0');
    for (const bool linked : {false, true}) {
        const std::string first = read_file(directory_ / generation_name(1));
        fs::remove_all(directory_);
        fs::create_directories(directory_);
        write_file(directory_ / "header", header);
        if (linked) {
            write_file(directory_ / generation_name(1), first);
        }
        const auto store = open();
        EXPECT_EQ(store->state(0).open_seq, 1U);
        store->add({OwnerRef("user", 1), "b"}, 1);
        store->close();
    }
}

TEST_F(EmbeddedFiles, left_by_killed_processes_are_swept_away) {
    make_store();
    const auto store = open();
    const auto set = store->state(0).waiting.at(0);
    const std::string first = read_file(directory_ / generation_name(1));
    store->discard(0, set);
    store->close();
    write_file(directory_ / generation_name(1), first);
    write_file(directory_ / "making-0123456789abcdef", "new");
    open()->close();
    EXPECT_FALSE(fs::exists(directory_ / generation_name(1)));
    // Its maker may be between making it and locking it.
    EXPECT_TRUE(fs::exists(directory_ / "making-0123456789abcdef"));
}

TEST_F(EmbeddedFiles, that_were_removed_under_a_process_are_noticed) {
    const auto store = open();
    store->add({OwnerRef("user", 1), "a"}, 1);
    fs::remove_all(directory_);
    EXPECT_EQ(code_of([&] { store->seal(0); }), ErrorCode::unavailable);
    EXPECT_NE(message_.find("removed"), std::string::npos) << message_;
    EXPECT_EQ(code_of([&] { store->flush(); }), ErrorCode::unavailable);
    EXPECT_EQ(code_of([&] { static_cast<void>(store->status()); }), ErrorCode::unavailable);
    EXPECT_EQ(code_of([&] { static_cast<void>(store->lock(0, std::chrono::milliseconds(0))); }),
              ErrorCode::unavailable);
}

TEST_F(EmbeddedFiles, go_on_counting_in_the_child_of_a_fork) {
    const auto store = open();
    const CounterRef counter{OwnerRef("user", 1), "a"};
    store->add(counter, 1);
    CellRef cell = store->resolve(counter);
    const pid_t child = ::fork();
    if (child == 0) {
        bool good = try_add(cell, 10);
        store->add({OwnerRef("user", 2), "b"}, 5);
        good = good && store->seal(0).has_value() && !try_add(cell, 1);
        store->add(counter, 100);
        ::_exit(good ? 0 : 1);
    }
    int status = -1;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
    EXPECT_FALSE(try_add(cell, 1));
    store->add(counter, 1000);
    EXPECT_EQ(pending(*store, counter), 1111);
    EXPECT_EQ(pending(*store, {OwnerRef("user", 2), "b"}), 5);
}

TEST_F(EmbeddedFiles, that_do_not_fit_on_the_disk_are_an_error_and_counting_goes_on) {
    fs::create_directories(base_);
    if (::mount("tmpfs", base_.c_str(), "tmpfs", 0, "size=700k") != 0) {
        GTEST_SKIP() << "a small file system cannot be mounted here: " << std::strerror(errno);
    }
    {
        const auto store = open();
        const CounterRef counter{OwnerRef("user", 1), "a"};
        store->add(counter, 1);
        EXPECT_EQ(code_of([&] { store->seal(0); }), ErrorCode::unavailable);
        EXPECT_NE(message_.find("no room"), std::string::npos) << message_;
        store->add(counter, 1);
        store->add({OwnerRef("user", 2), "b"}, 1);
        EXPECT_EQ(pending(*store, counter), 2);
        EXPECT_EQ(contents_of(directory_).size(), 2U);
        // A full generation needs the room too; what has its place goes on.
        CellRef cell = store->resolve(counter);
        EXPECT_EQ(code_of([&] {
                      for (int i = 0; i < 9000; ++i) {
                          store->add({OwnerRef("user", i), "c"}, 1);
                      }
                  }),
                  ErrorCode::unavailable);
        EXPECT_TRUE(try_add(cell, 1));
        store->add(counter, 1);
        EXPECT_EQ(pending(*store, counter), 4);
        store->close();
    }
    ::umount(base_.c_str());
}

TEST_F(EmbeddedFiles, beyond_the_limit_of_file_sizes_are_an_error_and_no_signal) {
    const auto store = open();
    store->add({OwnerRef("user", 1), "a"}, 1);
    const pid_t child = ::fork();
    if (child == 0) {
        const struct rlimit small { .rlim_cur = 65536, .rlim_max = 65536 };
        ::setrlimit(RLIMIT_FSIZE, &small);
        const bool refused = code_of([&] { store->seal(0); }) == ErrorCode::unavailable;
        store->add({OwnerRef("user", 1), "a"}, 1);
        ::_exit(refused ? 0 : 1);
    }
    int status = -1;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
    EXPECT_EQ(pending(*store, {OwnerRef("user", 1), "a"}), 2);
}

TEST(EmbeddedFileSystem, refuses_by_name_what_processes_cannot_share) {
    EXPECT_EQ(unusable_file_system(0x6969), "NFS");
    EXPECT_EQ(unusable_file_system(0x65735546), "FUSE or virtiofs");
    EXPECT_EQ(unusable_file_system(0x01021997), "9p");
    // A signed 32-bit number of a 64-bit kernel.
    EXPECT_EQ(unusable_file_system(static_cast<unsigned long>(-11317950L)), "SMB");
    constexpr unsigned long kExt4 = 0xef53;
    constexpr unsigned long kXfs = 0x58465342;
    constexpr unsigned long kTmpfs = 0x01021994;
    constexpr unsigned long kOverlay = 0x794c7630;
    for (const unsigned long usable : {kExt4, kXfs, kTmpfs, kOverlay}) {
        EXPECT_TRUE(unusable_file_system(usable).empty()) << usable;
    }
}

TEST_F(EmbeddedFiles, of_another_store_are_told_apart) {
    make_store();
    const fs::path mine = directory_;
    const std::string name = generation_name(1);
    const std::string whole = read_file(mine / name);
    const TemporaryDirectory elsewhere;
    const auto other = open_embedded_store({.directory = elsewhere.path().string()});
    other->add({OwnerRef("user", 1), "a"}, 1);
    other->seal(0);
    other->close();
    for (const auto& entry : fs::recursive_directory_iterator(elsewhere.path())) {
        if (entry.path().filename() == name) {
            write_file(mine / name, read_file(entry.path()));
        }
    }
    expect_refused(ErrorCode::corrupt, name);
    EXPECT_NE(message_.find("it belongs to another store"), std::string::npos) << message_;
    write_file(mine / name, whole);
    open()->close();
}

TEST_F(EmbeddedFiles, that_are_removed_while_they_are_opened_are_noticed) {
    make_store();
    const FileDescriptor header(::open((directory_ / "header").c_str(), O_RDWR | O_CLOEXEC));
    ASSERT_EQ(::flock(header.get(), LOCK_EX), 0);
    auto opening = std::async(std::launch::async, [this] { return code_of([&] { open(); }); });
    // Until it has the header open and waits for the lock.
    while (!others_have_open(directory_ / "header", header.get())) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    fs::remove_all(directory_);
    ::flock(header.get(), LOCK_UN);
    EXPECT_EQ(opening.get(), ErrorCode::unavailable);
    EXPECT_NE(message_.find("the store was just removed; try again"), std::string::npos)
        << message_;
    open()->close();
}

TEST_F(EmbeddedFiles, that_are_removed_under_a_store_at_work_are_missed) {
    const auto store = open();
    const auto other = open();
    const CounterRef counter{OwnerRef("user", 1), "a"};
    for (int set = 0; set < 2; ++set) {
        other->add(counter, 1);
        ASSERT_TRUE(other->seal(0));
    }
    fs::remove(directory_ / generation_name(2));
    EXPECT_EQ(code_of([&] { (void)store->read(0, {&counter, 1}); }), ErrorCode::corrupt);
    EXPECT_NE(message_.find("generation 2 is missing: restore its file"), std::string::npos)
        << message_;
}

}  // namespace
}  // namespace model_counter::embedded
