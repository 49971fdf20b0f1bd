#pragma once

#include <filesystem>
#include <string>

namespace model_counter::bench {

/// An empty directory beside the benchmark's binary, hence on the disk that holds the build; or
/// below `$MODEL_COUNTER_BENCH_DIR`. Removed with what is in it.
class ScratchDirectory {
public:
    ScratchDirectory();
    ~ScratchDirectory();
    ScratchDirectory(const ScratchDirectory&) = delete;
    ScratchDirectory& operator=(const ScratchDirectory&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
    [[nodiscard]] std::string operator/(const std::string& name) const {
        return (path_ / name).string();
    }

private:
    std::filesystem::path path_;
};

}  // namespace model_counter::bench
