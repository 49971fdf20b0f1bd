#pragma once

#include "model_counter/config.hpp"

#include <span>
#include <string>
#include <string_view>

namespace model_counter::open {

/// One key of the configuration: its name, and how it is read, written and explained.
struct SettingKey {
    enum class Kind { text, number, time };
    std::string_view name;
    std::string_view comment;  ///< for the commented file; lines end in '\n'
    Kind kind;
    std::string (*text)(const Config&);      ///< its value as text, secrets included
    void (*set)(Config&, std::string_view);  ///< throws what is wrong as a `Fault`
};

/// What is wrong with a value, as words that follow "KEY ".
struct Fault {
    std::string what;
};

/// Every key, in the order in which they are shown.
[[nodiscard]] std::span<const SettingKey> setting_keys();

/// The key of this name; null when there is none.
[[nodiscard]] const SettingKey* find_setting_key(std::string_view name);

/// The name of a key that is most like this one; empty when none is.
[[nodiscard]] std::string_view nearest_setting_key(std::string_view name);

/// The environment's name of a key: `COUNTER_` and the key in upper case.
[[nodiscard]] std::string environment_name(std::string_view key);

/// Checks a configuration that was made by hand.
///
/// Errors: invalid_argument  a value that `load` would not take
void check_settings(const Config& config);

}  // namespace model_counter::open
