#include "store/embedded/backing.hpp"

#include "model_counter/clock.hpp"

#include <sys/mman.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <cerrno>
#include <chrono>
#include <new>

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

namespace model_counter::embedded {

std::int64_t Backing::now() {
    return std::chrono::duration_cast<std::chrono::seconds>(
               system_clock().system_now().time_since_epoch())
        .count();
}

std::uint64_t random_word_of_kernel() {
    std::uint64_t word = 0;
    while (word == 0) {
        const ssize_t got = ::getrandom(&word, sizeof word, 0);
        if (got < 0 && errno != EINTR) {
            throw Error(ErrorCode::unavailable, "the kernel gives no random numbers");
        }
    }
    return word;
}

void write_header(GenerationHeader& header, const StoreId& store, std::uint64_t generation,
                  const GenerationShape& shape) noexcept {
    header.magic = kGenerationMagic;
    header.version = kFormatVersion;
    header.byte_order = kByteOrderMark;
    header.store_id = store;
    header.slot_mask.store(shape.slots - 1, std::memory_order_relaxed);
    header.arena_bytes.store(shape.arena_bytes, std::memory_order_relaxed);
    header.number.store(generation, std::memory_order_relaxed);
    header.checksum = header_checksum(header);
    std::atomic_thread_fence(std::memory_order_release);
}

void overlay_with_zeros(GenerationHeader* header) noexcept {
    if (header->number.load(std::memory_order_acquire) == 0) {
        return;
    }
    // Another thread may do the same at the same time: then fewer bytes are read here, all of which
    // it has overlaid. The range is never used again, so a second overlay changes nothing.
    const std::uint64_t bytes = generation_bytes(shape_of(*header));
    // The bare system call: a thread sanitizer would take the wrapper for a write to the range,
    // which a suspended thread may still read.
    const long done = ::syscall(SYS_mmap, header, bytes, PROT_READ | PROT_WRITE,
                                MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1, 0L);
    // Without room for a mapping the old one stays: it costs memory, and its cells are closed.
    static_cast<void>(done);
}

bool populate(void* begin, std::uint64_t bytes) noexcept {
    while (::madvise(begin, bytes, MADV_POPULATE_WRITE) != 0) {
        if (errno == EINVAL || errno == ENOSYS) {
            // An older kernel: the caller goes without, and pays a page fault at a time.
            return true;
        }
        if (errno != EINTR && errno != EAGAIN) {
            return false;
        }
    }
    return true;
}

}  // namespace model_counter::embedded
