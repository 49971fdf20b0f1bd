#pragma once

#include <sys/mman.h>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <new>

namespace model_counter::bench {

/// The floor of an increment by key: one relaxed add on a cache line whose place the caller already
/// knows. No key, no hash, no lookup; nothing but memory, in pages of 4 KiB as those of a file are.
/// Threads: any.
class RandomMemory {
public:
    /// Errors: `std::bad_alloc`.
    explicit RandomMemory(std::size_t counters) : bytes_((counters + 1) * sizeof(Line)) {
        void* const mapped =
            mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (mapped == MAP_FAILED) {
            throw std::bad_alloc();
        }
        madvise(mapped, bytes_, MADV_NOHUGEPAGE);
        lines_ = new (mapped) Line[counters + 1];
    }
    ~RandomMemory() { munmap(lines_, bytes_); }
    RandomMemory(const RandomMemory&) = delete;
    RandomMemory& operator=(const RandomMemory&) = delete;

    /// Adds to the counter of an id, 1 ... `counters`.
    void add(std::uint32_t id, std::int64_t amount) noexcept {
        lines_[id].value.fetch_add(amount, std::memory_order_relaxed);
    }

private:
    struct alignas(64) Line {
        std::atomic<std::int64_t> value{0};
    };

    std::size_t bytes_;
    Line* lines_ = nullptr;
};

}  // namespace model_counter::bench
