#pragma once

#include "support/server_process.hpp"

#include <string>
#include <vector>

struct st_mysql;

namespace model_counter::test {

/// How a MariaDB of the tests is started. Its user `root` needs no password.
const ServerRecipe& mariadb_recipe();

/// `mysql://root@127.0.0.1:PORT/DATABASE`, or over the unix socket.
std::string mariadb_url(const ServerPlace& place, const std::string& database);
std::string mariadb_socket_url(const ServerPlace& place, const std::string& database);

/// A session of another application.
class MariadbSession {
public:
    MariadbSession(const ServerPlace& place, const std::string& database,
                   const std::string& user = "root");
    ~MariadbSession();
    MariadbSession(const MariadbSession&) = delete;
    MariadbSession& operator=(const MariadbSession&) = delete;

    /// Rows of texts that a query gives; NULL is an empty text.
    ///
    /// Errors: std::runtime_error  the server's words
    std::vector<std::vector<std::string>> run(const std::string& sql);

    [[nodiscard]] st_mysql* handle() const noexcept { return handle_; }

private:
    st_mysql* handle_;
};

/// What a query gives on a session of its own. An empty database's name is none.
std::vector<std::vector<std::string>> mariadb_query(const ServerPlace& place,
                                                    const std::string& database,
                                                    const std::string& sql,
                                                    const std::string& user = "root");

/// A database of the test's own on the run's shared server; gone with this object.
class MariadbSchema {
public:
    MariadbSchema();
    /// The same on a server of the test's own.
    explicit MariadbSchema(const ServerPlace& place);
    ~MariadbSchema();
    MariadbSchema(const MariadbSchema&) = delete;
    MariadbSchema& operator=(const MariadbSchema&) = delete;

    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] const ServerPlace& place() const noexcept { return place_; }
    [[nodiscard]] std::string url() const { return mariadb_url(place_, name_); }
    std::vector<std::vector<std::string>> query(const std::string& sql) const {
        return mariadb_query(place_, name_, sql);
    }

private:
    ServerPlace place_;
    std::string name_;
};

}  // namespace model_counter::test
