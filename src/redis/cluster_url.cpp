#include "redis/cluster_url.hpp"

#include "model_counter/error.hpp"

#include <algorithm>

namespace model_counter::redis {
namespace {

constexpr std::string_view kPlain = "redis+cluster://";
constexpr std::string_view kTls = "rediss+cluster://";

}  // namespace

bool is_cluster_url(std::string_view text) noexcept {
    return text.starts_with(kPlain) || text.starts_with(kTls);
}

ClusterUrl parse_cluster_url(std::string_view text) {
    const bool has_tls = text.starts_with(kTls);
    std::string_view rest = text.substr(has_tls ? kTls.size() : kPlain.size());
    const auto query = std::min(rest.find('?'), rest.size());
    const std::string_view options = rest.substr(query);
    rest = rest.substr(0, query);
    // Passwords may hold any character that somebody forgot to escape, so it is the last one.
    const auto at = rest.rfind('@');
    const std::string_view user = at == std::string_view::npos ? "" : rest.substr(0, at + 1);
    rest.remove_prefix(user.size());
    ClusterUrl url;
    for (bool is_last = false; !is_last;) {
        const auto comma = std::min(rest.find(','), rest.size());
        is_last = comma == rest.size();
        std::string server = has_tls ? "rediss://" : "redis://";
        server.append(user).append(rest.substr(0, comma)).append(options);
        url.seeds.push_back(parse_server_url(server));
        if (url.seeds.back().database != 0) {
            throw Error(ErrorCode::invalid_argument,
                        "the Redis URL names a database, and a cluster has one only; write "
                        "redis+cluster://[[user]:password@]host[:port],...");
        }
        rest.remove_prefix(is_last ? comma : comma + 1);
    }
    return url;
}

std::string ClusterUrl::text() const {
    std::string text(seeds.front().tls ? kTls : kPlain);
    for (const ServerUrl& seed : seeds) {
        const bool is_ipv6 = seed.host.find(':') != std::string::npos;
        text += (&seed == seeds.data() ? "" : ",") + (is_ipv6 ? "[" + seed.host + "]" : seed.host) +
                ":" + std::to_string(seed.port);
    }
    return text;
}

}  // namespace model_counter::redis
