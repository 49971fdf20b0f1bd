#pragma once

#include "store/embedded/backing.hpp"
#include "store/embedded/file_descriptor.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace model_counter::embedded {

/// Where the files are, and how they are opened.
struct FileBackingOptions {
    std::string path;  ///< the store's own directory, absolute
    bool may_create = true;
    std::string boot_id_file = "/proc/sys/kernel/random/boot_id";
    std::chrono::milliseconds lock_wait{10'000};  ///< for another process that is opening
    GenerationShape first_shape = kFirstShape;
};

/// Files in one directory, mapped and shared by processes.
///
/// Threads: any. The child of a fork goes on.
/// Source:  docs/design/embedded-store.md, "Files"
class FileBacking final : public Backing {
public:
    /// Opens the store, makes it if need be, and recovers it after an unclean boot.
    ///
    /// Errors: those of `open_embedded_store`
    static std::unique_ptr<FileBacking> open(const FileBackingOptions& options);

    ~FileBacking() override = default;
    FileBacking(const FileBacking&) = delete;
    FileBacking& operator=(const FileBacking&) = delete;

    [[nodiscard]] ControlPage& control() noexcept override { return *control_; }
    GenerationHeader* open(std::uint64_t generation) override;
    GenerationHeader* create(std::uint64_t generation, const GenerationShape& shape) override;
    void give_back(GenerationHeader* header) noexcept override;
    void overlay(GenerationHeader* header) noexcept override { overlay_with_zeros(header); }
    void remove(std::uint64_t generation) override;
    std::string keep_damaged(std::uint64_t generation) override;
    void flush(GenerationHeader* header) override;
    void flush_control() override;
    void check_alive() override;
    void revive() override;
    std::uint64_t random_word() override { return random_word_of_kernel(); }
    [[nodiscard]] std::string location() const override { return options_.path; }

    /// Makes this process let go of the control page; operations fail with unavailable from now on.
    void close() noexcept;

    /// Takes the synchronizers' lock.
    ///
    /// Returns: an open file that holds it until `unlock`; none when another one has it after
    /// `wait`.
    [[nodiscard]] FileDescriptor lock(std::chrono::milliseconds wait);
    static void unlock(const FileDescriptor& file) noexcept;

    /// What was found when the store was opened: recovery, damage.
    [[nodiscard]] const std::vector<std::string>& findings() const noexcept { return findings_; }

    /// How many files with damaged counters are kept.
    [[nodiscard]] std::size_t damaged_files() const;

private:
    explicit FileBacking(const FileBackingOptions& options) : options_(options) {}

    // Opening; file_backing_open.cpp.
    void open_header();
    void make_header();
    void check_header();
    void map_control();
    void finish_creation();
    void check_generations();
    void recover();
    void set_aside(std::uint64_t lowest, std::uint64_t highest);
    void report_damage();
    void sweep();
    [[nodiscard]] std::vector<std::uint64_t> generations() const;
    [[nodiscard]] bool is_complete(std::uint64_t generation);
    [[nodiscard]] bool is_untouched(std::uint64_t generation);

    // Generations; file_backing.cpp.
    [[nodiscard]] FileDescriptor make_file(const std::string& name, std::uint64_t bytes);
    void take_over_owner(const FileDescriptor& file, const std::string& name);
    [[nodiscard]] bool link_into_place(const std::string& name, const std::string& place);
    [[nodiscard]] std::string path_of(const std::string& name) const;
    [[nodiscard]] std::string making_name();

    FileBackingOptions options_;
    FileDescriptor directory_;
    FileDescriptor header_;
    ControlPage* control_ = nullptr;
    std::atomic<bool> closed_{false};
    std::vector<std::string> findings_;
};

/// Checks the beginning of a generation's file against its store, its number and the file's size.
///
/// Errors: conflict  a newer version made it
///         corrupt   it is not that generation
void check_generation(const GenerationHeader& header, const StoreId& store,
                      std::uint64_t generation, std::uint64_t file_bytes, const std::string& path);

/// What to do about a file that is not what it should be.
inline constexpr const char* kRemedy =
    "; it was left untouched: restore it from a backup, or move the store's directory away";

}  // namespace model_counter::embedded
