#pragma once

#include "redis/transport.hpp"

namespace model_counter::redis {

/// Bytes over a connected socket.
class SocketTransport : public Transport {
public:
    /// Opens the socket that the URL names: TCP, or a unix socket.
    SocketTransport(const ServerUrl& url, const Deadline& deadline);
    ~SocketTransport() override;
    SocketTransport(const SocketTransport&) = delete;
    SocketTransport& operator=(const SocketTransport&) = delete;

    std::size_t send(std::string_view bytes, const Deadline& deadline) override;
    std::size_t receive(std::span<char> buffer, const Deadline& deadline, bool wait) override;
    [[nodiscard]] bool is_over() noexcept override;
    void abandon() noexcept override;

private:
    void connect_tcp(const ServerUrl& url, const Deadline& deadline);
    void connect_unix(const ServerUrl& url, const Deadline& deadline);
    void connect_address(const void* address, unsigned size, const Deadline& deadline);
    void close_socket() noexcept;
    bool wait_for(short what, const Deadline& deadline) const;

    int socket_ = -1;
};

}  // namespace model_counter::redis
