#include "support/postgresql_server.hpp"

#include "support/shared_server.hpp"

#include <libpq-fe.h>
#include <unistd.h>
#include <algorithm>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>

namespace model_counter::test {
namespace {

/// Debian keeps the server's programs of each version apart, and out of the PATH.
std::string find_program(const std::string& name) {
    std::vector<std::string> found;
    std::error_code ignored;
    for (const auto& version :
         std::filesystem::directory_iterator("/usr/lib/postgresql", ignored)) {
        const auto program = version.path() / "bin" / name;
        if (access(program.c_str(), X_OK) == 0) {
            found.push_back(program.string());
        }
    }
    std::sort(found.begin(), found.end());
    return found.empty() ? std::string() : found.back();
}

void prepare(const ServerPlace& place, const std::function<void(const ServerCommand&)>& run) {
    const std::string data = place.directory + "/data";
    run({find_program("initdb"), "--pgdata=" + data, "--username=counter", "--auth=trust",
         "--encoding=UTF8", "--no-locale", "--no-sync"});
    std::ofstream(data + "/pg_hba.conf")
        << "local all all trust\nhost all secured 127.0.0.1/32 scram-sha-256\n"
        << "host all all 127.0.0.1/32 trust\n";
    std::ofstream(data + "/postgresql.conf", std::ios::app)
        << "listen_addresses = '127.0.0.1'\nshared_buffers = 64MB\nmax_wal_size = 256MB\n"
        << "unix_socket_directories = '" << place.directory << "'\ndeadlock_timeout = 100ms\n";
}

ServerCommand command(const ServerPlace& place) {
    return {find_program("postgres"), "-D", place.directory + "/data", "-p",
            std::to_string(place.port)};
}

}  // namespace

const ServerRecipe& postgresql_recipe() {
    static const ServerRecipe recipe{
        "postgresql",
        find_program("postgres"),
        {"postgres", "nobody"},
        prepare,
        command,
        [](const ServerPlace& place) { return PQping(postgresql_url(place).c_str()) == PQPING_OK; },
        SIGQUIT};
    return recipe;
}

std::string postgresql_url(const ServerPlace& place) {
    return "postgresql://counter@127.0.0.1:" + std::to_string(place.port) + "/postgres";
}

std::string postgresql_socket_url(const ServerPlace& place) {
    return "postgresql://counter@:" + std::to_string(place.port) +
           "/postgres?host=" + place.directory;
}

std::string with_parameter(const std::string& url, const std::string& name,
                           const std::string& value) {
    return url + (url.find('?') == std::string::npos ? "?" : "&") + name + "=" + value;
}

PostgresqlSession::PostgresqlSession(const std::string& url)
    : connection_(PQconnectdb(url.c_str())) {
    PQsetNoticeProcessor(
        connection_, [](void*, const char*) {}, nullptr);
}

PostgresqlSession::~PostgresqlSession() { PQfinish(connection_); }

std::vector<std::vector<std::string>> PostgresqlSession::run(const std::string& sql) {
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection_, sql.c_str()),
                                                               PQclear);
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
        throw std::runtime_error(PQerrorMessage(connection_));
    }
    std::vector<std::vector<std::string>> rows;
    for (int row = 0; row < PQntuples(result.get()); ++row) {
        rows.emplace_back();
        for (int column = 0; column < PQnfields(result.get()); ++column) {
            rows.back().emplace_back(PQgetvalue(result.get(), row, column));
        }
    }
    return rows;
}

std::vector<std::vector<std::string>> postgresql_query(const std::string& url,
                                                       const std::string& sql) {
    return PostgresqlSession(url).run(sql);
}

PostgresqlSchema::PostgresqlSchema() {
    static std::atomic<int> made = 0;
    const std::string server = postgresql_url(shared_server(postgresql_recipe()));
    name_ = "t" + std::to_string(getpid()) + "_" + std::to_string(++made);
    postgresql_query(server, "CREATE SCHEMA " + name_);
    url_ = with_parameter(with_parameter(server, "options", "-csearch_path%3D" + name_),
                          "application_name", name_);
}

PostgresqlSchema::~PostgresqlSchema() {
    try {
        postgresql_query(url_, "DROP SCHEMA IF EXISTS " + name_ + " CASCADE");
    } catch (const std::exception&) {
        // The server goes away with everything in it.
    }
}

}  // namespace model_counter::test
