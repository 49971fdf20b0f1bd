#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace model_counter::redis {

/// What came of one command.
struct Reply {
    enum class Kind : std::uint8_t {
        nothing,  ///< Redis' nil
        integer,
        text,
        list,
        error,   ///< the server refused it, and did nothing; `text` are its words
        unsent,  ///< it never left this machine whole; `text` says why
        lost,    ///< it left, and no reply came: it may or may not have been done; `text` says why
    };
    Kind kind = Kind::nothing;
    std::int64_t integer = 0;
    std::string text;
    std::vector<Reply> list;

    /// Whether the server answered, and not with an error.
    [[nodiscard]] bool is_good() const noexcept { return kind < Kind::error; }
};

/// Whether the server did nothing because it is a replica, or not yet ready to be a primary.
[[nodiscard]] inline bool is_of_replica(const Reply& reply) noexcept {
    return reply.kind == Reply::Kind::error &&
           (reply.text.starts_with("READONLY") || reply.text.starts_with("MASTERDOWN") ||
            reply.text.starts_with("LOADING") || reply.text.find("-READONLY") != std::string::npos);
}

/// Whether what a server was not sent may be sent later: a password stays wrong.
[[nodiscard]] inline bool may_pass(const Reply& unsent) noexcept {
    for (const char* const beginning : {"WRONGPASS", "NOAUTH", "NOPERM", "ERR"}) {
        if (unsent.text.starts_with(beginning)) {
            return false;
        }
    }
    return true;
}

}  // namespace model_counter::redis
