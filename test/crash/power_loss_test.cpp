#include "crash/random.hpp"
#include "model_counter/sqlite_database.hpp"
#include "store/embedded/file_backing.hpp"
#include "store/embedded/store_directory.hpp"
#include "store/embedded/table_store.hpp"
#include "support/temporary_directory.hpp"
#include "sync/synchronizer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

namespace model_counter::crash {
namespace {

namespace fs = std::filesystem;
using embedded::Backing;
using embedded::ControlPage;
using embedded::FileBacking;
using embedded::GenerationHeader;
using embedded::GenerationShape;
using embedded::kPageBytes;
using Files = std::map<std::string, std::string>;

constexpr GenerationShape kShape{64, 4096};
constexpr int kCounters = 40;

Files files_in(const fs::path& directory) {
    Files files;
    for (const auto& entry : fs::directory_iterator(directory)) {
        std::ifstream file(entry.path(), std::ios::binary);
        std::ostringstream bytes;
        bytes << file.rdbuf();
        files[entry.path().filename().string()] = bytes.str();
    }
    return files;
}

/// The files of a store, and what the disk has of them: what was flushed.
class WatchedBacking final : public Backing {
public:
    explicit WatchedBacking(const embedded::FileBackingOptions& options)
        : files_(FileBacking::open(options)), disk_(files_in(options.path)) {}

    [[nodiscard]] const Files& disk() const noexcept { return disk_; }

    ControlPage& control() noexcept override { return files_->control(); }
    GenerationHeader* open(std::uint64_t generation) override { return files_->open(generation); }
    GenerationHeader* create(std::uint64_t generation, const GenerationShape& shape) override {
        GenerationHeader* header = files_->create(generation, shape);
        remember(header);
        return header;
    }
    void give_back(GenerationHeader* header) noexcept override { files_->give_back(header); }
    void overlay(GenerationHeader* header) noexcept override { files_->overlay(header); }
    void remove(std::uint64_t generation) override { files_->remove(generation); }
    std::string keep_damaged(std::uint64_t generation) override {
        return files_->keep_damaged(generation);
    }
    void flush(GenerationHeader* header) override {
        files_->flush(header);
        remember(header);
    }
    void flush_control() override {
        files_->flush_control();
        disk_[embedded::kHeaderName].assign(reinterpret_cast<const char*>(&control()), kPageBytes);
    }
    void check_alive() override { files_->check_alive(); }
    void revive() override { files_->revive(); }
    std::uint64_t random_word() override { return files_->random_word(); }
    std::string location() const override { return files_->location(); }

private:
    void remember(GenerationHeader* header) {
        const std::uint64_t bytes = embedded::generation_bytes(embedded::shape_of(*header));
        disk_[embedded::generation_name(header->number.load())].assign(
            reinterpret_cast<const char*>(header), bytes);
    }

    std::unique_ptr<FileBacking> files_;
    Files disk_;
};

struct OwnsBacking {
    WatchedBacking backing;
};

class WatchedStore final : private OwnsBacking, public embedded::TableStore {
public:
    explicit WatchedStore(const embedded::FileBackingOptions& options)
        : OwnsBacking{WatchedBacking(options)}, TableStore(OwnsBacking::backing, {}) {}

    [[nodiscard]] const Files& disk() const noexcept { return OwnsBacking::backing.disk(); }
    StoreStatus status() override { return {}; }
    std::unique_ptr<ShardLock> lock(std::uint32_t, std::chrono::milliseconds) override {
        return nullptr;
    }
    void close() override {}
};

/// A machine that counts, syncs and loses its power.
class PowerLoss : public testing::Test {
protected:
    static CounterRef counter(int i) { return {OwnerRef("user", i), "a"}; }

    void boot() {
        std::ostringstream id;
        id << "5ca1ab1e-0000-4000-8000-" << 100'000'000'000 + ++boots_ << "\n";
        std::ofstream(temporary_.file("boot_id")) << id.str();
        database_ = open_sqlite_database({.path = (directory() / "counters.sqlite3").string()});
        database_->migrate();
        store_ = std::make_unique<WatchedStore>(
            embedded::FileBackingOptions{.path = (directory() / "store").string(),
                                         .boot_id_file = temporary_.file("boot_id"),
                                         .first_shape = kShape});
    }

    [[nodiscard]] fs::path directory() const {
        return temporary_.path() / ("disk" + std::to_string(disks_));
    }

    void sync() {
        SyncOptions options;
        options.batch_rows_max = 1 + random_.below(60);
        const SyncReport report = synchronize(*store_, *database_, system_clock(), {}, options);
        EXPECT_FALSE(report.store_went_back);
        EXPECT_EQ(report.rejected, 0U);
    }

    /// Counts for a while; now and then something is flushed, sealed or synced.
    void work() {
        for (int i = random_.between(1, 400); i > 0; --i) {
            const auto which = static_cast<std::size_t>(random_.below(kCounters));
            const std::int64_t amount = random_.between(1, 1000);
            store_->add(counter(static_cast<int>(which)), amount);
            counted_[which] += amount;
            switch (random_.below(100)) {
                case 0:
                    sync();
                    safe_ = counted_;
                    break;
                case 1:
                    store_->flush();
                    safe_ = counted_;
                    break;
                case 2:
                    static_cast<void>(store_->seal(0));
                    break;
                case 3:
                    store_->make_durable(0);
                    break;
                default:
                    break;
            }
        }
    }

    /// Each page is as it was flushed, or as it is now. A file that was removed may be back, and
    /// then those that were removed after it are too: no file system forgets the later one alone.
    void lose_power() {
        const Files memory = files_in(directory() / "store");
        const Files disk = store_->disk();
        const fs::path old = directory();
        ++disks_;
        fs::create_directories(directory() / "store");
        for (const char* name : {"counters.sqlite3", "counters.sqlite3-wal"}) {
            std::error_code none;
            fs::copy_file(old / name, directory() / name, none);
        }
        bool removed_is_back = false;
        for (const auto& [name, flushed] : disk) {
            const auto now = memory.find(name);
            removed_is_back = removed_is_back || random_.one_in(3);
            if (now == memory.end() && !removed_is_back) {
                continue;
            }
            std::string bytes = flushed;
            for (std::size_t at = 0; now != memory.end() && at < bytes.size(); at += kPageBytes) {
                if (random_.one_in(2)) {
                    bytes.replace(at, kPageBytes, now->second, at, kPageBytes);
                }
            }
            std::ofstream(directory() / "store" / name, std::ios::binary) << bytes;
        }
        store_.reset();
        database_.reset();
    }

    /// Everything that is left is in the table: what was safe, and nothing that was not counted.
    void check() {
        sync();
        const LedgerKey key{store_->state(0).store_id, 0};
        for (int i = 0; i < kCounters; ++i) {
            const CounterRef which = counter(i);
            const auto index = static_cast<std::size_t>(i);
            const std::int64_t value =
                database_->read(key, std::span(&which, 1)).counts.at(0).value_or(0);
            EXPECT_GE(value, safe_[index]) << "counter " << i << " after boot " << boots_;
            EXPECT_LE(value, counted_[index]) << "counter " << i << " after boot " << boots_;
            counted_[index] = value;
        }
        safe_ = counted_;
    }

    test::TemporaryDirectory temporary_;
    Random random_{1};
    int boots_ = 0;
    int disks_ = 0;
    std::unique_ptr<Database> database_;
    std::unique_ptr<WatchedStore> store_;
    std::array<std::int64_t, kCounters> counted_{};
    std::array<std::int64_t, kCounters> safe_{};
};

TEST_F(PowerLoss, doubles_nothing_and_loses_nothing_that_was_flushed_or_synced) {
    fs::create_directories(directory());
    for (int round = 0; round < 60 && !HasFailure(); ++round) {
        boot();
        if (round > 0) {
            check();
        }
        work();
        lose_power();
    }
}

}  // namespace
}  // namespace model_counter::crash
