#pragma once

#include "database/sqlite/connection.hpp"

#include <array>
#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

struct sqlite3;

namespace model_counter::sqlite {

/// The connections of this process: one that writes, and one per thread that reads just now.
///
/// A process made by fork never uses, and never closes, what its parent opened: SQLite's locks
/// belong to the process that took them. The child lets go of the inherited files and opens its
/// own. Threads: any.
class ConnectionPool {
public:
    /// `check` looks at every new connection before its first use, and throws.
    ConnectionPool(const Place& place, std::function<void(Connection&)> check);
    /// Closes what this process opened.
    ~ConnectionPool();
    ConnectionPool(const ConnectionPool&) = delete;
    ConnectionPool& operator=(const ConnectionPool&) = delete;

    /// Runs `work` on a connection that reads. A connection that `work` threw on is closed.
    ///
    /// Errors: timeout  the deadline passed while it was opened or in use
    void read(const Deadline& deadline, const std::function<void(Connection&)>& work);

    /// Runs `work` on the connection that writes, one at a time.
    ///
    /// Errors: timeout  the deadline passed while it was waited for, opened or in use
    void write(const Deadline& deadline, const std::function<void(Connection&)>& work);

    /// Closes every connection that is not in use.
    void close();

private:
    static constexpr std::size_t kIdleReadersMax = 8;
    static constexpr std::size_t kTrackedMax = 64;

    /// What one process opened.
    struct Own {
        int process = 0;
        std::atomic<bool> ready{false};
        Own* inherited = nullptr;  ///< the parent's, never touched again
        std::mutex readers_mutex;
        std::vector<std::unique_ptr<Connection>> idle_readers;
        std::mutex writer_mutex;
        std::condition_variable writer_is_free;
        bool writer_is_taken = false;  ///< the one who took it alone uses `writer`
        std::unique_ptr<Connection> writer;
        std::array<std::atomic<sqlite3*>, kTrackedMax> open{};
    };

    /// The right to use the connection that writes.
    class WriterTurn;

    Own& own();
    std::unique_ptr<Connection> open(Own& own, Connection::Use use, const Deadline& deadline);
    static void forget(Own& own, std::unique_ptr<Connection> connection);
    static void let_go_of_files(Own& inherited);
    std::unique_ptr<Connection> idle_reader(Own& own);

    const Place& place_;
    std::function<void(Connection&)> check_;
    std::atomic<Own*> own_;
};

}  // namespace model_counter::sqlite
