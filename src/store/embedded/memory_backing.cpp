#include "store/embedded/memory_backing.hpp"

#include <sched.h>
#include <sys/mman.h>
#include <string>

namespace model_counter::embedded {

MemoryBacking::MemoryBacking(const MemoryBackingOptions& options)
    : options_(options),
      control_(static_cast<ControlPage*>(map(sizeof(ControlPage)))),
      random_(options.random_seed) {
    write_control(*control_, [this] { return random_word(); });
    control_->current.store(1, std::memory_order_release);
}

MemoryBacking::~MemoryBacking() {
    close();
    if (options_.unmap_at_end) {
        ::munmap(control_, sizeof(ControlPage));
    } else {
        ::madvise(control_, sizeof(ControlPage), MADV_DONTNEED);
    }
}

void MemoryBacking::close() noexcept {
    if (closed_.exchange(true)) {
        return;
    }
    control_->current.store(0, std::memory_order_seq_cst);
    generations_.for_each([this](GenerationHeader* header) {
        if (options_.unmap_at_end) {
            ::munmap(header, generation_bytes(shape_of(*header)));
        } else {
            overlay_with_zeros(header);
        }
    });
}

void* MemoryBacking::map(std::uint64_t bytes) {
    void* begin =
        ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (begin == MAP_FAILED) {
        throw Error(ErrorCode::unavailable, "no memory for " + std::to_string(bytes) +
                                                " bytes of counters: free memory, or sync");
    }
    // A child would go on counting in a copy, and both would bring the same sets to the database.
    if (::madvise(begin, bytes, MADV_WIPEONFORK) != 0) {
        ::munmap(begin, bytes);
        throw Error(ErrorCode::unavailable,
                    "the memory store needs MADV_WIPEONFORK: use Linux 4.14 or later");
    }
    return begin;
}

GenerationHeader* MemoryBacking::open(std::uint64_t generation) {
    GenerationHeader* present = generations_.find(generation);
    if (present == nullptr && generation == 1 &&
        control_->current.load(std::memory_order_acquire) == 1) {
        return create(1, options_.first_shape);
    }
    return present;
}

GenerationHeader* MemoryBacking::create(std::uint64_t generation, const GenerationShape& shape) {
    if (GenerationHeader* present = generations_.find(generation)) {
        return present;
    }
    const std::uint64_t bytes = generation_bytes(shape);
    void* begin = map(bytes);
    if (!populate(begin, bytes)) {
        ::munmap(begin, bytes);
        throw Error(ErrorCode::unavailable, "no memory for " + std::to_string(bytes) +
                                                " bytes of counters: free memory, or sync");
    }
    auto* header = static_cast<GenerationHeader*>(begin);
    write_header(*header, control_->store_id, generation, shape);
    GenerationHeader* winner = generations_.insert(generation, header);
    if (winner != header) {
        ::munmap(begin, bytes);
    }
    return winner;
}

void MemoryBacking::overlay(GenerationHeader* header) noexcept { overlay_with_zeros(header); }

void MemoryBacking::revive() {
    if (closed_.load(std::memory_order_acquire)) {
        throw Error(ErrorCode::unavailable, "the memory store is closed: open another");
    }
    // The child of a fork finds its pages wiped. One of its threads begins anew.
    std::uint64_t nobody = 0;
    if (control_->recoveries.compare_exchange_strong(nobody, 1, std::memory_order_acq_rel)) {
        write_control(*control_, [this] { return random_word(); });
        // What the parent's store knew to be settled holds no more, though its numbers begin anew.
        control_->epoch.store(random_word(), std::memory_order_relaxed);
        control_->current.store(1, std::memory_order_release);
        return;
    }
    while (control_->current.load(std::memory_order_acquire) == 0 &&
           !closed_.load(std::memory_order_acquire)) {
        ::sched_yield();
    }
}

std::uint64_t MemoryBacking::random_word() {
    if (options_.random_seed == 0) {
        return random_word_of_kernel();
    }
    // SplitMix64.
    std::uint64_t word = random_.fetch_add(0x9e3779b97f4a7c15U, std::memory_order_relaxed);
    word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9U;
    word = (word ^ (word >> 27)) * 0x94d049bb133111ebU;
    word ^= word >> 31;
    return word == 0 ? 1 : word;
}

}  // namespace model_counter::embedded
