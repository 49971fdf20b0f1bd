#include "open/duration.hpp"

#include <charconv>
#include <cstdint>

namespace model_counter::open {

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
    std::uint64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [behind, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc()) {
        return std::nullopt;
    }
    const std::string_view unit(behind, static_cast<std::size_t>(end - behind));
    std::uint64_t ms_per_unit = 0;
    if (unit == "ms") {
        ms_per_unit = 1;
    } else if (unit == "s" || unit.empty()) {
        ms_per_unit = 1000;
    } else if (unit == "m") {
        ms_per_unit = 60'000;
    } else if (unit == "h") {
        ms_per_unit = 3'600'000;
    }
    const auto most = static_cast<std::uint64_t>(kDurationMax.count());
    if (ms_per_unit == 0 || number > most / ms_per_unit) {
        return std::nullopt;
    }
    return std::chrono::milliseconds(number * ms_per_unit);
}

std::string duration_text(std::chrono::milliseconds duration) {
    const auto ms = duration.count();
    return ms % 1000 == 0 ? std::to_string(ms / 1000) + "s" : std::to_string(ms) + "ms";
}

}  // namespace model_counter::open
