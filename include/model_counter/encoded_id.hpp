#pragma once

#include "model_counter/counter_id.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace model_counter {

/// Most bytes an encoded id can have.
///
/// type 255 + NUL, tag, id 255 + NUL, key 100 + NUL, interval 16 + NUL, period 32.
inline constexpr std::size_t kEncodedIdBytesMax = 255 + 1 + 1 + 255 + 1 + 100 + 1 + 16 + 1 + 32;

/// The order-preserving bytes of a counter id, in a buffer of its own: no allocation.
///
/// Shape: type NUL (0x01 int64 big-endian with its sign bit flipped | 0x02 text NUL) key NUL
///        interval NUL period. Comparing bytes compares (type, id, key, interval, period): integer
///        ids before texts and by value, texts by byte. This is the order of the primary key.
class EncodedId {
public:
    /// The id must be within the limits (`validate`).
    explicit EncodedId(const CounterRef& counter) noexcept;

    /// The bytes, valid as long as this object.
    [[nodiscard]] std::string_view bytes() const noexcept { return {buffer_.data(), size_}; }

private:
    std::array<char, kEncodedIdBytesMax> buffer_;
    std::size_t size_ = 0;
};

/// The same as a string.
[[nodiscard]] std::string encode(const CounterRef& counter);

/// Reads encoded bytes; the result borrows from them.
///
/// Errors: corrupt  the bytes are not an encoded id within the limits
[[nodiscard]] CounterRef decode(std::string_view encoded);

/// The bytes that every encoded id of this owner starts with, and no other owner's does.
[[nodiscard]] std::string encoded_owner_prefix(const OwnerRef& owner);

}  // namespace model_counter
