#include "store/redis/failure.hpp"

#include <algorithm>
#include <iterator>

namespace model_counter::redis {
namespace {

/// What to do about an error that Redis names by its first word.
struct Remedy {
    std::string_view beginning;
    ErrorCode code;
    std::string_view advice;
};

constexpr Remedy kRemedies[] = {
    {"OOM", ErrorCode::unavailable, "give it more memory, or sync"},
    {"LOADING", ErrorCode::unavailable, "it is starting: try again"},
    {"READONLY", ErrorCode::unavailable, "it is a replica: name the primary"},
    {"MISCONF", ErrorCode::unavailable, "its disk cannot be written"},
    {"NOREPLICAS", ErrorCode::unavailable, "its replicas are missing"},
    {"MASTERDOWN", ErrorCode::unavailable, "it is a replica: name the primary"},
    {"BUSY", ErrorCode::unavailable, "a script keeps it busy: try again"},
    {"NOAUTH", ErrorCode::unavailable, "name a user and password in the URL"},
    {"WRONGPASS", ErrorCode::unavailable, "name another user and password in the URL"},
    {"NOPERM", ErrorCode::unavailable,
     "docs/operating/redis.md lists the commands that the user needs"},
    {"MOVED", ErrorCode::unavailable, "it is part of a cluster: name it redis+cluster://..."},
    {"ASK", ErrorCode::unavailable, "the slot is being moved: try again"},
    {"TRYAGAIN", ErrorCode::unavailable, "the slot is being moved: try again"},
    {"CLUSTERDOWN", ErrorCode::unavailable,
     "nobody serves the slot: see CLUSTER INFO, and try again"},
    {"WRONGTYPE", ErrorCode::corrupt, "something else writes under the store's prefix"},
    {"ERR hash value is not an integer", ErrorCode::corrupt,
     "something else writes under the store's prefix"},
};

/// What there is for Redis's own words; null where nothing is.
const Remedy* remedy_of(std::string_view words) {
    const auto* const found =
        std::find_if(std::begin(kRemedies), std::end(kRemedies),
                     [&](const Remedy& remedy) { return words.starts_with(remedy.beginning); });
    return found == std::end(kRemedies) ? nullptr : found;
}

}  // namespace

bool is_overflow(const Reply& reply) noexcept {
    return reply.kind == Reply::Kind::error &&
           reply.text.find("would overflow") != std::string::npos;
}

Error error_of(const Reply& reply, const std::string& what) {
    const Remedy* const remedy = remedy_of(reply.text);
    const std::string advice = remedy == nullptr ? "" : "; " + std::string(remedy->advice);
    if (reply.kind == Reply::Kind::unsent) {
        // What refused it may be what the server said to a user and password.
        return {ErrorCode::unavailable, what + ": nothing was done: " + reply.text + advice};
    }
    if (reply.kind == Reply::Kind::lost) {
        return {ErrorCode::in_doubt,
                what + ": the reply was lost, so it may or may not have been done: " + reply.text};
    }
    if (reply.kind != Reply::Kind::error) {
        return {ErrorCode::corrupt, what + ": Redis answered what nobody asked for"};
    }
    return {remedy == nullptr ? ErrorCode::unavailable : remedy->code,
            what + ": " + reply.text + advice};
}

}  // namespace model_counter::redis
