#pragma once

#include <chrono>
#include <string>

namespace model_counter::postgresql {

/// What a URL says, as far as we need to know before libpq has connected.
struct ServerUrl {
    std::string text;      ///< as libpq takes it, password and all: never to be shown
    std::string location;  ///< a URL without password, for people
    std::chrono::milliseconds connect_timeout{};
};

/// Reads a URL with libpq's rules and defaults, its environment included.
///
/// Errors: invalid_argument  libpq does not take it, or a character of a password that should be
///                           written %XX would make a part of it a host, a port or a database
ServerUrl read_server_url(const std::string& text);

}  // namespace model_counter::postgresql
