// Lets the child of a fork use memory under clang's address sanitizer, whatever threads its parent
// has: the C library takes the locks of its own allocator before a fork and lets them go on both
// sides, the sanitizer up to LLVM 17 does not do so with its.

#include <pthread.h>
#include <cstdlib>

// The sanitizer's own; no header declares them.
namespace __lsan {            // NOLINT(bugprone-reserved-identifier)
void LockThreadRegistry();    // NOLINT(readability-identifier-naming)
void UnlockThreadRegistry();  // NOLINT(readability-identifier-naming)
void LockAllocator();         // NOLINT(readability-identifier-naming)
void UnlockAllocator();       // NOLINT(readability-identifier-naming)
}  // namespace __lsan
namespace __sanitizer {      // NOLINT(bugprone-reserved-identifier)
void StackDepotLockAll();    // NOLINT(readability-identifier-naming)
void StackDepotUnlockAll();  // NOLINT(readability-identifier-naming)
}  // namespace __sanitizer

namespace model_counter::test {
namespace {

void lock() {
    __lsan::LockThreadRegistry();
    __lsan::LockAllocator();
    __sanitizer::StackDepotLockAll();
}

void unlock() {
    __sanitizer::StackDepotUnlockAll();
    __lsan::UnlockAllocator();
    __lsan::UnlockThreadRegistry();
}

[[maybe_unused]] const bool kIsInstalled = [] {
    if (pthread_atfork(lock, unlock, unlock) != 0) {
        std::abort();
    }
    return true;
}();

}  // namespace
}  // namespace model_counter::test
