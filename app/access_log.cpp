#include "access_log.hpp"

#include "text.hpp"
#include "time_text.hpp"

#include <algorithm>

namespace model_counter::program {
namespace {

/// Takes what is between quotes off the front of `rest`; a backslash escapes a quote.
std::optional<std::string_view> quoted_field(std::string_view& rest) {
    if (!rest.starts_with('"')) {
        return std::nullopt;
    }
    for (std::size_t i = 1; i < rest.size(); ++i) {
        if (rest[i] == '\\') {
            ++i;
        } else if (rest[i] == '"') {
            const auto field = rest.substr(1, i - 1);
            rest.remove_prefix(i + 1);
            return field;
        }
    }
    return std::nullopt;
}

/// `http://host/path?query#fragment`, or what of it there is, to `/path`.
std::string_view path_of(std::string_view target) {
    if (!target.starts_with('/')) {
        const auto scheme = target.find("://");
        if (scheme != std::string_view::npos) {
            const auto slash = target.find('/', scheme + 3);
            target = slash == std::string_view::npos ? "/" : target.substr(slash);
        }
    }
    return target.substr(0, target.find_first_of("?#"));
}

bool is_method(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    });
}

bool is_status(std::string_view text) {
    return text.size() == 3 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// `10/Oct/2000:13:55:36 -0700`
std::optional<Moment> read_log_time(std::string_view text) {
    constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
    constexpr std::size_t kBytes = 26;
    if (text.size() != kBytes || text[2] != '/' || text[6] != '/' || text[11] != ':' ||
        text[20] != ' ') {
        return std::nullopt;
    }
    const auto month = kMonths.find(text.substr(3, 3));
    if (month == std::string_view::npos || month % 3 != 0) {
        return std::nullopt;
    }
    const std::string number = std::to_string(month / 3 + 1);
    std::string iso(text.substr(7, 4));
    iso += (number.size() == 1 ? "-0" : "-") + number + "-";
    iso += text.substr(0, 2);
    iso += "T";
    iso += text.substr(12, 8);
    iso += text.substr(21);
    std::string fault;
    return read_time(iso, utc(), fault);
}

struct Request {
    std::string_view method;
    std::string_view target;
    std::string_view protocol;
};

/// `GET /path HTTP/1.1`; HTTP/0.9 has no third word.
std::optional<Request> read_request(std::string_view text) {
    const auto first = text.find(' ');
    if (first == std::string_view::npos || !is_method(text.substr(0, first))) {
        return std::nullopt;
    }
    Request request{text.substr(0, first), text.substr(first + 1), {}};
    const auto last = request.target.rfind(' ');
    if (last != std::string_view::npos && request.target.substr(last + 1).starts_with("HTTP/")) {
        request.protocol = request.target.substr(last + 1);
        request.target = request.target.substr(0, last);
    }
    return request.target.empty() ? std::nullopt : std::optional(request);
}

}  // namespace

std::optional<TimedIncrement> read_access_log_line(std::string_view line, AccessLogKey key,
                                                   std::string_view literal, bool with_time,
                                                   std::string& fault) {
    // 127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /a.gif HTTP/1.0" 200 2326 ...
    const auto time_end = line.find("] \"");
    if (time_end == std::string_view::npos ||
        line.substr(0, time_end).find(" [") == std::string_view::npos) {
        fault = "it has no [time] before a \"request\"; is it the combined or common format?";
        return std::nullopt;
    }
    std::string_view rest = line.substr(time_end + 2);
    const auto text = quoted_field(rest);
    if (!text) {
        fault = "the quotes around its request do not end";
        return std::nullopt;
    }
    const auto status = rest.size() > 3 ? rest.substr(1, 3) : std::string_view();
    if (!rest.starts_with(' ') || !is_status(status) || (rest.size() > 4 && rest[4] != ' ')) {
        fault = "no status of three digits follows its request";
        return std::nullopt;
    }
    const auto request = read_request(*text);
    if (!request) {
        fault = "its request " + in_quotes(*text) + " is not METHOD TARGET PROTOCOL";
        return std::nullopt;
    }
    std::string_view name = literal;
    switch (key) {
        case AccessLogKey::status:
            name = status;
            break;
        case AccessLogKey::method:
            name = request->method;
            break;
        case AccessLogKey::protocol:
            name = request->protocol.empty() ? "HTTP/0.9" : request->protocol;
            break;
        case AccessLogKey::literal:
            break;
    }
    std::optional<Moment> at;
    if (with_time) {
        const auto begin = line.substr(0, time_end).rfind(" [") + 2;
        at = read_log_time(line.substr(begin, time_end - begin));
        if (!at) {
            fault = "its time is not as in [10/Oct/2000:13:55:36 -0700]";
            return std::nullopt;
        }
    }
    return TimedIncrement{{{OwnerRef("page", path_of(request->target)), name}, 1}, at};
}

}  // namespace model_counter::program
