#include "amount.hpp"

#include "model_counter/error.hpp"

#include <string>

namespace model_counter {

void check_amount(const CounterRef& counter, std::int64_t amount) {
    if (amount > kAmountMax || amount < -kAmountMax) {
        validate(counter);  // The message below is made of a good name only.
        throw Error(ErrorCode::invalid_argument,
                    "amount " + std::to_string(amount) + " for counter " + canonical_text(counter) +
                        " is outside -(2^62-1) ... 2^62-1; count it in several parts");
    }
}

}  // namespace model_counter
