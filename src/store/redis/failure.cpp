#include "store/redis/failure.hpp"

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
    {"MOVED", ErrorCode::unavailable, "it is part of a cluster, which this library cannot use yet"},
    {"CLUSTERDOWN", ErrorCode::unavailable,
     "it is part of a cluster, which this library cannot use yet"},
    {"WRONGTYPE", ErrorCode::corrupt, "something else writes under the store's prefix"},
    {"ERR hash value is not an integer", ErrorCode::corrupt,
     "something else writes under the store's prefix"},
};

}  // namespace

bool is_overflow(const Reply& reply) noexcept {
    return reply.kind == Reply::Kind::error &&
           reply.text.find("would overflow") != std::string::npos;
}

Error error_of(const Reply& reply, const std::string& what) {
    if (reply.kind == Reply::Kind::unsent) {
        return {ErrorCode::unavailable, what + ": nothing was done: " + reply.text};
    }
    if (reply.kind == Reply::Kind::lost) {
        return {ErrorCode::in_doubt,
                what + ": the reply was lost, so it may or may not have been done: " + reply.text};
    }
    if (reply.kind != Reply::Kind::error) {
        return {ErrorCode::corrupt, what + ": Redis answered what nobody asked for"};
    }
    for (const Remedy& remedy : kRemedies) {
        if (reply.text.starts_with(remedy.beginning)) {
            return {remedy.code, what + ": " + reply.text + "; " + std::string(remedy.advice)};
        }
    }
    return {ErrorCode::unavailable, what + ": " + reply.text};
}

}  // namespace model_counter::redis
