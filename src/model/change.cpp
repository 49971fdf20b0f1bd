#include "model_counter/change.hpp"

namespace model_counter {

std::optional<Change> combine(const Change& earlier, const Change& later) noexcept {
    if (later.kind != Change::Kind::add) {
        return later;
    }
    if (earlier.kind == Change::Kind::remove) {
        return Change{Change::Kind::set, later.amount};
    }
    std::int64_t sum = 0;
    if (__builtin_add_overflow(earlier.amount, later.amount, &sum)) {
        return std::nullopt;
    }
    return Change{earlier.kind, sum};
}

std::optional<std::int64_t> apply(std::int64_t before, const Change& change) noexcept {
    if (change.kind != Change::Kind::add) {
        return change.amount;
    }
    std::int64_t sum = 0;
    if (__builtin_add_overflow(before, change.amount, &sum)) {
        return std::nullopt;
    }
    return sum;
}

}  // namespace model_counter
