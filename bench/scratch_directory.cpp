#include "bench/scratch_directory.hpp"

#include <unistd.h>
#include <cstdlib>
#include <stdexcept>

namespace model_counter::bench {

ScratchDirectory::ScratchDirectory() {
    const char* const chosen = std::getenv("MODEL_COUNTER_BENCH_DIR");
    const auto parent = chosen != nullptr
                            ? std::filesystem::path(chosen)
                            : std::filesystem::read_symlink("/proc/self/exe").parent_path();
    std::string name = (parent / "scratch-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
        throw std::runtime_error("cannot make a directory below " + parent.string());
    }
    path_ = name;
}

ScratchDirectory::~ScratchDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace model_counter::bench
