#include "import/laravel_row.hpp"

#include "import/laravel_key.hpp"
#include "model/period_text.hpp"
#include "model/text.hpp"
#include "model_counter/encoded_id.hpp"
#include "model_counter/error.hpp"

#include <charconv>
#include <string_view>

namespace model_counter::laravel {
namespace {

/// Why a counter cannot be in the table; empty: it can.
std::string fault_of(const CounterRef& counter, OwnerIdKind kind) {
    try {
        validate(counter);
    } catch (const Error& error) {
        return error.what();
    }
    if (kind == OwnerIdKind::bigint && !counter.owner.has_integer_id()) {
        return "owner id " + quoted(counter.owner.id()) +
               " is not a whole number, and our table takes only those; `migrate --owner-id "
               "string` makes one that takes texts";
    }
    return {};
}

std::variant<TakenCounter, std::string> taken(const CounterRef& counter, const std::string& amount,
                                              OwnerIdKind kind) {
    if (std::string fault = fault_of(counter, kind); !fault.empty()) {
        return fault;
    }
    const auto number = read_count(amount);
    if (!number) {
        return "count " + quoted(amount) + " is not a whole number of 64 bits";
    }
    return TakenCounter{encode(counter), *number, std::string(counter.owner.type())};
}

/// The period of a row by its first day, which is `2024-12-03` or, from early versions, a time.
std::optional<std::string> period_of(const std::string& interval, std::string_view start) {
    constexpr std::string_view kMidnight = " 00:00:00";
    if (start.ends_with(kMidnight)) {
        start.remove_suffix(kMidnight.size());
    }
    const auto days = days_of_date(start);
    return days ? period_that_begins(interval, *days) : std::nullopt;
}

}  // namespace

std::optional<std::int64_t> read_count(const std::string& text) {
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && stopped == end ? std::optional(number) : std::nullopt;
}

std::variant<TakenCounter, std::string> take_row(const LaravelRow& row, OwnerTypes& types,
                                                 OwnerIdKind kind) {
    if (row.owner_type.has_value() != row.owner_id.has_value()) {
        return std::string(row.owner_type ? "has an owner_type and no owner_id"
                                          : "has an owner_id and no owner_type");
    }
    if (row.interval.has_value() != row.period_start.has_value()) {
        return std::string(row.interval ? "has an interval and no period_start"
                                        : "has a period_start and no interval");
    }
    std::string period;
    if (row.interval) {
        if (!is_interval_of_days(*row.interval)) {
            return "has an unknown interval " + quoted(*row.interval) +
                   "; known are day, week, month, quarter and year";
        }
        const auto found = period_of(*row.interval, *row.period_start);
        if (!found) {
            return "has a period_start " + quoted(*row.period_start) +
                   ", which is the first day of no " + *row.interval;
        }
        period = *found;
    }
    // An empty class is kept from becoming a known one: it has no wire form.
    const std::string type = !row.owner_type           ? std::string(global_owner().type())
                             : row.owner_type->empty() ? std::string()
                                                       : types.of_class(*row.owner_type);
    const OwnerRef owner(type, row.owner_id ? std::string_view(*row.owner_id) : "0");
    return taken({owner, row.key, row.interval ? std::string_view(*row.interval) : "", period},
                 row.count, kind);
}

std::variant<TakenCounter, std::string> take_key(const std::string& prefix, const std::string& key,
                                                 const std::string& value, const OwnerTypes& types,
                                                 OwnerIdKind kind) {
    const auto parsed = parse_laravel_key(prefix, key);
    if (const auto* fault = std::get_if<std::string>(&parsed)) {
        return *fault;
    }
    const auto& parts = std::get<LaravelKey>(parsed);
    const auto type = types.of_wire(parts.type);
    if (!type) {
        return "has the type " + quoted(parts.type) +
               ", which is the last part of several classes; say which with --owner-type";
    }
    return taken({OwnerRef(*type, parts.id), parts.key, parts.interval, parts.period}, value, kind);
}

}  // namespace model_counter::laravel
