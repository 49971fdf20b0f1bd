#pragma once

#include "model_counter/counter_id.hpp"

#include <rapidcheck.h>

#include <cstddef>
#include <limits>
#include <string>
#include <tuple>
#include <vector>

namespace model_counter::test {

/// Texts of 1 to `bytes_max` bytes out of the characters given: the fewer there are, the more
/// often two texts share a beginning.
inline rc::Gen<std::string> any_text(std::vector<std::string> characters, std::size_t bytes_max) {
    const auto joined = [bytes_max](const std::vector<std::string>& parts) {
        std::string text;
        for (const std::string& part : parts) {
            if (text.size() + part.size() <= bytes_max) {
                text += part;
            }
        }
        return text;
    };
    const auto parts = rc::gen::nonEmpty(
        rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(std::move(characters))));
    return rc::gen::map(parts, joined);
}

/// Owner ids of both kinds: any int64 and its extremes, texts that nearly are integers, and texts
/// with everything that is written in another way somewhere.
inline rc::Gen<std::string> any_owner_id() {
    using Limits = std::numeric_limits<std::int64_t>;
    const auto written = [](std::int64_t value) { return std::to_string(value); };
    return rc::gen::oneOf(
        rc::gen::map(rc::gen::arbitrary<std::int64_t>(), written),
        rc::gen::map(
            rc::gen::element(Limits::min(), std::int64_t{-1}, std::int64_t{0}, std::int64_t{1},
                             std::int64_t{255}, std::int64_t{256}, Limits::max()),
            written),
        any_text({"0", "1", "9", "-", "+", " "}, kOwnerIdBytesMax),
        any_text({"a", "b", ":", "%", "3A", "*", "?", "é", "€", "😀"}, kOwnerIdBytesMax));
}

/// Counters whose parts begin alike often.
inline rc::Gen<CounterId> any_counter() {
    const auto word = any_text({"a", "b", "%", " ", "é", "😀"}, kKeyBytesMax);
    return rc::gen::apply([](const std::string& type, const std::string& id,
                             const std::string& key) { return CounterId(Owner(type, id), key); },
                          word, any_owner_id(), word);
}

/// Where a counter stands among others, part by part: what its encoded bytes must order as.
inline auto order_of(const CounterRef& counter) {
    return std::tuple(std::string(counter.owner.type()), !counter.owner.has_integer_id(),
                      counter.owner.integer_id(), std::string(counter.owner.text_id()),
                      std::string(counter.key));
}

}  // namespace model_counter::test
