#include "model/reject_reason.hpp"

namespace model_counter {

std::string overflow_reason(const CounterRef& counter, std::int64_t before, const Change& change) {
    return "counter " + canonical_text(counter) +
           " would leave the 64-bit range: " + std::to_string(before) + " + " +
           std::to_string(change.amount);
}

}  // namespace model_counter
