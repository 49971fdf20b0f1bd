#pragma once

#include "store/embedded/backing.hpp"
#include "store/embedded/registry.hpp"

#include <atomic>
#include <cstdint>
#include <string>

namespace model_counter::embedded {

/// How a memory backing behaves; the defaults are what the memory store uses.
struct MemoryBackingOptions {
    std::uint64_t random_seed = 0;  ///< other than 0: random words follow from it
    bool unmap_at_end = false;      ///< nobody keeps a handle beyond the backing's life
    GenerationShape first_shape = kFirstShape;
};

/// Anonymous memory. The child of a fork starts with an empty store of a new identity.
///
/// Threads: any. Several tables may share one, as processes share a directory.
class MemoryBacking final : public Backing {
public:
    /// Errors: unavailable  no memory
    explicit MemoryBacking(const MemoryBackingOptions& options = {});
    ~MemoryBacking() override;
    MemoryBacking(const MemoryBacking&) = delete;
    MemoryBacking& operator=(const MemoryBacking&) = delete;

    [[nodiscard]] ControlPage& control() noexcept override { return *control_; }
    GenerationHeader* open(std::uint64_t generation) override;
    GenerationHeader* create(std::uint64_t generation, const GenerationShape& shape) override;
    void give_back(GenerationHeader*) noexcept override {}
    void overlay(GenerationHeader* header) noexcept override;
    void remove(std::uint64_t) override {}
    std::string keep_damaged(std::uint64_t) override { return {}; }
    void flush(GenerationHeader*) override {}
    void flush_control() override {}
    void check_alive() override {}
    void revive() override;
    std::uint64_t random_word() override;
    [[nodiscard]] std::string location() const override { return "memory"; }

    /// Forgets everything; operations fail with unavailable from now on.
    void close() noexcept;

private:
    void* map(std::uint64_t bytes);

    MemoryBackingOptions options_;
    ControlPage* control_;
    Registry generations_;
    std::atomic<std::uint64_t> random_;
    std::atomic<bool> closed_{false};
};

}  // namespace model_counter::embedded
