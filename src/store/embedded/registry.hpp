#pragma once

#include "store/embedded/layout.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace model_counter::embedded {

/// The generations one process has mapped, by number. No lock, so it works across fork.
///
/// Shape:   at most `kEntries` generations in a row can live at once.
/// Threads: any.
class Registry {
public:
    static constexpr std::size_t kEntries = 256;

    /// The mapping of a generation; null when this process has none that is still readable.
    [[nodiscard]] GenerationHeader* find(std::uint64_t generation) const noexcept {
        GenerationHeader* header = entries_[generation % kEntries].load(std::memory_order_acquire);
        // An overlaid mapping has number 0, and so has no generation.
        if (header == nullptr || generation == 0 ||
            header->number.load(std::memory_order_relaxed) != generation) {
            return nullptr;
        }
        return header;
    }

    /// Enters a mapping that no other thread has seen yet.
    ///
    /// Returns: the mapping that is to be used; another one than `mine` when another thread was
    ///          faster; null when `generation` is so old that its place is taken.
    GenerationHeader* insert(std::uint64_t generation, GenerationHeader* mine) noexcept {
        std::atomic<GenerationHeader*>& entry = entries_[generation % kEntries];
        GenerationHeader* present = entry.load(std::memory_order_acquire);
        do {
            const std::uint64_t number =
                present == nullptr ? 0 : present->number.load(std::memory_order_relaxed);
            if (number == generation) {
                return present;
            }
            if (number > generation) {
                return nullptr;
            }
        } while (!entry.compare_exchange_weak(present, mine, std::memory_order_acq_rel,
                                              std::memory_order_acquire));
        return mine;
    }

    /// Calls `visit` with every mapping that was not overlaid.
    template <class Visit>
    void for_each(const Visit& visit) const {
        for (const std::atomic<GenerationHeader*>& entry : entries_) {
            GenerationHeader* header = entry.load(std::memory_order_acquire);
            if (header != nullptr && header->number.load(std::memory_order_relaxed) != 0) {
                visit(header);
            }
        }
    }

private:
    std::array<std::atomic<GenerationHeader*>, kEntries> entries_{};
};

}  // namespace model_counter::embedded
