#pragma once

#include "database/mysql/connection.hpp"

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace model_counter::mysql {

/// The sessions of this process, each used by one thread at a time.
///
/// A process made by fork never says anything on a connection of its parent's: it closes its copy
/// of the sockets and opens its own. Threads: any.
class ConnectionPool {
public:
    static constexpr std::size_t kConnectionsMax = 64;

    /// `check` looks at every new connection before its first use, and throws.
    ConnectionPool(const Place& place, std::size_t connections_max,
                   std::function<void(Connection&)> check);
    ~ConnectionPool();
    ConnectionPool(const ConnectionPool&) = delete;
    ConnectionPool& operator=(const ConnectionPool&) = delete;

    /// Runs `work` on a connection, waiting for a free one if need be. A connection that `work`
    /// threw on is closed; where the session was lost, `work` runs once more on a new one.
    ///
    /// Errors: timeout  no connection was free before the deadline; or what `work` throws
    void use(const Deadline& deadline, const std::function<void(Connection&)>& work);

    /// Closes every connection that is not in use.
    void close();

private:
    /// What one process opened.
    struct Own {
        int process = 0;
        Own* inherited = nullptr;  ///< the parent's, never touched again
        std::mutex mutex;
        std::condition_variable freed;
        std::size_t in_use = 0;
        std::vector<std::unique_ptr<Connection>> idle;
        std::array<std::atomic<int>, kConnectionsMax> sockets;  ///< -1: none
    };

    /// The right to have one connection.
    class Turn;

    static std::unique_ptr<Own> make_own(Own* inherited);
    Own& own();
    std::unique_ptr<Connection> open(Own& own, const Deadline& deadline);
    static std::unique_ptr<Connection> idle_one(Own& own);
    static void forget(Own& own, std::unique_ptr<Connection> connection);
    static void forget_idle(Own& own);
    void attempt(Own& own, bool fresh, const Deadline& deadline,
                 const std::function<void(Connection&)>& work);

    const Place& place_;
    std::size_t connections_max_;
    std::function<void(Connection&)> check_;
    std::atomic<Own*> own_;
};

}  // namespace model_counter::mysql
