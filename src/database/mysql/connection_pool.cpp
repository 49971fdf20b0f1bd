#include "database/mysql/connection_pool.hpp"

#include "database/mysql/failure.hpp"

#include <unistd.h>
#include <utility>

namespace model_counter::mysql {

class ConnectionPool::Turn {
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

std::unique_ptr<ConnectionPool::Own> ConnectionPool::make_own(Own* inherited) {
    auto own = std::make_unique<Own>();
    own->process = getpid();
    own->inherited = inherited;
    for (auto& socket : own->sockets) {
        socket = -1;
    }
    return own;
}

ConnectionPool::ConnectionPool(const Place& place, std::size_t connections_max,
                               std::function<void(Connection&)> check)
    : place_(place),
      connections_max_(connections_max),
      check_(std::move(check)),
      own_(make_own(nullptr).release()) {}

ConnectionPool::~ConnectionPool() {
    Own* const current = own_.load();
    if (current->process == getpid()) {
        delete current;
    }
}

ConnectionPool::Own& ConnectionPool::own() {
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

std::unique_ptr<Connection> ConnectionPool::open(Own& own, const Deadline& deadline) {
    auto connection = std::make_unique<Connection>(place_, deadline);
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

std::unique_ptr<Connection> ConnectionPool::idle_one(Own& own) {
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
void ConnectionPool::forget(Own& own, std::unique_ptr<Connection> connection) {
    for (auto& socket : own.sockets) {
        int number = connection->socket();
        if (number >= 0 && socket.compare_exchange_strong(number, -1)) {
            break;
        }
    }
}

void ConnectionPool::forget_idle(Own& own) {
    std::vector<std::unique_ptr<Connection>> idle;
    {
        const std::scoped_lock lock(own.mutex);
        idle.swap(own.idle);
    }
    for (auto& connection : idle) {
        forget(own, std::move(connection));
    }
}

void ConnectionPool::attempt(Own& own, bool fresh, const Deadline& deadline,
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

void ConnectionPool::use(const Deadline& deadline, const std::function<void(Connection&)>& work) {
    Own& mine = own();
    const Turn turn(mine, connections_max_, deadline, place_.url.location);
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

void ConnectionPool::close() { forget_idle(own()); }

}  // namespace model_counter::mysql
