#include "time_text.hpp"

#include "model_counter/error.hpp"
#include "model_counter/period.hpp"
#include "text.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace model_counter::program {
namespace {

constexpr std::size_t kDateBytes = 10;

Moment moment_of(std::int64_t seconds) { return Moment(std::chrono::seconds(seconds)); }

/// Takes two digits within a limit off the front.
std::optional<int> two_digits(std::string_view& text, int most) {
    if (text.size() < 2 || text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9') {
        return std::nullopt;
    }
    const int number = (text[0] - '0') * 10 + (text[1] - '0');
    text.remove_prefix(2);
    return number <= most ? std::optional(number) : std::nullopt;
}

/// Takes `Z`, `+01:00` or `-0500` off the end.
///
/// Returns: seconds; nothing where it is none of them
std::optional<int> offset_of(std::string_view text) {
    if (text == "Z" || text == "z") {
        return 0;
    }
    const int sign = text.starts_with('-') ? -1 : 1;
    text.remove_prefix(1);
    const auto hours = two_digits(text, 23);
    if (text.starts_with(':')) {
        text.remove_prefix(1);
    }
    const auto minutes = hours ? two_digits(text, 59) : std::nullopt;
    return minutes && text.empty() ? std::optional(sign * (*hours * 3600 + *minutes * 60))
                                   : std::nullopt;
}

/// `T14`, `T14:30`, `T14:30:59.5` to hours and the seconds behind them.
struct TimeOfDay {
    int hour = 0;
    int seconds = 0;
};

std::optional<TimeOfDay> time_of_day(std::string_view text) {
    text.remove_prefix(1);
    TimeOfDay time;
    const auto hour = two_digits(text, 23);
    if (!hour) {
        return std::nullopt;
    }
    time.hour = *hour;
    for (const int unit : {60, 1}) {
        if (text.empty()) {
            return time;
        }
        if (!text.starts_with(':')) {
            return std::nullopt;
        }
        text.remove_prefix(1);
        const auto number = two_digits(text, 59);
        if (!number) {
            return std::nullopt;
        }
        time.seconds += unit * *number;
    }
    if (text.starts_with('.')) {
        text.remove_prefix(std::min(text.find_first_not_of("0123456789", 1), text.size()));
    }
    return text.empty() ? std::optional(time) : std::nullopt;
}

std::optional<Moment> read_date(std::string_view text, const TimeZone& zone) {
    const Period day = Period::parse(Interval::day, text.substr(0, kDateBytes));
    std::string_view rest = text.substr(kDateBytes);
    const auto offset_at = rest.find_first_of("Zz+-");
    std::optional<int> offset;
    if (offset_at != std::string_view::npos) {
        offset = offset_of(rest.substr(offset_at));
        if (!offset) {
            return std::nullopt;
        }
        rest = rest.substr(0, offset_at);
    }
    TimeOfDay time;
    if (!rest.empty()) {
        const auto found =
            rest[0] == 'T' || rest[0] == 't' || rest[0] == ' ' ? time_of_day(rest) : std::nullopt;
        if (!found) {
            return std::nullopt;
        }
        time = *found;
    }
    if (offset) {
        return moment_of(day.row_start() + time.hour * 3600 + time.seconds - *offset);
    }
    if (rest.empty()) {
        return moment_of(day.start(zone));
    }
    const Period hour(Interval::hour, day.row_start() + time.hour * 3600);
    return moment_of(hour.start(zone) + time.seconds);
}

std::optional<Moment> read_seconds(std::string_view text) {
    std::int64_t seconds = 0;
    const char* const end = text.data() + text.size();
    const auto [behind, error] = std::from_chars(text.data(), end, seconds);
    if (error != std::errc() || behind != end) {
        return std::nullopt;
    }
    (void)Period(Interval::day, seconds);  // Refuses what is outside the calendar.
    return moment_of(seconds);
}

}  // namespace

std::optional<Moment> read_time(std::string_view text, const TimeZone& zone, std::string& fault) {
    try {
        const bool is_date = text.size() >= kDateBytes && text[4] == '-';
        if (const auto moment = is_date ? read_date(text, zone) : read_seconds(text)) {
            return moment;
        }
        fault = "time " + in_quotes(text) + " is none";
    } catch (const Error& error) {
        fault = "time " + in_quotes(text) + " is none: " + error.what();
    }
    fault +=
        "; write 2024-12-03T14:30:00Z, 2024-12-03T14:30+01:00, 2024-12-03, or seconds since "
        "the epoch";
    return std::nullopt;
}

Moment read_time(std::string_view text, const TimeZone& zone) {
    std::string fault;
    if (const auto moment = read_time(text, zone, fault)) {
        return *moment;
    }
    throw Error(ErrorCode::invalid_argument, fault);
}

}  // namespace model_counter::program
