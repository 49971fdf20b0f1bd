#include "import/redis_url.hpp"

#include "model_counter/error.hpp"

#include <charconv>
#include <optional>

namespace model_counter::laravel {
namespace {

[[noreturn]] void refuse(const char* why) {
    throw Error(ErrorCode::invalid_argument,
                std::string("the Redis URL ") + why +
                    "; write redis://[[user]:password@]host[:port][/db] or "
                    "redis+unix://[[user]:password@]/path[?db=1]");
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
void read_user(std::string_view& rest, RedisUrl& url) {
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

void read_host(std::string_view rest, RedisUrl& url) {
    if (const auto slash = rest.find('/'); slash != std::string_view::npos) {
        if (const auto database = rest.substr(slash + 1); !database.empty()) {
            url.database = number_of<std::uint32_t>(database, "has a database that is no number");
        }
        rest = rest.substr(0, slash);
    }
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

void read_socket(std::string_view rest, RedisUrl& url) {
    constexpr std::string_view kDatabase = "db=";
    if (const auto query = rest.find('?'); query != std::string_view::npos) {
        const auto option = rest.substr(query + 1);
        if (!option.starts_with(kDatabase)) {
            refuse("has an option other than db");
        }
        url.database = number_of<std::uint32_t>(option.substr(kDatabase.size()),
                                                "has a database that is no number");
        rest = rest.substr(0, query);
    }
    if (!rest.starts_with('/')) {
        refuse("names no socket by its full path");
    }
    url.socket = rest;
}

}  // namespace

RedisUrl parse_redis_url(std::string_view text) {
    constexpr std::string_view kTcp = "redis://";
    constexpr std::string_view kUnix = "redis+unix://";
    RedisUrl url;
    const bool is_socket = text.starts_with(kUnix);
    if (!is_socket && !text.starts_with(kTcp)) {
        refuse("has another scheme");
    }
    std::string_view rest = text.substr(is_socket ? kUnix.size() : kTcp.size());
    read_user(rest, url);
    if (is_socket) {
        read_socket(rest, url);
    } else {
        read_host(rest, url);
    }
    return url;
}

}  // namespace model_counter::laravel
