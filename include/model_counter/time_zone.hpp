#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace model_counter {

/// What the clocks of a place show. It decides in which hour, day or week an increment counts.
///
/// Threads: any.
class TimeZone {
public:
    virtual ~TimeZone() = default;

    /// What is added to UTC to get what clocks show. Units: seconds, the moment since the epoch.
    [[nodiscard]] virtual std::int32_t offset_at(std::int64_t seconds) const = 0;

    /// The first moment after this one at which the offset changes; nothing where it never does
    /// again.
    [[nodiscard]] virtual std::optional<std::int64_t> change_after(std::int64_t seconds) const = 0;

    /// `Europe/Berlin`.
    [[nodiscard]] virtual std::string name() const = 0;
};

/// Coordinated universal time, which never changes its clocks.
[[nodiscard]] const TimeZone& utc() noexcept;

/// The zone of a name of the IANA database, from the machine's tzdata. In the component
/// `model_counter::model_counter`.
///
/// Errors: invalid_argument  there is none of that name, or the library was built without zones
[[nodiscard]] std::shared_ptr<const TimeZone> open_time_zone(std::string_view name);

}  // namespace model_counter
