#include "period_table.hpp"

#include <algorithm>
#include <cstdint>

namespace model_counter::program {
namespace {

/// Of a value of any sign, also the least.
std::uint64_t magnitude(std::int64_t value) {
    return value < 0 ? ~static_cast<std::uint64_t>(value) + 1 : static_cast<std::uint64_t>(value);
}

constexpr std::size_t kBarLeast = 10;

}  // namespace

std::string period_table(const std::vector<PeriodValue>& values, std::size_t width) {
    std::size_t names = 0;
    std::size_t numbers = 0;
    std::uint64_t most = 1;
    for (const PeriodValue& value : values) {
        names = std::max(names, value.period.text().size());
        numbers = std::max(numbers, std::to_string(value.value).size());
        most = std::max(most, magnitude(value.value));
    }
    const std::size_t before = names + numbers + 4;
    const std::size_t bar_most = std::max(kBarLeast, width > before ? width - before : 0);
    std::string table;
    for (const PeriodValue& value : values) {
        const std::string number = std::to_string(value.value);
        const double share =
            static_cast<double>(magnitude(value.value)) / static_cast<double>(most);
        auto bar = static_cast<std::size_t>(share * static_cast<double>(bar_most));
        bar = value.value == 0 ? 0 : std::clamp<std::size_t>(bar, 1, bar_most);
        std::string line(value.period.text());
        line += std::string(names - line.size() + 2 + numbers - number.size(), ' ') + number;
        if (bar > 0) {
            line += "  " + std::string(bar, value.value < 0 ? '-' : '#');
        }
        table += line + "\n";
    }
    return table;
}

}  // namespace model_counter::program
