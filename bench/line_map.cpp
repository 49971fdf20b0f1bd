#include "bench/line_map.hpp"

#include <sys/mman.h>
#include <bit>
#include <new>

namespace model_counter::bench {

LineMap::LineMap(std::size_t counters_max, Sharing sharing) {
    const std::size_t slots = std::bit_ceil(counters_max * 2 / kShards + 1);
    mask_ = slots - 1;
    bytes_ = kShards * (sizeof(Shard) + slots * sizeof(Slot));
    const bool is_shared = sharing == Sharing::processes;
    void* const memory = mmap(nullptr, bytes_, PROT_READ | PROT_WRITE,
                              MAP_ANONYMOUS | (is_shared ? MAP_SHARED : MAP_PRIVATE), -1, 0);
    if (memory == MAP_FAILED) {
        throw std::bad_alloc();
    }
    madvise(memory, bytes_, MADV_HUGEPAGE);
    shards_ = static_cast<Shard*>(memory);
    auto* const first_slot = reinterpret_cast<Slot*>(shards_ + kShards);
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setpshared(&attributes,
                                 is_shared ? PTHREAD_PROCESS_SHARED : PTHREAD_PROCESS_PRIVATE);
    for (std::size_t i = 0; i < kShards; ++i) {
        pthread_mutex_init(&shards_[i].mutex, &attributes);
        shards_[i].slots = first_slot + i * slots;
    }
    pthread_mutexattr_destroy(&attributes);
}

LineMap::~LineMap() { munmap(shards_, bytes_); }

}  // namespace model_counter::bench
