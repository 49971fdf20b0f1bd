#pragma once

#include "crash/random.hpp"
#include "support/tcp_proxy.hpp"

#include <atomic>
#include <cstdint>

namespace model_counter::crash {

/// A network between one process at a time and a store's server on 127.0.0.1. Now and then it
/// breaks: before commands arrive, before the replies to them do, or in the middle of the replies.
class CutNetwork {
public:
    /// One in `one_in` pieces of what is said is hit.
    CutNetwork(std::uint16_t server_port, std::uint64_t one_in, std::uint64_t seed);

    /// Where the process connects to.
    [[nodiscard]] std::uint16_t port() const noexcept { return proxy_.port(); }
    /// How often it broke so far.
    [[nodiscard]] std::uint64_t cuts() const noexcept { return cuts_; }

private:
    std::uint64_t one_in_;
    Random random_;
    std::atomic<std::uint64_t> cuts_ = 0;
    test::TcpProxy proxy_;
};

}  // namespace model_counter::crash
