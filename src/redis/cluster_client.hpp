#pragma once

#include "redis/client.hpp"
#include "redis/cluster_url.hpp"
#include "redis/redirection.hpp"
#include "redis/slot_map.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace model_counter::redis {

/// A cluster: each command goes to the primary that serves its slot, those of one primary in one
/// pipeline.
///
/// What a server surely did not do - it cannot be reached, or answers that another one serves the
/// slot, that the slot is on its way, or that nobody serves it - is sent again until the deadline,
/// after a look at who serves what; a lost reply never is. Where a command is refused and a later
/// one of its slot in the same run is done, the first is done later: what must not change places
/// goes in runs of their own, or `follows_others`.
/// Threads: any. The child of a fork finds its way anew.
/// Source:  https://redis.io/docs/reference/cluster-spec
class ClusterClient final : public Client {
public:
    using MakeNode = std::function<std::unique_ptr<Client>(const ServerUrl&)>;

    /// `url.seeds` are servers of the cluster; one of them must answer.
    explicit ClusterClient(ClusterUrl url);
    /// The same over other connections.
    ClusterClient(ClusterUrl url, MakeNode make_node);
    ~ClusterClient() override;
    ClusterClient(const ClusterClient&) = delete;
    ClusterClient& operator=(const ClusterClient&) = delete;

    void run(std::span<const Share> shares, const Deadline& deadline) override;
    /// Each primary, after a look at who they are.
    [[nodiscard]] std::vector<Answers> ask_each(const Commands& questions,
                                                const Deadline& deadline) override;
    [[nodiscard]] std::string place() const override { return url_.text(); }
    void disconnect() override;

    /// How often a server did not do a command but said where, or when, it can be done.
    [[nodiscard]] std::uint64_t counted(Redirection::Kind kind) const noexcept;

private:
    struct Own;
    struct Told;
    struct Waiting;

    Own& own();
    [[nodiscard]] std::shared_ptr<const SlotMap> map(Own& own, const Deadline& deadline);
    [[nodiscard]] std::vector<std::string> candidates_of(Own& own) const;
    [[nodiscard]] Told ask_for_map(Own& own, const std::vector<std::string>& candidates,
                                   const Deadline& deadline);
    [[nodiscard]] static std::string failure(Own& own);
    static void forget_map(Own& own, const std::shared_ptr<const SlotMap>& seen);
    [[nodiscard]] std::shared_ptr<Client> node(Own& own, const std::string& address);

    [[nodiscard]] static std::vector<Waiting> everything(std::span<const Share> shares,
                                                         const std::string& address);
    void send(Own& own, const SlotMap* map, std::span<const Share> shares,
              std::vector<Waiting>& waiting, const Deadline& deadline);
    void send_to(Own& own, const std::string& address, std::span<const Share> shares,
                 const std::vector<Waiting>& waiting, const Deadline& deadline);
    [[nodiscard]] std::vector<Waiting> refused_of(std::span<const Share> shares,
                                                  const std::vector<Waiting>& sent);
    [[nodiscard]] static const Waiting* leader_of(const Commands& commands, const Waiting& one,
                                                  const std::vector<Waiting>& refused);
    void count(Redirection::Kind kind) noexcept;

    const ClusterUrl url_;
    const MakeNode make_node_;
    std::atomic<Own*> own_;
    std::array<std::atomic<std::uint64_t>, 5> counts_{};  ///< by kind
};

}  // namespace model_counter::redis
