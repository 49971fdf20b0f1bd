#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

namespace model_counter::program {

/// What is sent for a page.
struct HttpAnswer {
    unsigned status = 200;
    std::string type = "text/plain; charset=utf-8";
    std::string body;
};

/// Answers GET and HEAD for a few pages, one request after the other, in a thread of its own until
/// it is destroyed. It takes neither passwords nor encryption: for a loopback address, or behind a
/// proxy.
class HttpServer {
public:
    /// The page of a path, asked for in the server's thread; what it throws is answered with 500.
    using Pages = std::map<std::string, std::function<HttpAnswer()>, std::less<>>;

    /// `address`: a numeric one and a port, `127.0.0.1:9464` or `[::1]:9464`; port 0 is any that is
    /// free.
    ///
    /// Errors: invalid_argument  it is not of that shape
    ///         unavailable       nothing can listen there, or the library is missing
    HttpServer(const std::string& address, Pages pages);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    /// Where it listens, with the port that was chosen: `http://127.0.0.1:9464`.
    [[nodiscard]] const std::string& url() const { return url_; }

private:
    class Daemon;

    std::unique_ptr<Daemon> daemon_;
    std::string url_;
};

}  // namespace model_counter::program
