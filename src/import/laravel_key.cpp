#include "import/laravel_key.hpp"

#include "model/period_text.hpp"
#include "model/text.hpp"

#include <vector>

namespace model_counter::laravel {
namespace {

std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> fields;
    for (;;) {
        const auto colon = text.find(':');
        fields.push_back(text.substr(0, colon));
        if (colon == std::string_view::npos) {
            return fields;
        }
        text.remove_prefix(colon + 1);
    }
}

/// The package writes ISO weeks without their W.
std::string canonical(std::string_view interval, std::string_view period) {
    std::string text(period);
    if (interval == "week" && text.size() == 7 && text[4] == '-') {
        text.insert(5, "W");
    }
    return text;
}

}  // namespace

std::variant<LaravelKey, std::string> parse_laravel_key(std::string_view prefix,
                                                        std::string_view text) {
    if (!text.starts_with(prefix)) {
        return "does not begin with the prefix " + quoted(prefix);
    }
    const auto fields = split(text.substr(prefix.size()));
    if (fields.size() != 3 && fields.size() != 5) {
        return "has " + std::to_string(fields.size()) +
               " fields behind its prefix, not type:id:key[:interval:period]";
    }
    LaravelKey key{fields[0], fields[1], fields[2], {}, {}};
    if (fields.size() == 3) {
        return key;
    }
    if (!is_interval_of_days(fields[3])) {
        return "has an unknown interval " + quoted(fields[3]) +
               "; known are day, week, month, quarter and year";
    }
    key.interval = fields[3];
    key.period = canonical(fields[3], fields[4]);
    if (!first_day_of_period(key.interval, key.period)) {
        return "has a period " + quoted(fields[4]) + " that is no " + std::string(key.interval);
    }
    return key;
}

}  // namespace model_counter::laravel
