#pragma once

#include "model_counter/deadline.hpp"
#include "redis/server_url.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace model_counter::redis {

/// A way to a server and back, for bytes.
///
/// Errors:  unavailable  the way is cut; it is of no further use
///          timeout      the deadline passed; it is of no further use
/// Threads: one at a time.
class Transport {
public:
    virtual ~Transport() = default;

    /// Gives bytes to the network, at least one of them.
    ///
    /// Returns: how many; what is beyond them has not left
    virtual std::size_t send(std::string_view bytes, const Deadline& deadline) = 0;

    /// Takes what arrived, waiting for it unless told not to.
    ///
    /// Returns: how many bytes; 0 only when told not to wait
    virtual std::size_t receive(std::span<char> buffer, const Deadline& deadline, bool wait) = 0;

    /// Whether the other side has ended it, or says what nobody asked for. Does not wait.
    [[nodiscard]] virtual bool is_over() noexcept = 0;

    /// Closes this process's side without a word: what a fork's child does with its parent's.
    virtual void abandon() noexcept = 0;
};

/// Connects over TCP, a unix socket or TLS, where the server's certificate and its name are
/// checked. Raises no SIGPIPE.
///
/// Errors: unavailable, timeout  it cannot be reached; finding a host's address is not bounded
[[nodiscard]] std::unique_ptr<Transport> connect_to(const ServerUrl& url, const Deadline& deadline);

}  // namespace model_counter::redis
