#pragma once

#include "support/server_process.hpp"

#include <string>
#include <vector>

struct pg_conn;

namespace model_counter::test {

/// How a PostgreSQL of the tests is started. Its superuser is `counter`; who comes over TCP as
/// `secured` needs a password, everybody else none.
const ServerRecipe& postgresql_recipe();

/// `postgresql://counter@127.0.0.1:PORT/postgres`, or over the unix socket.
std::string postgresql_url(const ServerPlace& place);
std::string postgresql_socket_url(const ServerPlace& place);

/// The URL with one more parameter.
std::string with_parameter(const std::string& url, const std::string& name,
                           const std::string& value);

/// A connection of another application's.
class PostgresqlSession {
public:
    explicit PostgresqlSession(const std::string& url);
    ~PostgresqlSession();
    PostgresqlSession(const PostgresqlSession&) = delete;
    PostgresqlSession& operator=(const PostgresqlSession&) = delete;

    /// The last statement's rows as texts; NULL is an empty one.
    ///
    /// Errors: std::runtime_error  the server's words
    std::vector<std::vector<std::string>> run(const std::string& sql);

    [[nodiscard]] pg_conn* get() const noexcept { return connection_; }

private:
    pg_conn* connection_;
};

/// What a query gives on a connection of its own.
std::vector<std::vector<std::string>> postgresql_query(const std::string& url,
                                                       const std::string& sql);

/// A schema of the test's own on the run's shared server; gone with this object.
class PostgresqlSchema {
public:
    PostgresqlSchema();
    ~PostgresqlSchema();
    PostgresqlSchema(const PostgresqlSchema&) = delete;
    PostgresqlSchema& operator=(const PostgresqlSchema&) = delete;

    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    /// Names the schema too, so that tables are made and found in it, and calls the application by
    /// its name.
    [[nodiscard]] const std::string& url() const noexcept { return url_; }
    std::vector<std::vector<std::string>> query(const std::string& sql) const {
        return postgresql_query(url_, sql);
    }

private:
    std::string name_;
    std::string url_;
};

}  // namespace model_counter::test
