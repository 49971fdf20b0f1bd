#pragma once

#include "import/laravel_source.hpp"
#include "import/owner_types.hpp"
#include "model_counter/store.hpp"

#include <cstdint>
#include <string>
#include <variant>

namespace model_counter::laravel {

/// A counter of the source and what it counted so far.
struct TakenCounter {
    std::string encoded;
    std::int64_t amount = 0;
    std::string owner_type;
};

/// Reads a count: a decimal number within int64.
[[nodiscard]] std::optional<std::int64_t> read_count(const std::string& text);

/// What a row is here, or why it cannot be taken, in words.
[[nodiscard]] std::variant<TakenCounter, std::string> take_row(const LaravelRow& row,
                                                               OwnerTypes& types, OwnerIdKind kind);

/// What a Redis key with this value is here, or why it cannot be taken, in words.
[[nodiscard]] std::variant<TakenCounter, std::string> take_key(const std::string& prefix,
                                                               const std::string& key,
                                                               const std::string& value,
                                                               const OwnerTypes& types,
                                                               OwnerIdKind kind);

}  // namespace model_counter::laravel
