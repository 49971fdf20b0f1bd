#pragma once

#include "model_counter/counter_id.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace model_counter::redis {

/// Before a counter's field: the field beside it that says how its value began. No counter's own
/// field starts with it, since an owner type is not empty.
inline constexpr char kMark = ':';
/// What the marking field holds.
inline constexpr std::string_view kMarkSet = "=";      ///< the counter's field is a value
inline constexpr std::string_view kMarkRemoved = "-";  ///< it was removed; what follows is a value

/// The hash field of a counter: its canonical text, `user:1:downloads`.
struct Field {
    explicit Field(const CounterRef& counter);

    /// What every field of one owner begins with.
    [[nodiscard]] std::string_view owner() const noexcept {
        return std::string_view(text).substr(0, owner_size);
    }

    std::string text;
    std::size_t owner_size = 0;
};

/// What every field of an owner begins with: `user:1:`.
[[nodiscard]] std::string owner_part(const OwnerRef& owner);

/// A counter read from a field, in the bytes of `EncodedId`.
///
/// Errors: corrupt  it is no counter's field
[[nodiscard]] std::string encoded_of_field(std::string_view field);

/// Spreads texts over shards and buckets; the same on every machine, for ever.
[[nodiscard]] std::uint64_t hash_of(std::string_view text) noexcept;

}  // namespace model_counter::redis
