#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

namespace model_counter::test {

/// Stands between clients and a server on 127.0.0.1, and does to what they say what a bad network
/// would.
///
/// Threads: any; one of its own passes the bytes on.
class TcpProxy {
public:
    enum class Direction { to_server, to_client };
    enum class Verdict {
        pass,
        swallow,  ///< the bytes are gone, and everything after them in that direction
        cut,      ///< the bytes are gone, and the connection ends on both sides
        halve,    ///< the same, but the first half of the bytes is passed on before
    };
    /// Is asked about each piece of bytes that arrived; it may wait, which delays all of them.
    using Rule = std::function<Verdict(Direction, std::string_view)>;

    explicit TcpProxy(std::uint16_t server_port);
    ~TcpProxy();
    TcpProxy(const TcpProxy&) = delete;
    TcpProxy& operator=(const TcpProxy&) = delete;

    /// Where clients connect to.
    [[nodiscard]] std::uint16_t port() const noexcept;

    /// From now on; no rule: everything passes.
    void set_rule(Rule rule);

    /// Ends every connection there is.
    void cut_all();

    /// Passes a piece with this text on to the server, and loses what the server answers to it.
    ///
    /// Returns: a rule that does so once for all connections together. `cut`: they learn that the
    /// connection is gone; else they learn nothing
    static Rule lose_reply_to(std::string_view text, bool cut);

private:
    class Loop;
    std::unique_ptr<Loop> loop_;
};

}  // namespace model_counter::test
