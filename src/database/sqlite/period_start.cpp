#include "database/sqlite/period_start.hpp"

#include "model_counter/error.hpp"

namespace model_counter::sqlite {

std::int64_t period_start(const CounterRef& counter) {
    if (!counter.interval.empty() || !counter.period.empty()) {
        throw Error(ErrorCode::invalid_argument,
                    "counter " + canonical_text(counter) +
                        " has an interval; this version counts totals only");
    }
    return 0;
}

}  // namespace model_counter::sqlite
