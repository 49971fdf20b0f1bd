#pragma once

#include <atomic>

/// Named steps at which tests kill a process. Nothing installs a hook outside of tests.
namespace model_counter::internal {

using StepHook = void (*)(const char*);

extern std::atomic<StepHook> step_hook;

inline void step(const char* name) {
    if (const StepHook hook = step_hook.load(std::memory_order_relaxed)) {
        hook(name);
    }
}

}  // namespace model_counter::internal
