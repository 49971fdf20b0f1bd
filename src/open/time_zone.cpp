#include "model_counter/time_zone.hpp"

#include "model/text.hpp"
#include "model_counter/error.hpp"

#ifdef MODEL_COUNTER_HAS_CCTZ
#include <cctz/civil_time.h>
#include <cctz/time_zone.h>
#endif

#include <algorithm>

namespace model_counter {
namespace {

#ifdef MODEL_COUNTER_HAS_CCTZ

using Moment = cctz::time_point<cctz::seconds>;

Moment moment_of(std::int64_t seconds) { return Moment(cctz::seconds(seconds)); }

/// A zone of the machine's tzdata.
class IanaTimeZone final : public TimeZone {
public:
    explicit IanaTimeZone(const cctz::time_zone& zone) : zone_(zone) {}

    [[nodiscard]] std::int32_t offset_at(std::int64_t seconds) const override {
        return zone_.lookup(moment_of(seconds)).offset;
    }

    [[nodiscard]] std::optional<std::int64_t> change_after(std::int64_t seconds) const override {
        cctz::time_zone::civil_transition change;
        if (!zone_.next_transition(moment_of(seconds), &change)) {
            return std::nullopt;
        }
        // Of clocks that are put back only what they show afterwards is shown twice, of those that
        // are put forward only what they would have shown is skipped: that lookup knows the moment.
        const auto after = zone_.lookup(change.to);
        const bool put_back = after.kind == cctz::time_zone::civil_lookup::REPEATED;
        const auto moment = put_back ? after.trans : zone_.lookup(change.from).trans;
        return moment.time_since_epoch().count();
    }

    [[nodiscard]] std::string name() const override { return zone_.name(); }

private:
    cctz::time_zone zone_;
};

/// A name, and no path of a file elsewhere.
bool is_name(std::string_view text) {
    return !text.starts_with('/') && text.find("..") == std::string_view::npos &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '/' || c == '_' || c == '+' || c == '-';
           });
}

#endif

/// Is owned by nobody: it lives as long as the process.
std::shared_ptr<const TimeZone> shared_utc() { return {std::shared_ptr<const TimeZone>(), &utc()}; }

}  // namespace

std::shared_ptr<const TimeZone> open_time_zone(std::string_view name) {
    if (name == "UTC") {
        return shared_utc();
    }
#ifdef MODEL_COUNTER_HAS_CCTZ
    cctz::time_zone zone;
    if (is_name(name) && cctz::load_time_zone(std::string(name), &zone)) {
        return std::make_shared<IanaTimeZone>(zone);
    }
    throw Error(ErrorCode::invalid_argument,
                "time zone " + quoted(name) +
                    " is not in this machine's tzdata; write UTC or a name such as Europe/Berlin");
#else
    throw Error(ErrorCode::invalid_argument,
                "time zone " + quoted(name) +
                    ": this library was built without time zones, for which it needs cctz "
                    "(Debian: libcctz-dev); write UTC");
#endif
}

}  // namespace model_counter
