#include "redis/transport.hpp"

#include "redis/socket_transport.hpp"
#include "redis/tls_transport.hpp"

namespace model_counter::redis {

std::unique_ptr<Transport> connect_to(const ServerUrl& url, const Deadline& deadline) {
    if (url.tls) {
        return std::make_unique<TlsTransport>(url, deadline);
    }
    return std::make_unique<SocketTransport>(url, deadline);
}

}  // namespace model_counter::redis
