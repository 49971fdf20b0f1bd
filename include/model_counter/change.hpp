#pragma once

#include <cstdint>
#include <optional>

namespace model_counter {

/// The greatest amount of one increment, and minus the least one: 2^62 - 1.
inline constexpr std::int64_t kAmountMax = (std::int64_t{1} << 62) - 1;

/// What happened to one counter since some moment.
struct Change {
    /// What the rest of it means.
    enum class Kind : std::uint8_t {
        add,     ///< `amount` is added to what was there
        set,     ///< the value is `amount`, whatever was there
        remove,  ///< the counter is gone; `amount` is 0
    };
    Kind kind = Kind::add;
    std::int64_t amount = 0;

    friend bool operator==(const Change&, const Change&) = default;
};

/// `later` after `earlier`, as one change.
///
/// Returns: nothing where the sum leaves int64. An add after a remove is a set: it starts from
/// zero.
[[nodiscard]] std::optional<Change> combine(const Change& earlier, const Change& later) noexcept;

/// The value after `change`, from the value before it (nothing: no such counter, read as 0).
///
/// Returns: the value, 0 after a remove; nothing where it leaves int64.
[[nodiscard]] std::optional<std::int64_t> apply(std::int64_t before, const Change& change) noexcept;

}  // namespace model_counter
