#include "support/call_counts.hpp"

#include <dlfcn.h>
#include <pthread.h>
#include <cstddef>
#include <cstdlib>
#include <new>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define MODEL_COUNTER_SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define MODEL_COUNTER_SANITIZED
#endif
#endif

namespace model_counter::test {
namespace {

// Zero-initialized and trivial: reading it allocates nothing, at any time of a thread's life.
thread_local CallCounts counts;

}  // namespace

CallCounts call_counts() noexcept { return counts; }

#ifdef MODEL_COUNTER_SANITIZED
bool calls_are_counted() noexcept { return false; }
}  // namespace model_counter::test
#else
bool calls_are_counted() noexcept { return true; }

namespace {

void* allocate(std::size_t size) {
    ++counts.allocations;
    void* const memory = std::malloc(size == 0 ? 1 : size);
    if (memory == nullptr) {
        throw std::bad_alloc();
    }
    return memory;
}

void* allocate(std::size_t size, std::align_val_t alignment) {
    ++counts.allocations;
    const auto bytes = static_cast<std::size_t>(alignment);
    void* const memory = std::aligned_alloc(bytes, (size + bytes - 1) / bytes * bytes);
    if (memory == nullptr) {
        throw std::bad_alloc();
    }
    return memory;
}

/// The function of this name that ours stands in front of.
template <class Function>
Function* next(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

}  // namespace
}  // namespace model_counter::test

// What replaces a function of the runtime has the runtime's names.
using model_counter::test::allocate;
using model_counter::test::counts;
using model_counter::test::next;

void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void* operator new(std::size_t size, std::align_val_t alignment) {
    return allocate(size, alignment);
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
    return allocate(size, alignment);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

extern "C" {

int pthread_mutex_lock(pthread_mutex_t* mutex) noexcept {
    static auto* const real = next<int(pthread_mutex_t*)>("pthread_mutex_lock");
    ++counts.locks;
    return real(mutex);
}

int pthread_rwlock_rdlock(pthread_rwlock_t* lock) noexcept {
    static auto* const real = next<int(pthread_rwlock_t*)>("pthread_rwlock_rdlock");
    ++counts.locks;
    return real(lock);
}

int pthread_rwlock_wrlock(pthread_rwlock_t* lock) noexcept {
    static auto* const real = next<int(pthread_rwlock_t*)>("pthread_rwlock_wrlock");
    ++counts.locks;
    return real(lock);
}
}
#endif
