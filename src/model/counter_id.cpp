#include "model_counter/counter_id.hpp"

#include "model/period_text.hpp"
#include "model/text.hpp"
#include "model_counter/error.hpp"

#include <vector>

namespace model_counter {
namespace {

[[noreturn]] void refuse(std::string_view text, const std::string& why) {
    throw Error(ErrorCode::invalid_argument, "counter " + quoted(text) + " " + why);
}

std::string escaped(std::string_view id) {
    std::string result;
    result.reserve(id.size());
    for (const char byte : id) {
        if (byte == ':') {
            result += "%3A";
        } else if (byte == '%') {
            result += "%25";
        } else {
            result += byte;
        }
    }
    return result;
}

std::string unescaped(std::string_view field, std::string_view whole) {
    std::string result;
    result.reserve(field.size());
    for (std::size_t i = 0; i < field.size(); ++i) {
        if (field[i] != '%') {
            result += field[i];
            continue;
        }
        const auto code = field.substr(i, 3);
        if (code != "%3A" && code != "%25") {
            refuse(whole, "has a '%' that is neither %3A nor %25");
        }
        result += code == "%3A" ? ':' : '%';
        i += 2;
    }
    return result;
}

std::vector<std::string_view> fields_of(std::string_view text) {
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

}  // namespace

void validate(const CounterRef& counter) {
    validate(counter.owner);
    if (const auto fault = text_fault(counter.key, kKeyBytesMax, false)) {
        throw Error(ErrorCode::invalid_argument, "key " + quoted(counter.key) + " " + *fault);
    }
    if (counter.interval.empty() && counter.period.empty()) {
        return;
    }
    const auto interval = interval_of_name(counter.interval);
    if (!interval || *interval == Interval::total) {
        throw Error(ErrorCode::invalid_argument,
                    "interval " + quoted(counter.interval) +
                        " is none; intervals are hour, day, week, month, quarter and year");
    }
    if (!row_start_of(*interval, counter.period)) {
        throw Error(ErrorCode::invalid_argument,
                    "period " + quoted(counter.period) + " is none of the interval " +
                        quoted(counter.interval) + "; " + kPeriodShapes);
    }
}

CounterId::CounterId(const Owner& owner, std::string_view key)
    : CounterId(CounterRef{owner.ref(), key}) {}

CounterId::CounterId(const CounterRef& counter)
    : owner_(counter.owner),
      key_(counter.key),
      interval_(counter.interval),
      period_(counter.period) {
    validate(counter);
}

CounterId CounterId::parse(std::string_view text) {
    const auto fields = fields_of(text);
    if (fields.size() != 3 && fields.size() != 5) {
        refuse(text, "has " + std::to_string(fields.size()) +
                         " fields; write type:id:key[:interval:period]");
    }
    const std::string id = unescaped(fields[1], text);
    CounterRef counter{OwnerRef(fields[0], std::string_view(id)), fields[2]};
    if (fields.size() == 5) {
        if (fields[3].empty() || fields[4].empty()) {
            refuse(text, "has an empty interval or period");
        }
        counter.interval = fields[3];
        counter.period = fields[4];
    }
    return CounterId(counter);
}

std::string CounterId::text() const { return canonical_text(ref()); }

std::string canonical_text(const CounterRef& counter) {
    std::string result(counter.owner.type());
    result += ':';
    result += escaped(counter.owner.id());
    result += ':';
    result += counter.key;
    if (!counter.interval.empty()) {
        result += ':';
        result += counter.interval;
        result += ':';
        result += counter.period;
    }
    return result;
}

}  // namespace model_counter
