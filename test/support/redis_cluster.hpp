#pragma once

#include "support/server_process.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace model_counter::test {

/// The test run's one cluster: three primaries and a replica of each.
std::string shared_cluster_url();

/// A cluster of a test's own, whose servers can be killed; it appoints another primary within
/// seconds.
///
/// Errors: std::runtime_error  it does not come about
class RedisCluster {
public:
    static constexpr std::size_t kPrimaries = 3;
    static constexpr std::size_t kServers = 6;

    explicit RedisCluster(const std::string& directory);

    /// All of them are seeds.
    [[nodiscard]] std::string url() const;
    /// Server 0 to 2 begins as a primary, server i + 3 as the replica of server i.
    [[nodiscard]] ServerProcess& server(std::size_t index) { return *servers_.at(index); }
    /// What a server says to a command.
    std::vector<std::string> run(std::size_t index, const std::vector<std::string>& command);
    /// Its id in the cluster.
    [[nodiscard]] std::string id(std::size_t index);
    /// The server that serves a slot, as the first one that answers says.
    [[nodiscard]] std::size_t primary_of(std::uint16_t slot);
    /// Returns when every slot has a primary, and every server that lives says so.
    void wait_until_whole();

private:
    std::vector<ServerRecipe> recipes_;
    std::vector<std::unique_ptr<ServerProcess>> servers_;
};

}  // namespace model_counter::test
