#include "redis/socket_transport.hpp"

#include "model_counter/error.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <string>

namespace model_counter::redis {
namespace {

using std::chrono::milliseconds;

/// How long a blocking call stays in the kernel before it looks at the deadline. Shorter deadlines
/// are waited for by `poll`, which costs one system call more.
constexpr milliseconds kTick{250};

[[noreturn]] void fail(const char* what, int error) {
    throw Error(ErrorCode::unavailable, std::string(what) + ": " + std::strerror(error));
}

[[noreturn]] void fail_by_time() { throw Error(ErrorCode::timeout, "it did not answer in time"); }

void set(int socket, int level, int option, const void* value, unsigned size) {
    if (setsockopt(socket, level, option, value, size) != 0) {
        fail("a socket cannot be set up", errno);
    }
}

void switch_on(int socket, int level, int option) {
    const int on = 1;
    set(socket, level, option, &on, sizeof on);
}

}  // namespace

SocketTransport::SocketTransport(const ServerUrl& url, const Deadline& deadline) {
    try {
        if (url.host.empty()) {
            connect_unix(url, deadline);
        } else {
            connect_tcp(url, deadline);
        }
        const timeval tick{0, std::chrono::microseconds(kTick).count()};
        set(socket_, SOL_SOCKET, SO_RCVTIMEO, &tick, sizeof tick);
        set(socket_, SOL_SOCKET, SO_SNDTIMEO, &tick, sizeof tick);
    } catch (...) {
        close_socket();
        throw;
    }
}

SocketTransport::~SocketTransport() { close_socket(); }

void SocketTransport::close_socket() noexcept {
    if (socket_ >= 0) {
        close(socket_);
        socket_ = -1;
    }
}

void SocketTransport::abandon() noexcept { close_socket(); }

bool SocketTransport::wait_for(short what, const Deadline& deadline) const {
    for (;;) {
        const auto left = std::chrono::ceil<milliseconds>(
            std::min<Deadline::Clock::duration>(deadline.remaining(), std::chrono::hours(1)));
        pollfd waited{socket_, what, 0};
        const int found = poll(&waited, 1, static_cast<int>(left.count()));
        if (found > 0) {
            return true;
        }
        if (found < 0 && errno != EINTR) {
            fail("waiting failed", errno);
        }
        if (deadline.expired()) {
            return false;
        }
    }
}

void SocketTransport::connect_address(const void* address, unsigned size,
                                      const Deadline& deadline) {
    int error = 0;
    if (connect(socket_, static_cast<const sockaddr*>(address), size) != 0) {
        error = errno;
    }
    if (error == EINPROGRESS || error == EAGAIN) {
        if (!wait_for(POLLOUT, deadline)) {
            fail_by_time();
        }
        socklen_t bytes = sizeof error;
        getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &bytes);
    }
    if (error != 0) {
        fail("it cannot be reached", error);
    }
}

namespace {

/// From here on calls wait for as long as the socket's own limits say.
void make_blocking(int socket) {
    const int flags = fcntl(socket, F_GETFL);
    if (flags < 0 || fcntl(socket, F_SETFL, flags & ~O_NONBLOCK) != 0) {
        fail("a socket cannot be set up", errno);
    }
}

int open_socket(int family) {
    const int made = socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (made < 0) {
        fail("no socket", errno);
    }
    return made;
}

}  // namespace

void SocketTransport::connect_unix(const ServerUrl& url, const Deadline& deadline) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    url.socket.copy(address.sun_path, sizeof address.sun_path - 1);
    socket_ = open_socket(AF_UNIX);
    connect_address(&address, sizeof address, deadline);
    make_blocking(socket_);
}

void SocketTransport::connect_tcp(const ServerUrl& url, const Deadline& deadline) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_ADDRCONFIG | AI_NUMERICSERV;
    addrinfo* list = nullptr;
    const std::string port = std::to_string(url.port);
    if (const int status = getaddrinfo(url.host.c_str(), port.c_str(), &hints, &list);
        status != 0) {
        throw Error(ErrorCode::unavailable,
                    std::string("its address is not found: ") + gai_strerror(status));
    }
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> held(list, freeaddrinfo);
    for (const addrinfo* one = list;; one = one->ai_next) {
        try {
            socket_ = open_socket(one->ai_family);
            connect_address(one->ai_addr, one->ai_addrlen, deadline);
            break;
        } catch (const Error&) {
            close_socket();
            if (one->ai_next == nullptr) {
                throw;
            }
        }
    }
    make_blocking(socket_);
    switch_on(socket_, IPPROTO_TCP, TCP_NODELAY);
    switch_on(socket_, SOL_SOCKET, SO_KEEPALIVE);
}

std::size_t SocketTransport::send(std::string_view bytes, const Deadline& deadline) {
    for (;;) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent > 0) {
            return static_cast<std::size_t>(sent);
        }
        if (sent < 0 && errno != EINTR && errno != EAGAIN) {
            fail("the connection is cut", errno);
        }
        if (deadline.expired()) {
            fail_by_time();
        }
    }
}

std::size_t SocketTransport::receive(std::span<char> buffer, const Deadline& deadline, bool wait) {
    for (;;) {
        if (wait && deadline.remaining() < kTick && !wait_for(POLLIN, deadline)) {
            fail_by_time();
        }
        const ssize_t size = recv(socket_, buffer.data(), buffer.size(), wait ? 0 : MSG_DONTWAIT);
        if (size > 0) {
            return static_cast<std::size_t>(size);
        }
        if (size == 0) {
            throw Error(ErrorCode::unavailable, "it closed the connection");
        }
        if (errno != EINTR && errno != EAGAIN) {
            fail("the connection is cut", errno);
        }
        if (!wait) {
            return 0;
        }
    }
}

bool SocketTransport::is_over() noexcept {
    char byte = 0;
    const ssize_t size = recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return size >= 0 || (errno != EAGAIN && errno != EINTR);
}

}  // namespace model_counter::redis
