#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace model_counter::mysql {

/// Where the server is and how it is spoken to.
struct ServerUrl {
    enum class Tls { by_option_file, off, required, verified };

    std::string host;  ///< empty: what the option files say
    std::uint16_t port = 0;
    std::string socket;
    std::string user;
    std::string password;  ///< never to be shown
    std::string database;
    Tls tls = Tls::by_option_file;
    std::string tls_ca;
    std::string tls_certificate;
    std::string tls_key;
    std::chrono::seconds connect_timeout{10};
    std::string location;  ///< a URL without password, for people
};

/// Reads `mysql://...` or `mariadb://...`; what it leaves out comes from the environment.
///
/// Errors: invalid_argument  it is not such a URL; the message shows no part of it
ServerUrl read_server_url(const std::string& text);

}  // namespace model_counter::mysql
