#include "database/sqlite/connection_pool.hpp"

#include <sqlite3.h>
#include <unistd.h>
#include <thread>
#include <utility>

namespace model_counter::sqlite {
namespace {

/// Closes a file of an inherited connection, and none of the locks: they are the parent's.
///
/// What SQLite remembers of the file, process-wide, goes with the last connection. If it stayed, a
/// new connection would believe that it holds the parent's locks.
void close_file(sqlite3* connection, int which) {
    sqlite3_file* file = nullptr;
    sqlite3_file_control(connection, "main", which, &file);
    if (file == nullptr || file->pMethods == nullptr) {
        return;
    }
    if (which == SQLITE_FCNTL_FILE_POINTER && file->pMethods->iVersion >= 2) {
        file->pMethods->xShmUnmap(file, 0);
    }
    file->pMethods->xClose(file);
}

}  // namespace

class ConnectionPool::WriterTurn {
public:
    /// Errors: timeout
    WriterTurn(Own& own, const Deadline& deadline, const std::string& path) : own_(own) {
        std::unique_lock lock(own.writer_mutex);
        const auto is_free = [&] { return !own.writer_is_taken; };
        if (deadline.is_never()) {
            own.writer_is_free.wait(lock, is_free);
        }
        while (!own.writer_is_free.wait_until(lock, deadline.moment(), is_free)) {
            deadline.check("database " + path + ": waiting for this process's other writers");
        }
        own.writer_is_taken = true;
    }
    ~WriterTurn() {
        const std::scoped_lock lock(own_.writer_mutex);
        own_.writer_is_taken = false;
        own_.writer_is_free.notify_one();
    }
    WriterTurn(const WriterTurn&) = delete;
    WriterTurn& operator=(const WriterTurn&) = delete;

private:
    Own& own_;
};

ConnectionPool::ConnectionPool(const Place& place, std::function<void(Connection&)> check)
    : place_(place), check_(std::move(check)), own_(new Own) {
    own_.load()->process = getpid();
    own_.load()->ready = true;
}

ConnectionPool::~ConnectionPool() {
    Own* current = own_.load();
    if (current->process == getpid()) {
        delete current;
    }
}

ConnectionPool::Own& ConnectionPool::own() {
    Own* current = own_.load();
    if (current->process != getpid()) {
        auto fresh = std::make_unique<Own>();
        fresh->process = getpid();
        fresh->inherited = current;
        if (own_.compare_exchange_strong(current, fresh.get())) {
            let_go_of_files(*fresh->inherited);
            current = fresh.release();
            current->ready = true;
        }
    }
    while (!current->ready) {
        std::this_thread::yield();
    }
    return *current;
}

void ConnectionPool::let_go_of_files(Own& inherited) {
    for (auto& slot : inherited.open) {
        if (sqlite3* connection = slot.exchange(nullptr)) {
            close_file(connection, SQLITE_FCNTL_JOURNAL_POINTER);
            close_file(connection, SQLITE_FCNTL_FILE_POINTER);
        }
    }
}

std::unique_ptr<Connection> ConnectionPool::open(Own& own, Connection::Use use,
                                                 const Deadline& deadline) {
    auto connection = std::make_unique<Connection>(place_, use, deadline);
    connection->within(deadline, [&] { check_(*connection); });
    for (auto& slot : own.open) {
        sqlite3* empty = nullptr;
        if (slot.compare_exchange_strong(empty, connection->handle())) {
            break;
        }
    }
    return connection;
}

void ConnectionPool::forget(Own& own, std::unique_ptr<Connection> connection) {
    for (auto& slot : own.open) {
        sqlite3* tracked = connection->handle();
        slot.compare_exchange_strong(tracked, nullptr);
    }
}

std::unique_ptr<Connection> ConnectionPool::idle_reader(Own& own) {
    const std::scoped_lock lock(own.readers_mutex);
    if (own.idle_readers.empty()) {
        return nullptr;
    }
    auto connection = std::move(own.idle_readers.back());
    own.idle_readers.pop_back();
    return connection;
}

void ConnectionPool::read(const Deadline& deadline, const std::function<void(Connection&)>& work) {
    Own& mine = own();
    auto connection = idle_reader(mine);
    while (connection && connection->has_moved()) {
        forget(mine, std::move(connection));
        connection = idle_reader(mine);
    }
    if (!connection) {
        connection = open(mine, Connection::Use::read, deadline);
    }
    try {
        connection->within(deadline, [&] { work(*connection); });
    } catch (...) {
        forget(mine, std::move(connection));
        throw;
    }
    const std::scoped_lock lock(mine.readers_mutex);
    if (mine.idle_readers.size() < kIdleReadersMax) {
        mine.idle_readers.push_back(std::move(connection));
    } else {
        forget(mine, std::move(connection));
    }
}

void ConnectionPool::write(const Deadline& deadline, const std::function<void(Connection&)>& work) {
    Own& mine = own();
    const WriterTurn turn(mine, deadline, place_.path);
    if (mine.writer && mine.writer->has_moved()) {
        forget(mine, std::move(mine.writer));
    }
    if (!mine.writer) {
        mine.writer = open(mine, Connection::Use::write, deadline);
    }
    try {
        mine.writer->within(deadline, [&] { work(*mine.writer); });
    } catch (...) {
        forget(mine, std::move(mine.writer));
        throw;
    }
}

void ConnectionPool::close() {
    Own& mine = own();
    {
        const std::scoped_lock lock(mine.readers_mutex);
        while (!mine.idle_readers.empty()) {
            forget(mine, std::move(mine.idle_readers.back()));
            mine.idle_readers.pop_back();
        }
    }
    const WriterTurn turn(mine, Deadline::never(), place_.path);
    if (mine.writer) {
        forget(mine, std::move(mine.writer));
    }
}

}  // namespace model_counter::sqlite
