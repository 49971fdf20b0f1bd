#pragma once

#include "redis/client.hpp"
#include "redis/node.hpp"
#include "redis/sentinels.hpp"

#include <memory>
#include <span>
#include <string>

namespace model_counter::redis {

/// The primary of a service that sentinels watch, whichever server that is just now. What surely
/// was not done, because the primary cannot be reached or is none any more, is sent again until the
/// deadline, to whom the sentinels name then; a lost reply never is.
///
/// Threads: any.
class SentinelClient final : public Client {
public:
    explicit SentinelClient(const ServerUrl& url) : SentinelClient(url, connect_to) {}
    /// The same over another kind of transport.
    SentinelClient(const ServerUrl& url, Sentinels::Connect connect);

    void run(std::span<const Share> shares, const Deadline& deadline) override;
    [[nodiscard]] std::string place() const override { return node_.place(); }
    void disconnect() override { node_.disconnect(); }

private:
    Node node_;
};

/// The client that a URL asks for.
[[nodiscard]] std::unique_ptr<Client> make_client(const ServerUrl& url);

}  // namespace model_counter::redis
