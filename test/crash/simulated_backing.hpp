#pragma once

#include "crash/simulation.hpp"
#include "store/embedded/backing.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

namespace model_counter::crash {

/// What becomes of a discarded generation's mapping.
enum class Overlay {
    none,          ///< processes with mappings of their own: nobody else's becomes zero
    whole,         ///< threads of one process: zero at once
    slots_first,   ///< page by page, the header last: stricter than any kernel
    header_first,  ///< page by page, the header first
};

/// A table's shared memory within a simulation. Its operations are steps.
class SimulatedBacking final : public embedded::Backing {
public:
    SimulatedBacking();
    ~SimulatedBacking() override;

    /// Begins anew, with nothing but an empty generation 1. `may_go_back`: it remembers what was
    /// flushed.
    void reset(const embedded::GenerationShape& first, Overlay overlay, bool may_go_back);

    [[nodiscard]] embedded::ControlPage& control() noexcept override { return *control_; }
    embedded::GenerationHeader* open(std::uint64_t generation) override;
    embedded::GenerationHeader* create(std::uint64_t generation,
                                       const embedded::GenerationShape& shape) override;
    void give_back(embedded::GenerationHeader*) noexcept override {}
    void overlay(embedded::GenerationHeader* header) noexcept override;
    void remove(std::uint64_t generation) override;
    std::string keep_damaged(std::uint64_t) override { return "nowhere"; }
    void flush(embedded::GenerationHeader* header) override;
    void flush_control() override;
    void check_alive() override {}
    void revive() override {}
    std::uint64_t random_word() override;
    [[nodiscard]] std::string location() const override { return "simulated"; }

    /// Goes back to what it was when it was last flushed. No process may use it meanwhile.
    void go_back();

    /// The event after which nothing is left when it goes back.
    [[nodiscard]] std::uint64_t flushed_at() const noexcept { return flushed_at_; }

private:
    /// Memory for one generation.
    struct Chunk {
        std::unique_ptr<std::byte[]> memory;
        std::uint64_t bytes = 0;
    };
    /// What the disk has.
    struct Flushed {
        std::vector<std::byte> control;
        std::map<std::uint64_t, std::vector<std::byte>> files;
    };

    [[nodiscard]] Chunk& take_chunk(std::uint64_t bytes);
    void remember();

    Overlay overlay_ = Overlay::none;
    bool may_go_back_ = false;
    std::unique_ptr<std::byte[]> control_memory_;
    embedded::ControlPage* control_ = nullptr;
    std::vector<Chunk> chunks_;  ///< none is used twice in a run: somebody may still look at it
    std::size_t chunks_used_ = 0;
    std::map<std::uint64_t, Chunk*> files_;
    Flushed flushed_;
    std::uint64_t flushed_at_ = 0;
};

}  // namespace model_counter::crash
