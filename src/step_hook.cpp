#include "step_hook.hpp"

namespace model_counter::internal {

std::atomic<StepHook> step_hook{nullptr};

}  // namespace model_counter::internal
