#include "database/postgresql/server_url.hpp"

#include "database/postgresql/libpq.hpp"
#include "model_counter/error.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>
#include <string_view>

namespace model_counter::postgresql {
namespace {

using Values = std::map<std::string, std::string, std::less<>>;

constexpr std::chrono::milliseconds kConnectTimeout{10'000};

struct FreeOptions {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using Options = std::unique_ptr<PQconninfoOption, FreeOptions>;

struct FreeWords {
    void operator()(char* words) const { PQfreemem(words); }
};

[[noreturn]] void refuse(const std::string& why) {
    throw Error(ErrorCode::invalid_argument,
                "the database's postgresql:// URL " + why +
                    "; write it as postgresql://user:password@host:port/database?parameter=value, "
                    "with @ : / ? % and # in user and password as %40 %3A %2F %3F %25 %23");
}

/// A password with an @ or a slash that is not escaped ends up in parts that messages show.
void refuse_stray_password(std::string_view text) {
    const auto begin = text.find("//");
    if (begin == std::string_view::npos) {
        return;
    }
    text = text.substr(begin + 2);
    text = text.substr(0, text.find('?'));
    const auto at = text.find('@');
    if (at == std::string_view::npos) {
        return;
    }
    if (text.find('@', at + 1) != std::string_view::npos || text.find('/') < at) {
        refuse("has an unescaped character before its last @");
    }
}

void take(Values& values, const PQconninfoOption* options) {
    for (; options != nullptr && options->keyword != nullptr; ++options) {
        if (options->val != nullptr && *options->val != '\0') {
            values[options->keyword] = options->val;
        }
    }
}

std::string value(const Values& values, std::string_view name) {
    const auto found = values.find(name);
    return found == values.end() ? std::string() : found->second;
}

std::string location_of(const Values& values) {
    const std::string user = value(values, "user");
    const std::string database = value(values, "dbname");
    std::string host = value(values, "host");
    if (host.empty()) {
        host = value(values, "hostaddr");
    }
    const std::string port = value(values, "port");
    std::string text = "postgresql://" + user + "@";
    const bool is_socket = host.empty() || host[0] == '/' || host[0] == '@';
    if (!is_socket) {
        text += host;
    }
    if (!port.empty()) {
        text += ":" + port;
    }
    text += "/" + (database.empty() ? user : database);
    if (is_socket && !host.empty()) {
        text += "?host=" + host;
    }
    return text;
}

std::chrono::milliseconds connect_timeout_of(const Values& values) {
    const std::string text = value(values, "connect_timeout");
    int seconds = 0;
    std::from_chars(text.data(), text.data() + text.size(), seconds);
    return seconds > 0 ? std::chrono::seconds(seconds) : kConnectTimeout;
}

}  // namespace

ServerUrl read_server_url(const std::string& text) {
    refuse_stray_password(text);
    char* fault = nullptr;
    const Options parsed(PQconninfoParse(text.c_str(), &fault));
    const std::unique_ptr<char, FreeWords> words(fault);
    if (!parsed) {
        // libpq's words quote what it stumbled over; that may be a part of a password.
        const bool may_show = text.find('@') == std::string::npos &&
                              text.find("password") == std::string::npos && fault != nullptr;
        std::string why = may_show ? std::string(": ") + fault : std::string();
        why.erase(std::remove(why.begin(), why.end(), '\n'), why.end());
        refuse("cannot be understood" + why);
    }
    const Options defaults(PQconndefaults());
    Values values;
    take(values, defaults.get());
    take(values, parsed.get());
    return {text, location_of(values), connect_timeout_of(values)};
}

}  // namespace model_counter::postgresql
