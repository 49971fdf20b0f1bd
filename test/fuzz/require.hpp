#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace model_counter::fuzz {

/// Ends the run, as a find, where a property does not hold.
inline void require(bool holds, const char* property) {
    if (!holds) {
        std::fputs(property, stderr);
        std::fputc('\n', stderr);
        std::abort();
    }
}

/// The input as text.
inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

/// Cuts off and returns what comes before the first `separator`; all of it where there is none.
inline std::string_view cut(std::string_view& rest, char separator) {
    const std::size_t end = rest.find(separator);
    const std::string_view first = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    return first;
}

}  // namespace model_counter::fuzz
