#include "model_counter/quota_exceeded.hpp"

namespace model_counter {
namespace {

std::string text_of(const CounterRef& counter, std::int64_t value, std::int64_t asked,
                    std::int64_t limit) {
    const bool is_subtraction = asked < 0;
    const std::string amount = std::to_string(asked);
    return "counter " + canonical_text(counter) + ": " + std::to_string(value) +
           (is_subtraction ? " less " + amount.substr(1) : " and " + amount) +
           " would pass its limit of " + (is_subtraction ? "at least " : "at most ") +
           std::to_string(limit) + "; nothing was counted";
}

}  // namespace

QuotaExceeded::QuotaExceeded(const CounterRef& counter, std::int64_t value, std::int64_t asked,
                             std::int64_t limit)
    : Error(ErrorCode::conflict, text_of(counter, value, asked, limit)),
      value_(value),
      asked_(asked),
      limit_(limit) {}

}  // namespace model_counter
