#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace model_counter::open {

/// What a `store` or `database` setting says: `embedded:PATH` is scheme `embedded` and rest PATH.
struct Location {
    std::string scheme;
    std::string rest;
};

/// Splits at the first colon.
[[nodiscard]] Location split_location(std::string_view text);

/// What is wrong with a `store` setting, as words for a message that show no secret; nothing when
/// this library knows such stores.
[[nodiscard]] std::optional<std::string> store_fault(std::string_view text);

/// The same for a `database` setting.
[[nodiscard]] std::optional<std::string> database_fault(std::string_view text);

/// The component a scheme needs, e.g. `model_counter::redis`; empty when it needs no other one.
[[nodiscard]] std::string_view component_of(std::string_view scheme);

/// The text with passwords left out: of `scheme://user:password@host` and of `?password=...`.
[[nodiscard]] std::string without_secrets(std::string_view text);

}  // namespace model_counter::open
