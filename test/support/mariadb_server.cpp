#include "support/mariadb_server.hpp"

#include "support/shared_server.hpp"

#include <mysql.h>
#include <unistd.h>
#include <array>
#include <atomic>
#include <csignal>
#include <memory>
#include <stdexcept>

namespace model_counter::test {
namespace {

std::string find_program(const std::string& name) {
    for (const char* const folder : {"/usr/sbin/", "/usr/bin/", "/usr/local/bin/"}) {
        const std::string path = folder + name;
        if (access(path.c_str(), X_OK) == 0) {
            return path;
        }
    }
    return {};
}

/// A server that starts deletes the temporary tables of others where it keeps its own.
std::string own_temporary_directory(const ServerPlace& place) {
    return "--tmpdir=" + place.directory;
}

void prepare(const ServerPlace& place, const std::function<void(const ServerCommand&)>& run) {
    run({find_program("mariadb-install-db"), "--no-defaults",
         "--datadir=" + place.directory + "/data", "--auth-root-authentication-method=normal",
         "--skip-test-db", "--skip-name-resolve", "--innodb-log-file-size=64M",
         own_temporary_directory(place)});
}

ServerCommand command(const ServerPlace& place) {
    return {find_program("mariadbd"),
            "--no-defaults",
            "--datadir=" + place.directory + "/data",
            "--socket=" + place.directory + "/socket",
            "--pid-file=" + place.directory + "/pid",
            own_temporary_directory(place),
            "--port=" + std::to_string(place.port),
            "--bind-address=127.0.0.1",
            "--skip-name-resolve",
            "--skip-log-bin",
            "--local-infile=1",
            "--innodb-flush-method=nosync",  // no power is lost here
            "--innodb-log-file-size=64M",
            "--innodb-buffer-pool-size=128M"};
}

bool is_ready(const ServerPlace& place) {
    try {
        const MariadbSession session(place, "");
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

}  // namespace

const ServerRecipe& mariadb_recipe() {
    static const ServerRecipe recipe{
        "mariadb", find_program("mariadbd"), {"mysql", "nobody"}, prepare, command, is_ready,
        SIGTERM};
    return recipe;
}

std::string mariadb_url(const ServerPlace& place, const std::string& database) {
    return "mysql://root@127.0.0.1:" + std::to_string(place.port) + "/" + database;
}

std::string mariadb_socket_url(const ServerPlace& place, const std::string& database) {
    return "mysql://root@/" + database + "?socket=" + place.directory + "/socket";
}

MariadbSession::MariadbSession(const ServerPlace& place, const std::string& database,
                               const std::string& user)
    : handle_(mysql_init(nullptr)) {
    if (mysql_real_connect(handle_, "127.0.0.1", user.c_str(), nullptr,
                           database.empty() ? nullptr : database.c_str(), place.port, nullptr,
                           0) == nullptr) {
        const std::string said = mysql_error(handle_);
        mysql_close(handle_);
        throw std::runtime_error(said);
    }
}

MariadbSession::~MariadbSession() { mysql_close(handle_); }

std::vector<std::vector<std::string>> MariadbSession::run(const std::string& sql) {
    if (mysql_real_query(handle_, sql.data(), sql.size()) != 0) {
        throw std::runtime_error(mysql_error(handle_));
    }
    const std::unique_ptr<MYSQL_RES, decltype(&mysql_free_result)> result(
        mysql_store_result(handle_), mysql_free_result);
    std::vector<std::vector<std::string>> rows;
    if (!result) {
        return rows;
    }
    const unsigned columns = mysql_num_fields(result.get());
    while (MYSQL_ROW row = mysql_fetch_row(result.get())) {
        const unsigned long* const sizes = mysql_fetch_lengths(result.get());
        rows.emplace_back();
        for (unsigned i = 0; i < columns; ++i) {
            rows.back().emplace_back(row[i] == nullptr ? std::string()
                                                       : std::string(row[i], sizes[i]));
        }
    }
    return rows;
}

std::vector<std::vector<std::string>> mariadb_query(const ServerPlace& place,
                                                    const std::string& database,
                                                    const std::string& sql,
                                                    const std::string& user) {
    return MariadbSession(place, database, user).run(sql);
}

MariadbSchema::MariadbSchema() : MariadbSchema(shared_server(mariadb_recipe())) {}

MariadbSchema::MariadbSchema(const ServerPlace& place) : place_(place) {
    static std::atomic<int> made = 0;
    name_ = "t" + std::to_string(getpid()) + "_" + std::to_string(++made);
    mariadb_query(place_, "", "CREATE DATABASE " + name_);
}

MariadbSchema::~MariadbSchema() {
    try {
        mariadb_query(place_, "", "DROP DATABASE IF EXISTS " + name_);
    } catch (const std::exception&) {
        // The server goes away with everything in it.
    }
}

}  // namespace model_counter::test
