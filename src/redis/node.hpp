#pragma once

#include "redis/client.hpp"
#include "redis/line.hpp"
#include "redis/server_url.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

namespace model_counter::redis {

/// One server. All threads share one connection: whoever finds nobody at work sends what has
/// queued up, for everybody, and reads the replies; who comes meanwhile queues up for the next
/// round trip. So a thread alone hands nothing over, and many share each system call.
///
/// The connection is made at first use, and anew when it was lost; after a failure not at once but
/// after a while, which grows to a second. The child of a fork makes its own. Where sentinels name
/// the server, it must be a primary, and is left when it says that it is none any more.
/// Threads: any.
class Node final : public Client {
public:
    using Connect = std::function<std::unique_ptr<Transport>(const Deadline&)>;

    explicit Node(const ServerUrl& url);
    /// The same over another kind of transport.
    Node(ServerUrl url, Connect connect);
    ~Node() override;
    Node(const Node&) = delete;
    Node& operator=(const Node&) = delete;

    void run(std::span<const Share> shares, const Deadline& deadline) override;
    [[nodiscard]] std::string place() const override { return url_.text(); }
    void disconnect() override;

    /// Round trips so far, connecting not included.
    [[nodiscard]] std::uint64_t round_trips() const noexcept {
        return round_trips_.load(std::memory_order_relaxed);
    }

private:
    struct Request;
    struct Own;

    Own& own();
    void serve(Own& own);
    [[nodiscard]] std::unique_ptr<Line> connect(const Deadline& deadline);
    void make_line(Own& own, const Deadline& deadline);

    const ServerUrl url_;
    const Connect connect_;
    std::atomic<Own*> own_;
    std::atomic<std::uint64_t> round_trips_{0};
};

}  // namespace model_counter::redis
