#pragma once

#include "crash/random.hpp"
#include "support/tcp_proxy.hpp"

#include <atomic>
#include <cstdint>

namespace model_counter::crash {

/// A network between one process at a time and a server on 127.0.0.1. Now and then it breaks just
/// before COMMIT arrives, or before the reply to it does.
class LossyNetwork {
public:
    /// One in `one_in` COMMITs is hit.
    LossyNetwork(std::uint16_t server_port, std::uint64_t one_in, std::uint64_t seed);

    /// Where the process connects to.
    [[nodiscard]] std::uint16_t port() const noexcept { return proxy_.port(); }
    /// COMMITs and replies that were lost so far.
    [[nodiscard]] std::uint64_t losses() const noexcept { return losses_; }

private:
    using Verdict = test::TcpProxy::Verdict;

    Verdict judge(test::TcpProxy::Direction direction, std::string_view piece);

    std::uint64_t one_in_;
    Random random_;
    bool awaits_reply_ = false;  ///< to a COMMIT; it will be lost
    std::atomic<std::uint64_t> losses_ = 0;
    test::TcpProxy proxy_;
};

}  // namespace model_counter::crash
