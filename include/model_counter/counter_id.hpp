#pragma once

#include "model_counter/owner.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace model_counter {

/// Longest key, in bytes of UTF-8.
inline constexpr std::size_t kKeyBytesMax = 100;

/// Which counter, borrowed: owner and key, and of which interval and period, which are empty for
/// totals. `Period::of` makes one.
struct CounterRef {
    OwnerRef owner;
    std::string_view key;
    std::string_view interval = {};
    std::string_view period = {};

    friend bool operator==(const CounterRef&, const CounterRef&) noexcept = default;
};

/// Checks a counter against every limit of owner, key and period.
///
/// Errors: invalid_argument  names the limit and the remedy
void validate(const CounterRef& counter);

/// Which counter, with texts of its own.
class CounterId {
public:
    /// Errors: invalid_argument  a limit is broken; the message names it
    CounterId(const Owner& owner, std::string_view key);
    /// A copy. Errors: invalid_argument  a limit is broken; the message names it
    explicit CounterId(const CounterRef& counter);

    /// Reads the canonical text `type:id:key[:interval:period]`; `text()` writes it back unchanged.
    ///
    /// Errors: invalid_argument  not three or five fields, a `%` that is neither %3A nor %25 in the
    ///                           id, or a limit is broken
    static CounterId parse(std::string_view text);

    /// Who owns it.
    [[nodiscard]] const Owner& owner() const noexcept { return owner_; }
    /// Its name under its owner.
    [[nodiscard]] const std::string& key() const noexcept { return key_; }
    /// Empty for totals.
    [[nodiscard]] const std::string& interval() const noexcept { return interval_; }
    /// Empty for totals.
    [[nodiscard]] const std::string& period() const noexcept { return period_; }
    /// Borrows from this object.
    [[nodiscard]] CounterRef ref() const noexcept {
        return {owner_.ref(), key_, interval_, period_};
    }

    /// The canonical text; `:` and `%` inside the id are written `%3A` and `%25`.
    [[nodiscard]] std::string text() const;

    friend bool operator==(const CounterId&, const CounterId&) = default;

private:
    Owner owner_;
    std::string key_;
    std::string interval_;
    std::string period_;
};

/// The canonical text of a borrowed counter.
[[nodiscard]] std::string canonical_text(const CounterRef& counter);

}  // namespace model_counter
