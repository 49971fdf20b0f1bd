#pragma once

#include "model_counter/counter_id.hpp"
#include "model_counter/error.hpp"

#include <cstdint>
#include <string>

namespace model_counter {

/// A limit would have been passed; nothing was counted. Its code is `conflict`.
class QuotaExceeded : public Error {
public:
    /// An error to be thrown.
    QuotaExceeded(const CounterRef& counter, std::int64_t value, std::int64_t asked,
                  std::int64_t limit);

    /// The value that the counter had.
    [[nodiscard]] std::int64_t value() const noexcept { return value_; }

    /// What was to be added; negative where it was to be subtracted.
    [[nodiscard]] std::int64_t asked() const noexcept { return asked_; }

    /// The limit: the greatest value allowed, or of a subtraction the least one.
    [[nodiscard]] std::int64_t limit() const noexcept { return limit_; }

private:
    std::int64_t value_;
    std::int64_t asked_;
    std::int64_t limit_;
};

}  // namespace model_counter
