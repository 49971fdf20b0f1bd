#pragma once

#include "database/common/failures.hpp"
#include "model_counter/deadline.hpp"

#include <unistd.h>
#include <array>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace model_counter::database {

/// Most connections of a pool.
inline constexpr std::size_t kConnectionsMax = 64;

/// The sessions of this process, each used by one thread at a time.
///
/// A process made by fork never says anything on a connection of its parent's: it closes its copy
/// of the sockets and opens its own. Threads: any.
template <class Connection>
class ConnectionPool {
public:
    using Connect = std::function<std::unique_ptr<Connection>(const Deadline&)>;
    using Check = std::function<void(Connection&)>;

    /// `location` names the database; `connect` makes a connection, and `check` looks at every new
    /// one before its first use; both throw.
    ConnectionPool(std::string location, std::size_t connections_max, Connect connect, Check check);
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

    std::string location_;
    std::size_t connections_max_;
    Connect connect_;
    Check check_;
    std::atomic<Own*> own_;
};

template <class Connection>
class ConnectionPool<Connection>::Turn {
public:
    Turn(Own& own, std::size_t most, const Deadline& deadline, const std::string& location)
        : own_(own) {
        if (deadline.expired()) {
            fail_in_time(location, "waiting for a connection");
        }
        std::unique_lock lock(own_.mutex);
        const auto free = [&] { return own_.in_use < most; };
        if (deadline.is_never()) {
            own_.freed.wait(lock, free);
        } else if (!own_.freed.wait_until(lock, deadline.moment(), free)) {
            fail_in_time(location, "waiting for a free connection");
        }
        ++own_.in_use;
    }
    ~Turn() {
        const std::scoped_lock lock(own_.mutex);
        --own_.in_use;
        own_.freed.notify_one();
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

private:
    Own& own_;
};

template <class Connection>
auto ConnectionPool<Connection>::make_own(Own* inherited) -> std::unique_ptr<Own> {
    auto own = std::make_unique<Own>();
    own->process = getpid();
    own->inherited = inherited;
    for (auto& socket : own->sockets) {
        socket = -1;
    }
    return own;
}

template <class Connection>
ConnectionPool<Connection>::ConnectionPool(std::string location, std::size_t connections_max,
                                           Connect connect, Check check)
    : location_(std::move(location)),
      connections_max_(connections_max),
      connect_(std::move(connect)),
      check_(std::move(check)),
      own_(make_own(nullptr).release()) {}

template <class Connection>
ConnectionPool<Connection>::~ConnectionPool() {
    Own* const current = own_.load();
    if (current->process == getpid()) {
        delete current;
    }
}

template <class Connection>
auto ConnectionPool<Connection>::own() -> Own& {
    Own* current = own_.load();
    if (current->process != getpid()) {
        auto fresh = make_own(current);
        if (own_.compare_exchange_strong(current, fresh.get())) {
            // Without a word to the server, which would end the parent's sessions.
            for (auto& socket : fresh->inherited->sockets) {
                if (const int inherited = socket.exchange(-1); inherited >= 0) {
                    ::close(inherited);
                }
            }
            current = fresh.release();
        }
    }
    return *current;
}

template <class Connection>
std::unique_ptr<Connection> ConnectionPool<Connection>::open(Own& own, const Deadline& deadline) {
    auto connection = connect_(deadline);
    for (auto& socket : own.sockets) {
        int none = -1;
        if (socket.compare_exchange_strong(none, connection->socket())) {
            break;
        }
    }
    try {
        check_(*connection);
    } catch (...) {
        forget(own, std::move(connection));
        throw;
    }
    return connection;
}

template <class Connection>
std::unique_ptr<Connection> ConnectionPool<Connection>::idle_one(Own& own) {
    const std::scoped_lock lock(own.mutex);
    while (!own.idle.empty()) {
        auto connection = std::move(own.idle.back());
        own.idle.pop_back();
        if (!connection->looks_dead()) {
            return connection;
        }
        forget(own, std::move(connection));
    }
    return nullptr;
}

// Its socket is forgotten before its number can belong to something else.
template <class Connection>
void ConnectionPool<Connection>::forget(Own& own, std::unique_ptr<Connection> connection) {
    for (auto& socket : own.sockets) {
        int number = connection->socket();
        if (number >= 0 && socket.compare_exchange_strong(number, -1)) {
            break;
        }
    }
}

template <class Connection>
void ConnectionPool<Connection>::forget_idle(Own& own) {
    std::vector<std::unique_ptr<Connection>> idle;
    {
        const std::scoped_lock lock(own.mutex);
        idle.swap(own.idle);
    }
    for (auto& connection : idle) {
        forget(own, std::move(connection));
    }
}

template <class Connection>
void ConnectionPool<Connection>::attempt(Own& own, bool fresh, const Deadline& deadline,
                                         const std::function<void(Connection&)>& work) {
    auto connection = fresh ? nullptr : idle_one(own);
    if (!connection) {
        connection = open(own, deadline);
    }
    connection->set_deadline(deadline);
    try {
        work(*connection);
    } catch (...) {
        forget(own, std::move(connection));
        throw;
    }
    const std::scoped_lock lock(own.mutex);
    own.idle.push_back(std::move(connection));
}

template <class Connection>
void ConnectionPool<Connection>::use(const Deadline& deadline,
                                     const std::function<void(Connection&)>& work) {
    Own& mine = own();
    const Turn turn(mine, connections_max_, deadline, location_);
    try {
        attempt(mine, false, deadline, work);
    } catch (const SessionLost&) {
        if (deadline.expired()) {
            throw;
        }
        forget_idle(mine);
        attempt(mine, true, deadline, work);
    }
}

template <class Connection>
void ConnectionPool<Connection>::close() {
    forget_idle(own());
}

}  // namespace model_counter::database
