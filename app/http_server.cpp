#include "http_server.hpp"

#include "log_lines.hpp"
#include "microhttpd.hpp"
#include "model_counter/error.hpp"
#include "text.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <exception>
#include <string_view>
#include <utility>

namespace model_counter::program {
namespace {

/// More than a scraper, a health check and a person with a browser open at once.
constexpr unsigned kConnectionsMax = 16;
/// Seconds until an idle connection is closed.
constexpr unsigned kIdleSecondsMax = 10;

[[noreturn]] void refuse(const std::string& address) {
    throw Error(ErrorCode::invalid_argument,
                "listen: " + in_quotes(address) +
                    " is no address and port; write 127.0.0.1:9464 or [::1]:9464");
}

/// A numeric address and a port.
struct Place {
    sockaddr_storage address{};
    std::string host;  ///< as in a URL
    std::uint16_t port = 0;

    explicit Place(const std::string& text) {
        const auto colon = text.rfind(':');
        if (colon == std::string::npos) {
            refuse(text);
        }
        host = text.substr(0, colon);
        const char* const end = text.data() + text.size();
        const auto [behind, error] = std::from_chars(text.data() + colon + 1, end, port);
        if (error != std::errc() || behind != end || !set_host()) {
            refuse(text);
        }
    }

private:
    bool set_host() {
        if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
            auto& six = reinterpret_cast<sockaddr_in6&>(address);
            six.sin6_family = AF_INET6;
            six.sin6_port = htons(port);
            return ::inet_pton(AF_INET6, host.substr(1, host.size() - 2).c_str(), &six.sin6_addr) ==
                   1;
        }
        auto& four = reinterpret_cast<sockaddr_in&>(address);
        four.sin_family = AF_INET;
        four.sin_port = htons(port);
        return ::inet_pton(AF_INET, host.c_str(), &four.sin_addr) == 1;
    }
};

HttpAnswer answer_of(const HttpServer::Pages& pages, std::string_view path,
                     std::string_view method) {
    const auto found = pages.find(path);
    if (found == pages.end()) {
        std::string known;
        for (const auto& [name, page] : pages) {
            known += name + "\n";
        }
        return {.status = MHD_HTTP_NOT_FOUND, .body = "there is no such page; there are\n" + known};
    }
    if (method != "GET" && method != "HEAD") {
        return {.status = MHD_HTTP_METHOD_NOT_ALLOWED, .body = "GET and HEAD are answered\n"};
    }
    try {
        return found->second();
    } catch (const std::exception& error) {
        log(LogLevel::error, std::string(path) + ": " + error.what());
        return {.status = MHD_HTTP_INTERNAL_SERVER_ERROR, .body = std::string(error.what()) + "\n"};
    }
}

MHD_Result send(MHD_Connection* connection, HttpAnswer answer) {
    MHD_Response* const response = MHD_create_response_from_buffer(
        answer.body.size(), answer.body.data(), MHD_RESPMEM_MUST_COPY);
    if (response == nullptr) {
        return MHD_NO;
    }
    MHD_add_response_header(response, "Content-Type", answer.type.c_str());
    MHD_add_response_header(response, "Cache-Control", "no-store");
    const MHD_Result result = MHD_queue_response(connection, answer.status, response);
    MHD_destroy_response(response);
    return result;
}

}  // namespace

class HttpServer::Daemon {
public:
    Daemon(const Place& place, const std::string& address, Pages pages)
        : pages_(std::move(pages)),
          daemon_(MHD_start_daemon(
              MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_ERROR_LOG |
                  (place.address.ss_family == AF_INET6 ? static_cast<unsigned>(MHD_USE_IPv6) : 0U),
              place.port, nullptr, nullptr, answer, this, MHD_OPTION_EXTERNAL_LOGGER, say_nothing,
              nullptr, MHD_OPTION_SOCK_ADDR, &place.address, MHD_OPTION_CONNECTION_LIMIT,
              kConnectionsMax, MHD_OPTION_CONNECTION_TIMEOUT, kIdleSecondsMax, MHD_OPTION_END)) {
        if (daemon_ == nullptr) {
            throw Error(ErrorCode::unavailable, "listen: nothing can listen on " + address + ": " +
                                                    error_text(errno) +
                                                    "; choose another port, or end who has it");
        }
    }
    ~Daemon() { MHD_stop_daemon(daemon_); }
    Daemon(const Daemon&) = delete;
    Daemon& operator=(const Daemon&) = delete;

    [[nodiscard]] std::uint16_t port() const {
        return MHD_get_daemon_info(daemon_, MHD_DAEMON_INFO_BIND_PORT)->port;
    }

private:
    /// What goes wrong on a connection is its client's affair.
    static void say_nothing(void*, const char*, va_list) {}

    static MHD_Result answer(void* self, MHD_Connection* connection, const char* path,
                             const char* method, const char*, const char*, std::size_t* body,
                             void**) {
        *body = 0;  // what a request brings is not read
        return send(connection, answer_of(static_cast<Daemon*>(self)->pages_, path, method));
    }

    Pages pages_;
    MHD_Daemon* daemon_;
};

HttpServer::HttpServer(const std::string& address, Pages pages) {
    const Place place(address);
    daemon_ = std::make_unique<Daemon>(place, address, std::move(pages));
    url_ = "http://" + place.host + ":" + std::to_string(daemon_->port());
}

HttpServer::~HttpServer() = default;

}  // namespace model_counter::program
