#include "model_counter/pattern.hpp"

#include "model/text.hpp"
#include "model_counter/error.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace model_counter {
namespace {

constexpr std::size_t kPatternBytesMax = 700;

/// Matches one field; `*` backtracks to the last star only, so the cost is at most the product of
/// the two lengths.
bool matches_field(std::string_view pattern, std::string_view text) {
    std::string_view after_star;
    std::string_view retry_at;
    bool starred = false;
    while (!text.empty()) {
        if (!pattern.empty() && pattern[0] == '*') {
            pattern.remove_prefix(1);
            after_star = pattern;
            retry_at = text;
            starred = true;
            continue;
        }
        const std::size_t character = std::max<std::size_t>(1, utf8_character_bytes(text));
        if (!pattern.empty() && pattern[0] == '?') {
            pattern.remove_prefix(1);
            text.remove_prefix(character);
        } else if (!pattern.empty() && pattern[0] == text[0]) {
            pattern.remove_prefix(1);
            text.remove_prefix(1);
        } else if (starred) {
            retry_at.remove_prefix(std::max<std::size_t>(1, utf8_character_bytes(retry_at)));
            text = retry_at;
            pattern = after_star;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*') == std::string_view::npos;
}

std::string escaped_id(const OwnerRef& owner) {
    const std::string text = canonical_text({owner, "k"});
    const std::size_t start = owner.type().size() + 1;
    return text.substr(start, text.size() - start - 2);
}

/// Runs of stars are one star.
std::string shortened(std::string_view field) {
    std::string result;
    for (const char byte : field) {
        if (byte != '*' || result.empty() || result.back() != '*') {
            result += byte;
        }
    }
    return result;
}

}  // namespace

Pattern::Pattern(std::string_view text) {
    if (const auto fault = text_fault(text, kPatternBytesMax, true)) {
        throw Error(ErrorCode::invalid_argument, "pattern " + quoted(text) + " " + *fault);
    }
    const std::array<std::string*, 3> fields{&type_, &id_, &key_};
    std::string_view rest = text;
    std::size_t used = 0;
    for (bool more = true; more; ++used) {
        if (used == fields.size()) {
            throw Error(ErrorCode::invalid_argument,
                        "pattern " + quoted(text) +
                            " has more than three fields; write type:id:key, and %3A for a colon "
                            "inside an id");
        }
        const auto colon = rest.find(':');
        const auto field = shortened(rest.substr(0, colon));
        *fields[used] = field.empty() ? "*" : field;
        more = colon != std::string_view::npos;
        rest.remove_prefix(more ? colon + 1 : rest.size());
    }
    text_ = type_;
    if (id_ != "*" || key_ != "*") {
        text_ += ":" + id_;
    }
    if (key_ != "*") {
        text_ += ":" + key_;
    }
}

bool Pattern::matches_everything() const noexcept { return text_ == "*"; }

bool Pattern::matches(const CounterRef& counter) const {
    if (matches_everything()) {
        return true;
    }
    return matches_field(type_, counter.owner.type()) && matches_field(key_, counter.key) &&
           (id_ == "*" || matches_field(id_, escaped_id(counter.owner)));
}

}  // namespace model_counter
