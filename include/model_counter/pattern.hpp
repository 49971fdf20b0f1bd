#pragma once

#include "model_counter/counter_id.hpp"

#include <string>
#include <string_view>

namespace model_counter {

/// Chooses counters by `type:id:key`, field by field over the canonical text.
///
/// A missing field matches all; `*` stands for any run of characters, `?` for one character (of
/// UTF-8) within a field. `user:1` is user 1 alone, `user:1*` also user 10. A colon inside an id is
/// written `%3A`.
class Pattern {
public:
    /// Matches every counter.
    Pattern() = default;

    /// Errors: invalid_argument  empty, control characters, more than three fields, over 700 bytes
    explicit Pattern(std::string_view text);

    /// Whether it chooses the counter.
    [[nodiscard]] bool matches(const CounterRef& counter) const;

    /// True when every counter matches, whatever its id.
    [[nodiscard]] bool matches_everything() const noexcept;

    /// The pattern in its shortest form (`user:*:*` is `user`); `*` when it matches everything.
    [[nodiscard]] const std::string& text() const noexcept { return text_; }

    friend bool operator==(const Pattern& a, const Pattern& b) noexcept {
        return a.text_ == b.text_;
    }

private:
    std::string text_ = "*";
    std::string type_ = "*";
    std::string id_ = "*";
    std::string key_ = "*";
};

}  // namespace model_counter
