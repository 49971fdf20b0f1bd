#include "redis/sentinel_client.hpp"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <thread>
#include <utility>

namespace model_counter::redis {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirstPause{5};
constexpr milliseconds kLongestPause{200};
/// A server that swallows what is sent to it does not use up a whole deadline: meanwhile the
/// sentinels may have named another.
constexpr milliseconds kConnectTime{1000};

/// Whether nothing at all was done, and may be later. Where a part was done, what comes behind it
/// must not overtake what was refused in between.
bool nothing_was_done(std::span<const Share> shares) {
    bool is_empty = true;
    for (const Share& share : shares) {
        for (const Reply& reply : *share.replies) {
            is_empty = false;
            if (!is_of_replica(reply) && (reply.kind != Reply::Kind::unsent || !may_pass(reply))) {
                return false;
            }
        }
    }
    return !is_empty;
}

Node::Connect connect_to_primary(const ServerUrl& url, Sentinels::Connect connect) {
    auto sentinels = std::make_shared<Sentinels>(url, connect);
    return [sentinels, connect = std::move(connect)](const Deadline& deadline) {
        const ServerUrl primary = sentinels->primary(deadline);
        return connect(primary, std::min(deadline, Deadline::after(kConnectTime)));
    };
}

}  // namespace

SentinelClient::SentinelClient(const ServerUrl& url, Sentinels::Connect connect)
    : node_(url, connect_to_primary(url, std::move(connect))) {}

void SentinelClient::run(std::span<const Share> shares, const Deadline& deadline) {
    for (milliseconds pause = kFirstPause;; pause = std::min(pause * 2, kLongestPause)) {
        node_.run(shares, deadline);
        if (!nothing_was_done(shares) || deadline.remaining() < pause) {
            return;
        }
        std::this_thread::sleep_for(pause);
    }
}

std::unique_ptr<Client> make_client(const ServerUrl& url) {
    if (url.sentinels.empty()) {
        return std::make_unique<Node>(url);
    }
    return std::make_unique<SentinelClient>(url);
}

}  // namespace model_counter::redis
