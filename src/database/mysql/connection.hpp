#pragma once

#include "database/mysql/parameters.hpp"
#include "database/mysql/queries.hpp"
#include "database/mysql/result.hpp"
#include "database/mysql/server_url.hpp"
#include "model_counter/deadline.hpp"
#include "model_counter/store.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

struct st_mysql;
struct st_mysql_stmt;

namespace model_counter::mysql {

/// Where the tables are, and what every connection needs to know.
struct Place {
    ServerUrl url;
    std::string table;
    Queries queries;
};

/// One session with the server: strict, in UTC, at READ COMMITTED. It never blocks past its
/// deadline.
///
/// Errors:  as `failure.hpp` says; after any of them but `RowRefused`, throw it away
/// Threads: one at a time.
class Connection {
public:
    /// Errors: unavailable  the server cannot be reached
    Connection(const Place& place, const Deadline& deadline);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// The moment at which whatever is done from now on gives up.
    void set_deadline(const Deadline& deadline) noexcept { deadline_ = deadline; }
    [[nodiscard]] const Deadline& deadline() const noexcept { return deadline_; }

    /// Runs one statement without parameters; rows it gives are not kept.
    void run(const std::string& sql, std::string_view doing);

    /// Runs one statement; it is prepared at its first use and kept.
    Result query(const std::string& sql, const Parameters& parameters, std::string_view doing);

    /// Runs a LOAD DATA LOCAL statement with `data` as its file.
    ///
    /// Returns: how many rows the server took without a warning; 0 if it warned of any, or the
    ///          table has no room for them
    std::uint64_t load(const std::string& sql, std::string_view data, std::string_view doing);

    /// Whether the server lets this session do so.
    [[nodiscard]] bool may_load() const noexcept { return may_load_; }
    void forbid_loading() noexcept { may_load_ = false; }

    /// Sees to it that the server waits no longer for locks than the deadline allows.
    void limit_lock_waits();

    [[nodiscard]] const Place& place() const noexcept { return place_; }
    [[nodiscard]] int socket() const noexcept { return socket_; }

    /// Whether the server has said goodbye. No round trip.
    [[nodiscard]] bool looks_dead() const;

    /// What owner ids the tables take; known once they were checked.
    [[nodiscard]] OwnerIdKind owner_ids() const noexcept { return owner_ids_; }
    void set_owner_ids(OwnerIdKind kind) noexcept { owner_ids_ = kind; }

    /// Whether the temporary table for batches is there.
    [[nodiscard]] bool has_batch() const noexcept { return has_batch_; }
    void set_has_batch() noexcept { has_batch_ = true; }

private:
    struct CloseStatement {
        void operator()(st_mysql_stmt* statement) const;
    };
    using StatementHandle = std::unique_ptr<st_mysql_stmt, CloseStatement>;

    void set_options();
    void connect();
    void set_session();
    st_mysql_stmt& prepared(const std::string& sql, std::string_view doing);
    Result rows_of(st_mysql_stmt& statement, std::string_view doing);

    /// Runs an operation of the client library that stops whenever it would block.
    template <class Start, class GoOn>
    void drive(const Start& start, const GoOn& go_on, std::string_view doing);
    /// Returns: what came, as the client library wants it told.
    int wait(int status, std::string_view doing);
    [[noreturn]] void fail_now(std::string_view doing);
    [[noreturn]] void fail_now(st_mysql_stmt& statement, std::string_view doing);
    [[noreturn]] void fail_with(unsigned code, const std::string& said, std::string_view doing);

    const Place& place_;
    Deadline deadline_;
    st_mysql* handle_ = nullptr;
    int socket_ = -1;
    bool stopped_midway_ = false;
    bool may_load_ = false;
    bool has_batch_ = false;
    bool limits_locks_ = false;
    OwnerIdKind owner_ids_ = OwnerIdKind::any;
    std::unordered_map<std::string, StatementHandle> statements_;
};

}  // namespace model_counter::mysql
