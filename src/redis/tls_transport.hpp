#pragma once

#include "redis/socket_transport.hpp"

#include <memory>

struct ssl_st;
struct ssl_ctx_st;

namespace model_counter::redis {

/// Bytes over TLS, at least 1.2. The server's certificate must be of somebody trusted and name the
/// host that the URL names.
class TlsTransport final : public SocketTransport {
public:
    TlsTransport(const ServerUrl& url, const Deadline& deadline);
    ~TlsTransport() override;
    TlsTransport(const TlsTransport&) = delete;
    TlsTransport& operator=(const TlsTransport&) = delete;

    std::size_t send(std::string_view bytes, const Deadline& deadline) override;
    std::size_t receive(std::span<char> buffer, const Deadline& deadline, bool wait) override;
    [[nodiscard]] bool is_over() noexcept override;

    /// The socket below; for what OpenSSL reads and writes through.
    std::size_t send_below(std::string_view bytes);
    std::size_t receive_below(std::span<char> buffer);

private:
    struct Free {
        void operator()(ssl_st* ssl) const noexcept;
        void operator()(ssl_ctx_st* context) const noexcept;
    };

    void load_files(const ServerUrl& url);
    void expect_name(const ServerUrl& url);
    void shake_hands(const ServerUrl& url);
    [[noreturn]] void fail(const char* what, int status);

    std::unique_ptr<ssl_ctx_st, Free> context_;
    std::unique_ptr<ssl_st, Free> ssl_;
    const Deadline* deadline_ = nullptr;  ///< of the call under way
    bool wait_ = true;                    ///< whether the call under way may
    std::exception_ptr failure_;          ///< of the socket, while OpenSSL was on the stack
};

}  // namespace model_counter::redis
