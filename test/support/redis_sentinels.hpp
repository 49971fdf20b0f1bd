#pragma once

#include "support/server_process.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace model_counter::test {

/// The service's name that the sentinels of the tests watch.
inline constexpr const char* kRedisService = "counters";

/// The URL of the test run's own service: a primary, two replicas, three sentinels, which appoint
/// nobody else, however slow the machine is.
std::string shared_sentinels_url();

/// The same, a test's own, whose servers can be killed. It fails over within a second or two.
class RedisSentinels {
public:
    static constexpr std::size_t kServers = 3;

    /// Starts them in a directory, which the servers' user may enter.
    explicit RedisSentinels(const std::string& directory);
    ~RedisSentinels();
    RedisSentinels(const RedisSentinels&) = delete;
    RedisSentinels& operator=(const RedisSentinels&) = delete;

    [[nodiscard]] std::string url() const;
    /// One of the three servers; the first is the primary at the beginning.
    [[nodiscard]] ServerProcess& server(std::size_t index) { return *servers_.at(index); }
    /// Runs a command on a server.
    std::vector<std::string> run(std::size_t index, const std::vector<std::string>& command);
    /// Has a sentinel appoint another primary, although nobody died.
    void fail_over();
    /// Waits until a server other than this one is the primary.
    ///
    /// Returns: which
    /// Errors:  std::runtime_error  none becomes it
    std::size_t wait_for_another(std::size_t index);
    /// Waits until all sentinels name a server as the primary; from then on they appoint nobody
    /// else, however slow the machine is.
    void settle_on(std::size_t index);

private:
    void wait_until_they_know_each_other();

    std::array<std::unique_ptr<ServerRecipe>, 2 * kServers> recipes_;
    std::array<std::unique_ptr<ServerProcess>, kServers> servers_;
    std::array<std::unique_ptr<ServerProcess>, kServers> sentinels_;
};

}  // namespace model_counter::test
