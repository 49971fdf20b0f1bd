#pragma once

#include "database/postgresql/parameters.hpp"
#include "database/postgresql/queries.hpp"
#include "database/postgresql/result.hpp"
#include "database/postgresql/server_url.hpp"
#include "model_counter/deadline.hpp"
#include "model_counter/store.hpp"

#include <bitset>
#include <string>
#include <string_view>

struct pg_conn;

namespace model_counter::postgresql {

/// Where the tables are, and what every connection needs to know.
struct Place {
    ServerUrl url;
    std::string table;
    Queries queries;
};

/// One session with the server. It never blocks past its deadline, and raises no SIGPIPE.
///
/// Errors:  as `failure.hpp` says; after any of them, and after a deadline, throw it away
/// Threads: one at a time.
class Connection {
public:
    /// Errors: unavailable  the server cannot be reached, or is a standby
    ///         conflict     the database's encoding cannot hold every text
    Connection(const Place& place, const Deadline& deadline);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// The moment at which whatever is done from now on gives up.
    void set_deadline(const Deadline& deadline) noexcept { deadline_ = deadline; }
    [[nodiscard]] const Deadline& deadline() const noexcept { return deadline_; }

    /// Runs statements without parameters, separated by semicolons. Returns: the last one's result.
    Result run(const std::string& sql, std::string_view doing);

    /// Runs one of our statements; it is prepared at its first use, unless a pooler lies between,
    /// which may give every transaction another session.
    Result query(Query query, const Parameters& parameters, std::string_view doing);

    /// Runs a statement that is not worth keeping prepared.
    Result query(const std::string& sql, const Parameters& parameters, std::string_view doing);

    [[nodiscard]] const Place& place() const noexcept { return place_; }
    [[nodiscard]] pg_conn* handle() const noexcept { return handle_; }
    /// Its number, also when libpq has closed it since.
    [[nodiscard]] int socket() const noexcept { return socket_; }

    /// Whether the server has said goodbye, or nothing is to be expected of it. No round trip.
    [[nodiscard]] bool looks_dead() const;

    /// What owner ids the tables take; known once they were checked.
    [[nodiscard]] OwnerIdKind owner_ids() const noexcept { return owner_ids_; }
    void set_owner_ids(OwnerIdKind kind) noexcept { owner_ids_ = kind; }

private:
    void connect();
    void look_at_session();
    void prepare(Query query, const Parameters& parameters);
    Result finish(int sent, std::string_view doing);
    void send_all(std::string_view doing);
    Result next(std::string_view doing);
    [[noreturn]] void fail_with(const Result& result, std::string_view doing);
    /// Returns: which of the events came, as poll(2) says it.
    short wait(short events, std::string_view doing);

    const Place& place_;
    Deadline deadline_;
    pg_conn* handle_ = nullptr;
    int socket_ = -1;
    bool is_pooled_ = false;
    OwnerIdKind owner_ids_ = OwnerIdKind::any;
    std::bitset<static_cast<std::size_t>(Query::size_)> prepared_;
};

}  // namespace model_counter::postgresql
