#include "model_counter/embedded_store.hpp"

#include "model_counter/clock.hpp"

#include "store/embedded/file_backing.hpp"
#include "store/embedded/store_directory.hpp"
#include "store/embedded/table_store.hpp"

#include <chrono>
#include <filesystem>

namespace model_counter {
namespace {

using embedded::FileBacking;
using embedded::FileDescriptor;
using embedded::TableStore;

class FileLock final : public ShardLock {
public:
    explicit FileLock(FileDescriptor file) : file_(std::move(file)) {}
    ~FileLock() override { FileBacking::unlock(file_); }
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

private:
    FileDescriptor file_;
};

/// A base, so that it is made before the table and lives longer.
struct OwnsFiles {
    std::unique_ptr<FileBacking> backing;
};

class EmbeddedStore final : private OwnsFiles, public TableStore {
public:
    EmbeddedStore(std::unique_ptr<FileBacking> files, const embedded::TableOptions& options)
        : OwnsFiles{std::move(files)}, TableStore(*backing, options) {}
    EmbeddedStore(const EmbeddedStore&) = delete;
    EmbeddedStore& operator=(const EmbeddedStore&) = delete;
    ~EmbeddedStore() override { let_go(); }

    StoreStatus status() override {
        backing->check_alive();
        StoreStatus status;
        status.kind = "embedded";
        status.location = backing->location();
        status.warnings = backing->findings();
        table().forget_discarded();
        table().figures(status);
        status.flushed_at = backing->control().flushed_at.load(std::memory_order_relaxed);
        if (const std::size_t files = backing->damaged_files()) {
            status.warnings.push_back(std::to_string(files) +
                                      " files with damaged counters are kept as damaged-*: look "
                                      "at them, then delete them");
        }
        return status;
    }

    void flush() override {
        // The time before it: what is counted meanwhile may or may not be in.
        const std::int64_t now = std::chrono::duration_cast<std::chrono::seconds>(
                                     system_clock().system_now().time_since_epoch())
                                     .count();
        TableStore::flush();
        backing->control().flushed_at.store(now, std::memory_order_relaxed);
    }

    std::unique_ptr<ShardLock> lock(std::uint32_t, std::chrono::milliseconds wait) override {
        FileDescriptor file = backing->lock(wait);
        return file.is_open() ? std::make_unique<FileLock>(std::move(file)) : nullptr;
    }

    void close() override {
        if (!table().is_current()) {
            return;
        }
        try {
            TableStore::flush();
        } catch (const Error&) {
            let_go();
            throw;
        }
        let_go();
    }

private:
    void let_go() noexcept {
        backing->close();
        table().forget_all();
    }
};

}  // namespace

std::unique_ptr<Store> open_embedded_store(const EmbeddedOptions& options) {
    const std::filesystem::path directory =
        std::filesystem::absolute(options.directory).lexically_normal() /
        embedded::directory_name(options.prefix);
    auto backing =
        FileBacking::open({.path = directory.string(), .may_create = options.may_create});
    if (options.log) {
        for (const std::string& finding : backing->findings()) {
            options.log(LogLevel::warning, backing->location() + ": " + finding);
        }
    }
    return std::make_unique<EmbeddedStore>(
        std::move(backing), embedded::TableOptions{.token_ttl = options.token_ttl,
                                                   .counters_max = options.counters_max});
}

}  // namespace model_counter
