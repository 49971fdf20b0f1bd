#include "database/mysql/server_url.hpp"

#include "model_counter/error.hpp"

#include <charconv>
#include <cstdlib>
#include <optional>
#include <string_view>

namespace model_counter::mysql {
namespace {

[[noreturn]] void refuse(const std::string& why) {
    throw Error(ErrorCode::invalid_argument,
                "the database's mysql:// URL " + why +
                    "; write it as mysql://user:password@host:port/database?parameter=value, with "
                    "@ : / ? % # and & in user and password as %40 %3A %2F %3F %25 %23 %26");
}

int digit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string decoded(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            result += text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? digit(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? digit(text[i + 2]) : -1;
        if (high < 0 || low < 0) {
            refuse("has a % that two hexadecimal digits do not follow");
        }
        if (high == 0 && low == 0) {
            refuse("has a zero byte, which the client library would end a name at");
        }
        result += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return result;
}

template <class Number>
Number number(std::string_view text, const char* what) {
    Number value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) {
        refuse(std::string("has a ") + what + " that is not a number in range");
    }
    return value;
}

/// Cuts the text at the first of these characters; what follows it is returned.
std::optional<std::string_view> cut(std::string_view& text, char at) {
    const auto found = text.find(at);
    if (found == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view rest = text.substr(found + 1);
    text = text.substr(0, found);
    return rest;
}

ServerUrl::Tls tls_mode(const std::string& text) {
    if (text == "disabled") {
        return ServerUrl::Tls::off;
    }
    if (text == "required") {
        return ServerUrl::Tls::required;
    }
    if (text == "verify-identity" || text == "verify_identity" || text == "verify-full") {
        return ServerUrl::Tls::verified;
    }
    refuse("has an ssl-mode that is not disabled, required or verify-identity");
}

void take_parameter(ServerUrl& url, const std::string& name, const std::string& value) {
    if (name == "socket") {
        url.socket = value;
    } else if (name == "ssl-mode") {
        url.tls = tls_mode(value);
    } else if (name == "ssl-ca") {
        url.tls_ca = value;
    } else if (name == "ssl-cert") {
        url.tls_certificate = value;
    } else if (name == "ssl-key") {
        url.tls_key = value;
    } else if (name == "connect-timeout") {
        constexpr unsigned kMost = 3600;
        const auto seconds = number<unsigned>(value, "connect-timeout");
        if (seconds == 0 || seconds > kMost) {
            refuse("has a connect-timeout that is not 1 to 3600 seconds");
        }
        url.connect_timeout = std::chrono::seconds(seconds);
    } else {
        refuse(
            "has a parameter other than socket, ssl-mode, ssl-ca, ssl-cert, ssl-key and "
            "connect-timeout");
    }
}

void take_parameters(ServerUrl& url, std::string_view text) {
    while (!text.empty()) {
        std::string_view one = text;
        text = cut(one, '&').value_or(std::string_view());
        const auto value = cut(one, '=');
        take_parameter(url, decoded(one), decoded(value.value_or(std::string_view())));
    }
}

/// `host`, `host:port` or `[address]:port`.
void take_host(ServerUrl& url, std::string_view text) {
    std::optional<std::string_view> port;
    if (text.starts_with('[')) {
        std::string_view address = text.substr(1);
        const auto behind = cut(address, ']');
        if (!behind || (!behind->empty() && !behind->starts_with(':'))) {
            refuse("has an address in brackets that is not closed");
        }
        url.host = std::string(address);
        port = behind->empty() ? std::nullopt : std::optional(behind->substr(1));
    } else {
        port = cut(text, ':');
        url.host = decoded(text);
    }
    if (port && !port->empty()) {
        url.port = number<std::uint16_t>(*port, "port");
    }
}

std::string environment(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? std::string() : std::string(value);
}

void take_environment(ServerUrl& url) {
    if (url.host.empty() && url.socket.empty()) {
        url.host = environment("MYSQL_HOST");
    }
    if (const std::string port = environment("MYSQL_TCP_PORT"); url.port == 0 && !port.empty()) {
        url.port = number<std::uint16_t>(port, "MYSQL_TCP_PORT beside it");
    }
    if (url.host.empty() && url.socket.empty()) {
        url.socket = environment("MYSQL_UNIX_PORT");
    }
    if (url.password.empty()) {
        url.password = environment("MYSQL_PWD");
    }
}

std::string location_of(const ServerUrl& url) {
    std::string text = "mysql://";
    if (!url.user.empty()) {
        text += url.user + "@";
    }
    text += url.host.find(':') == std::string::npos ? url.host : "[" + url.host + "]";
    if (url.port != 0) {
        text += ":" + std::to_string(url.port);
    }
    text += "/" + url.database;
    return url.socket.empty() ? text : text + "?socket=" + url.socket;
}

}  // namespace

ServerUrl read_server_url(const std::string& text) {
    std::string_view rest = text;
    const auto scheme_end = rest.find("://");
    const std::string_view scheme = rest.substr(0, scheme_end);
    if (scheme_end == std::string_view::npos || (scheme != "mysql" && scheme != "mariadb")) {
        refuse("does not begin with mysql:// or mariadb://");
    }
    rest.remove_prefix(scheme_end + 3);
    ServerUrl url;
    const auto parameters = cut(rest, '?');
    // The password must not end up in a part that messages show.
    const auto at = rest.find('@');
    if (at != std::string_view::npos &&
        (rest.find('@', at + 1) != std::string_view::npos || rest.find('/') < at)) {
        refuse("has an unescaped character before its last @");
    }
    if (at != std::string_view::npos) {
        std::string_view user = rest.substr(0, at);
        url.password = decoded(cut(user, ':').value_or(std::string_view()));
        url.user = decoded(user);
        rest.remove_prefix(at + 1);
    }
    url.database = decoded(cut(rest, '/').value_or(std::string_view()));
    take_host(url, rest);
    take_parameters(url, parameters.value_or(std::string_view()));
    if (url.database.empty()) {
        refuse("names no database");
    }
    take_environment(url);
    url.location = location_of(url);
    return url;
}

}  // namespace model_counter::mysql
