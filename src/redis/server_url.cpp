#include "redis/server_url.hpp"

#include "model_counter/error.hpp"

#include <sys/un.h>
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <optional>

namespace model_counter::redis {
namespace {

[[noreturn]] void refuse(const char* why) {
    throw Error(ErrorCode::invalid_argument,
                std::string("the Redis URL ") + why +
                    "; write redis://[[user]:password@]host[:port][/db], rediss://... for TLS, "
                    "redis+unix://[[user]:password@]/path[?db=1], or "
                    "redis+sentinel://[[user]:password@]host[:port],.../service[/db]");
}

template <class Number>
Number number_of(std::string_view text, const char* why) {
    Number number{};
    const char* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stopped != end || text.empty()) {
        refuse(why);
    }
    return number;
}

int hexadecimal_digit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const int lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string percent_decoded(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            result += text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? hexadecimal_digit(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hexadecimal_digit(text[i + 2]) : -1;
        if (high < 0 || low < 0) {
            refuse("has a % that is not followed by two hexadecimal digits");
        }
        result += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return result;
}

/// Takes `user:password@` off the front.
void read_user(std::string_view& rest, ServerUrl& url) {
    const auto at = rest.rfind('@');
    if (at == std::string_view::npos) {
        return;
    }
    const auto user = rest.substr(0, at);
    rest.remove_prefix(at + 1);
    const auto colon = user.find(':');
    url.user = percent_decoded(user.substr(0, colon));
    if (colon != std::string_view::npos) {
        url.password = percent_decoded(user.substr(colon + 1));
    }
}

void take_option(std::string_view name, std::string_view value, ServerUrl& url) {
    if (name == "db" && !url.socket.empty()) {
        url.database = number_of<std::uint32_t>(value, "has a database that is no number");
    } else if (name == "ca" && url.tls) {
        url.ca = percent_decoded(value);
    } else if (name == "cert" && url.tls) {
        url.cert = percent_decoded(value);
    } else if (name == "key" && url.tls) {
        url.key = percent_decoded(value);
    } else if (name == "sentinel_user" && !url.sentinels.empty()) {
        for (ServerUrl& sentinel : url.sentinels) {
            sentinel.user = percent_decoded(value);
        }
    } else if (name == "sentinel_password" && !url.sentinels.empty()) {
        for (ServerUrl& sentinel : url.sentinels) {
            sentinel.password = percent_decoded(value);
        }
    } else {
        refuse(
            "has an option other than db (sockets), ca, cert and key (TLS), sentinel_user and "
            "sentinel_password (sentinels)");
    }
}

void read_options(std::string_view rest, ServerUrl& url) {
    while (!rest.empty()) {
        const auto option = rest.substr(0, rest.find('&'));
        const auto equals = std::min(option.find('='), option.size());
        take_option(option.substr(0, equals), option.substr(std::min(equals + 1, option.size())),
                    url);
        rest.remove_prefix(std::min(option.size() + 1, rest.size()));
    }
    if (url.cert.empty() != url.key.empty()) {
        refuse("has a certificate without its key, or a key without its certificate");
    }
}

void read_database(std::string_view text, ServerUrl& url) {
    if (!text.empty()) {
        url.database = number_of<std::uint32_t>(text, "has a database that is no number");
    }
}

void read_address(std::string_view rest, ServerUrl& url) {
    // An IPv6 address is in brackets, since it has colons of its own.
    const auto bracket = rest.starts_with('[') ? rest.find(']') : std::string_view::npos;
    const auto colon = rest.find(':', bracket == std::string_view::npos ? 0 : bracket);
    if (colon != std::string_view::npos) {
        url.port = number_of<std::uint16_t>(rest.substr(colon + 1), "has a port that is no number");
        rest = rest.substr(0, colon);
    }
    if (bracket != std::string_view::npos) {
        rest = rest.substr(1, bracket - 1);
    }
    if (rest.empty()) {
        refuse("names no host");
    }
    url.host = rest;
}

void read_host(std::string_view rest, ServerUrl& url) {
    const auto slash = std::min(rest.find('/'), rest.size());
    read_database(rest.substr(std::min(slash + 1, rest.size())), url);
    read_address(rest.substr(0, slash), url);
}

void read_sentinels(std::string_view rest, ServerUrl& url) {
    constexpr std::uint16_t kSentinelPort = 26379;
    const auto slash = std::min(rest.find('/'), rest.size());
    std::string_view hosts = rest.substr(0, slash);
    rest.remove_prefix(std::min(slash + 1, rest.size()));
    const auto end = std::min(rest.find('/'), rest.size());
    url.service = percent_decoded(rest.substr(0, end));
    if (url.service.empty()) {
        refuse("names no service that the sentinels watch");
    }
    read_database(rest.substr(std::min(end + 1, rest.size())), url);
    for (bool is_last = false; !is_last;) {
        const auto comma = std::min(hosts.find(','), hosts.size());
        is_last = comma == hosts.size();
        ServerUrl& sentinel = url.sentinels.emplace_back();
        sentinel.port = kSentinelPort;
        read_address(hosts.substr(0, comma), sentinel);
        hosts.remove_prefix(is_last ? comma : comma + 1);
    }
}

std::string address_text(const ServerUrl& url) {
    const bool is_ipv6 = url.host.find(':') != std::string::npos;
    return (is_ipv6 ? "[" + url.host + "]" : url.host) + ":" + std::to_string(url.port);
}

/// What a variable of the environment says; empty and `null` are nothing.
std::string variable(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr || std::string_view(value) == "null" ? std::string() : value;
}

ServerUrl url_of_environment() {
    if (const std::string url = variable("REDIS_URL"); !url.empty() && url != "redis") {
        return parse_server_url(url);
    }
    ServerUrl url;
    const std::string host = variable("REDIS_HOST");
    url.host = host.empty() ? "127.0.0.1" : host;
    if (const std::string port = variable("REDIS_PORT"); !port.empty()) {
        url.port = number_of<std::uint16_t>(port, "(REDIS_PORT) has a port that is no number");
    }
    url.password = variable("REDIS_PASSWORD");
    return url;
}

}  // namespace

std::string ServerUrl::text() const {
    const std::string number = std::to_string(database);
    if (!sentinels.empty()) {
        std::string hosts;
        for (const ServerUrl& sentinel : sentinels) {
            hosts += (hosts.empty() ? "" : ",") + address_text(sentinel);
        }
        return "redis+sentinel://" + hosts + "/" + service + "/" + number;
    }
    if (host.empty()) {
        return "redis+unix://" + socket + "?db=" + number;
    }
    return (tls ? "rediss://" : "redis://") + address_text(*this) + "/" + number;
}

ServerUrl parse_server_url(std::string_view text) {
    constexpr std::string_view kTcp = "redis://";
    constexpr std::string_view kTls = "rediss://";
    constexpr std::string_view kUnix = "redis+unix://";
    constexpr std::string_view kSentinel = "redis+sentinel://";
    if (text == "redis") {
        return url_of_environment();
    }
    ServerUrl url;
    const bool is_socket = text.starts_with(kUnix);
    const bool is_service = text.starts_with(kSentinel);
    url.tls = text.starts_with(kTls);
    if (!is_socket && !is_service && !url.tls && !text.starts_with(kTcp)) {
        refuse("has another scheme");
    }
    std::string_view rest = text.substr(text.find("//") + 2);
    read_user(rest, url);
    const auto query = std::min(rest.find('?'), rest.size());
    if (is_socket) {
        if (!rest.starts_with('/')) {
            refuse("names no socket by its full path");
        }
        url.socket = rest.substr(0, query);
        if (url.socket.size() >= sizeof(sockaddr_un::sun_path)) {
            refuse("names a socket by a path of more than 107 bytes; link it to a shorter one");
        }
    } else if (is_service) {
        read_sentinels(rest.substr(0, query), url);
    } else {
        read_host(rest.substr(0, query), url);
    }
    read_options(rest.substr(std::min(query + 1, rest.size())), url);
    return url;
}

}  // namespace model_counter::redis
