#pragma once

#include <string>
#include <string_view>
#include <variant>

namespace model_counter::laravel {

/// A Redis key of the PHP package, taken apart. Texts borrow from the key.
struct LaravelKey {
    std::string_view type;  ///< lower case, with dots for namespaces; `global` for no owner
    std::string_view id;
    std::string_view key;
    std::string_view interval;  ///< empty: totals
    std::string period;         ///< canonical: a week that was written 2024-49 is 2024-W49
};

/// Takes a key apart: `<prefix><type>:<id>:<key>[:<interval>:<period>]`.
///
/// Returns: the parts, or what is wrong with it, in words. Limits of owner and key are not looked
///          at.
[[nodiscard]] std::variant<LaravelKey, std::string> parse_laravel_key(std::string_view prefix,
                                                                      std::string_view text);

}  // namespace model_counter::laravel
