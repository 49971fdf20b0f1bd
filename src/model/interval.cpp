#include "model_counter/interval.hpp"

#include <algorithm>
#include <cstddef>

namespace model_counter {

std::string_view name(Interval interval) noexcept {
    constexpr std::array<std::string_view, kIntervals.size()> kNames{
        "total", "hour", "day", "week", "month", "quarter", "year"};
    return kNames[static_cast<std::size_t>(interval)];
}

std::optional<Interval> interval_of_name(std::string_view text) noexcept {
    const auto found = std::find_if(kIntervals.begin(), kIntervals.end(),
                                    [&](Interval interval) { return name(interval) == text; });
    return found == kIntervals.end() ? std::nullopt : std::optional(*found);
}

}  // namespace model_counter
