#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter::redis {

/// Where a Redis server is, and who asks.
struct ServerUrl {
    std::string host;  ///< empty: `socket`
    std::uint16_t port = 6379;
    std::string socket;
    std::string user;
    std::string password;
    std::uint32_t database = 0;
    bool tls = false;
    std::string ca;    ///< PEM file of whom TLS trusts; empty: whom the system trusts
    std::string cert;  ///< PEM files of our own certificate and key, where the server asks for one
    std::string key;
    /// Who knows which server is the primary of `service`; empty: the server is `host` or `socket`.
    std::vector<ServerUrl> sentinels;
    std::string service;

    /// The place without secrets: `redis://host:6379/0`.
    [[nodiscard]] std::string text() const;
};

/// Reads `redis://[[user]:password@]host[:port][/db]`, the same with `rediss` for TLS and the
/// options `?ca=FILE&cert=FILE&key=FILE`, `redis+unix://[[user]:password@]/path[?db=1]`, and
/// `redis+sentinel://[[user]:password@]host[:port][,host[:port]...]/service[/db]` with the options
/// `?sentinel_user=NAME&sentinel_password=TEXT`; user and password may be percent-encoded.
/// `redis` alone is what REDIS_URL says, or else REDIS_HOST, REDIS_PORT and REDIS_PASSWORD,
/// where empty and `null` mean none.
///
/// Errors: invalid_argument  anything else; the message shows no secret
[[nodiscard]] ServerUrl parse_server_url(std::string_view url);

}  // namespace model_counter::redis
