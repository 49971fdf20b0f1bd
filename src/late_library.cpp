#include "late_library.hpp"

#include "model_counter/error.hpp"

#include <dlfcn.h>

#include <string>

namespace model_counter {

void* LateLibrary::find(const char* function) {
    void* handle = handle_.load(std::memory_order_acquire);
    if (handle == nullptr) {
        // Two threads at once get the same handle.
        handle = dlopen(file_, RTLD_NOW | RTLD_LOCAL);
        if (handle == nullptr) {
            throw Error(ErrorCode::unavailable, "the library " + std::string(file_) +
                                                    " cannot be loaded: " + dlerror() +
                                                    "; install it (Debian: " + package_ + ")");
        }
        handle_.store(handle, std::memory_order_release);
    }
    void* const found = dlsym(handle, function);
    if (found == nullptr) {
        throw Error(ErrorCode::unavailable, "the library " + std::string(file_) + " has no " +
                                                function +
                                                "; install the version that this program was "
                                                "built with (Debian: " +
                                                package_ + ")");
    }
    return found;
}

}  // namespace model_counter
