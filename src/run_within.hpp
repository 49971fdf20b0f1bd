#pragma once

#include <chrono>
#include <functional>

namespace model_counter {

/// Runs `work` in a thread of its own, every signal blocked, and waits for it at most `timeout`.
///
/// Returns: false when it was not done in time. It then goes on by itself: whatever it uses, it
/// must
///          own.
/// Errors:  what `work` throws in time; later it is dropped
bool run_within(std::chrono::milliseconds timeout, std::function<void()> work);

}  // namespace model_counter
