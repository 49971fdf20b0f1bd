#pragma once

#include "support/server_process.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace model_counter::test {

/// How clients and servers of a cluster talk.
enum class Wire {
    plain,
    tls,  ///< all of them, in both directions, with one certificate for 127.0.0.1
};

/// Whether such a cluster can be started here: `openssl` makes the certificate.
[[nodiscard]] bool can_run_cluster(Wire wire);

/// The test run's one cluster of its kind: three primaries and a replica of each.
std::string shared_cluster_url(Wire wire = Wire::plain);

/// A cluster of a test's own, whose servers can be killed.
///
/// Errors: std::runtime_error  it does not come about
class RedisCluster {
public:
    static constexpr std::size_t kPrimaries = 3;
    static constexpr std::size_t kServers = 6;

    enum class Kind {
        hasty,    ///< it appoints another primary within seconds
        patient,  ///< a dead primary has time to come back
        durable,  ///< the same, with files that are synced each time
    };

    explicit RedisCluster(const std::string& directory, Kind kind = Kind::hasty,
                          Wire wire = Wire::plain);

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
    /// The servers that are primaries, as they say themselves.
    [[nodiscard]] std::vector<std::size_t> primaries();
    /// A replica of this primary that has all of it; none: there is none just now.
    [[nodiscard]] std::optional<std::size_t> replica_of(std::size_t primary);
    /// Has the replica of a primary take its place, as an operator would, and waits for it.
    ///
    /// Returns: false where no replica is ready for it
    bool fail_over(std::size_t primary);
    /// Moves a slot to another primary, a few keys at a time; `half_way` is called when about half
    /// of the keys are there.
    void move_slot(std::uint16_t slot, std::size_t from, std::size_t to,
                   const std::function<void()>& half_way = {});
    /// Returns when every slot has a primary, and every server that lives says so.
    void wait_until_whole();

private:
    Wire wire_;
    std::vector<ServerRecipe> recipes_;
    std::vector<std::unique_ptr<ServerProcess>> servers_;
};

}  // namespace model_counter::test
