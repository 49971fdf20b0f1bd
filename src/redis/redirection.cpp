#include "redis/redirection.hpp"

#include "redis/slot.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace model_counter::redis {
namespace {

/// Reads `1234 10.0.0.7:6379`.
Redirection read(Redirection::Kind kind, std::string_view rest) {
    Redirection redirection;
    const auto blank = rest.find(' ');
    unsigned slot = kSlots;
    const char* const end = rest.data() + std::min(blank, rest.size());
    const auto [stopped, error] = std::from_chars(rest.data(), end, slot);
    if (blank == std::string_view::npos || error != std::errc() || stopped != end ||
        slot >= kSlots) {
        return redirection;
    }
    redirection.kind = kind;
    redirection.slot = static_cast<std::uint16_t>(slot);
    redirection.address = rest.substr(blank + 1);
    return redirection;
}

}  // namespace

Redirection redirection_of(const Reply& reply) {
    constexpr std::string_view kMoved = "MOVED ";
    constexpr std::string_view kAsk = "ASK ";
    Redirection redirection;
    if (reply.kind != Reply::Kind::error) {
        return redirection;
    }
    const std::string_view text = reply.text;
    const auto begins = [text](std::string_view word) { return text.starts_with(word); };
    if (begins(kMoved)) {
        return read(Redirection::Kind::moved, text.substr(kMoved.size()));
    }
    if (begins(kAsk)) {
        return read(Redirection::Kind::ask, text.substr(kAsk.size()));
    }
    if (begins("TRYAGAIN")) {
        redirection.kind = Redirection::Kind::try_again;
    } else if (begins("CLUSTERDOWN") || begins("LOADING") || begins("MASTERDOWN") ||
               begins("READONLY")) {
        redirection.kind = Redirection::Kind::down;
    }
    return redirection;
}

}  // namespace model_counter::redis
