#include "lag.hpp"

#include "text.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>

namespace model_counter::program {

Lag lag_of(const StoreStatus& store, std::int64_t now) {
    Lag lag;
    lag.something_waits = store.open_counters > 0 || store.waiting_sets > 0;
    if (!lag.something_waits) {
        lag.seconds = 0;
    } else if (store.synced_through > 0) {
        lag.seconds = std::max<std::int64_t>(now - store.synced_through, 0);
    }
    return lag;
}

std::uint64_t writes_saved(const StoreStatus& store) {
    return store.units_synced - std::min(store.units_synced, store.rows_written);
}

std::string utc(std::int64_t seconds) {
    if (seconds == 0) {
        return "never";
    }
    const std::time_t time = seconds;
    std::tm parts{};
    std::array<char, 32> text{};
    ::gmtime_r(&time, &parts);
    const auto size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return {text.data(), size};
}

std::string span(std::int64_t seconds) {
    constexpr std::int64_t kMinute = 60;
    constexpr std::int64_t kHour = 60 * kMinute;
    constexpr std::int64_t kDay = 24 * kHour;
    if (seconds < 2 * kMinute) {
        return std::to_string(seconds) + " s";
    }
    if (seconds < 2 * kHour) {
        return std::to_string(seconds / kMinute) + " min";
    }
    if (seconds < 2 * kDay) {
        return std::to_string(seconds / kHour) + " h";
    }
    return counted(static_cast<std::uint64_t>(seconds / kDay), "day");
}

std::int64_t now_in_seconds() {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())
        .time_since_epoch()
        .count();
}

}  // namespace model_counter::program
