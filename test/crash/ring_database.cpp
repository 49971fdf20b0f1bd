#include "crash/ring_database.hpp"

#ifdef MODEL_COUNTER_RING_SQLITE
#include "model_counter/sqlite_database.hpp"
#include "support/sqlite_query.hpp"
#endif
#ifdef MODEL_COUNTER_RING_POSTGRESQL
#include "model_counter/postgresql_database.hpp"
#include "support/postgresql_server.hpp"
#endif
#ifdef MODEL_COUNTER_RING_MYSQL
#include "database/mysql/server_url.hpp"
#include "model_counter/mysql_database.hpp"
#include "support/mariadb_server.hpp"
#endif
#include "support/shared_server.hpp"

#include <unistd.h>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string_view>
#include <vector>

namespace model_counter::crash {
namespace {

using test::ServerCommand;
using test::ServerPlace;
using test::ServerRecipe;

/// A kind of database that lives on a server.
struct ServerKind {
    std::string_view name;
    const ServerRecipe& (*recipe)();
    std::string (*url)(const ServerPlace&);
    void (*prepare)(const ServerPlace&);                  ///< so that the URL leads somewhere
    std::array<std::string_view, 2> forgetful_arguments;  ///< they make it forget in a power loss
};

std::span<const ServerKind> server_kinds() {
    static const std::vector<ServerKind> kinds{
#ifdef MODEL_COUNTER_RING_POSTGRESQL
        {"postgresql",
         test::postgresql_recipe,
         test::postgresql_url,
         [](const ServerPlace&) {},
         {"-c", "fsync=off"}},
#endif
#ifdef MODEL_COUNTER_RING_MYSQL
        {"mariadb",
         test::mariadb_recipe,
         [](const ServerPlace& place) { return test::mariadb_url(place, "rings"); },
         [](const ServerPlace& place) {
             test::mariadb_query(place, "", "CREATE DATABASE IF NOT EXISTS rings");
         },
         {"--innodb-flush-method=nosync", "--innodb-doublewrite=0"}},
#endif
    };
    return kinds;
}

const ServerKind* find_server_kind(std::string_view name) {
    for (const ServerKind& kind : server_kinds()) {
        if (kind.name == name) {
            return &kind;
        }
    }
    return nullptr;
}

ServerRecipe forgetful(const ServerKind& kind) {
    ServerRecipe recipe = kind.recipe();
    recipe.name += "-forgetful";
    recipe.command = [&kind](const ServerPlace& place) {
        ServerCommand command = kind.recipe().command(place);
        command.insert(command.end(), kind.forgetful_arguments.begin(),
                       kind.forgetful_arguments.end());
        return command;
    };
    return recipe;
}

bool has_scheme(std::string_view url, std::string_view scheme) {
    return url.substr(0, url.find(':')) == scheme;
}

std::vector<std::vector<std::string>> query(const std::string& url,
                                            [[maybe_unused]] const std::string& sql) {
#ifdef MODEL_COUNTER_RING_SQLITE
    if (has_scheme(url, "sqlite")) {
        return test::sqlite_query(url.substr(url.find(':') + 1), sql);
    }
#endif
#ifdef MODEL_COUNTER_RING_POSTGRESQL
    if (has_scheme(url, "postgresql")) {
        return test::postgresql_query(url, sql);
    }
#endif
#ifdef MODEL_COUNTER_RING_MYSQL
    if (has_scheme(url, "mysql")) {
        const mysql::ServerUrl where = mysql::read_server_url(url);
        return test::mariadb_query({"", where.port}, where.database, sql, where.user);
    }
#endif
    throw std::invalid_argument(url + ": nothing in this build opens it");
}

}  // namespace

std::unique_ptr<Database> open_ring_database(const RingTables& tables,
                                             [[maybe_unused]] Clock* clock) {
#ifdef MODEL_COUNTER_RING_SQLITE
    if (has_scheme(tables.url, "sqlite")) {
        SqliteOptions options;
        options.path = tables.url.substr(tables.url.find(':') + 1);
        options.table_name = tables.table_name;
        options.busy_timeout = std::chrono::milliseconds(20'000);
        options.clock = clock;
        return open_sqlite_database(options);
    }
#endif
#ifdef MODEL_COUNTER_RING_POSTGRESQL
    if (has_scheme(tables.url, "postgresql")) {
        PostgresqlOptions options;
        options.url = tables.url;
        options.table_name = tables.table_name;
        options.owner_ids = OwnerIdKind::string;
        options.clock = clock;
        return open_postgresql_database(options);
    }
#endif
#ifdef MODEL_COUNTER_RING_MYSQL
    if (has_scheme(tables.url, "mysql")) {
        MysqlOptions options;
        options.url = tables.url;
        options.table_name = tables.table_name;
        options.owner_ids = OwnerIdKind::string;
        options.clock = clock;
        return open_mysql_database(options);
    }
#endif
    throw std::invalid_argument(tables.url + ": nothing in this build opens it");
}

RejectedSum rejected_sum(const RingTables& tables, const std::string& store_id,
                         const std::string& owner_type) {
    RejectedSum sum;
    const std::string sql = "SELECT amount, count(*) FROM " + tables.table_name +
                            "_rejects WHERE kind = 'add' AND store_id = '" + store_id +
                            "' AND owner_type = '" + owner_type + "' GROUP BY amount";
    for (const auto& row : query(tables.url, sql)) {
        const std::uint64_t rows = std::stoull(row[1]);
        sum.amount += WideAmount{std::stoll(row[0])} * rows;
        sum.rows += rows;
    }
    return sum;
}

int skip(const char* program, const NoServer& why) {
    constexpr int kSkipped = 77;
    std::fprintf(stderr, "%s: %s\n", program, why.what());
    const char* const fail = std::getenv("MODEL_COUNTER_SKIPS_FAIL");
    return fail != nullptr && std::string_view(fail) == "1" ? 1 : kSkipped;
}

RingDatabase::RingDatabase(const std::string& what, const std::string& directory, Server server) {
    const ServerKind* const kind = find_server_kind(what);
    if (what == "sqlite") {
        tables_.url = "sqlite:" + directory + "/counters.sqlite3";
    } else if (kind == nullptr) {
        tables_.url = what;
    } else {
        recipe_ = server == Server::forgetful ? forgetful(*kind) : kind->recipe();
        if (recipe_->program.empty()) {
            throw NoServer("no server of kind " + what + " is installed");
        }
        if (server == Server::own) {
            server_.emplace(*recipe_, directory + "/" + what);
            server_->start();
            place_ = server_->place();
        } else {
            place_ = test::shared_server(*recipe_);
        }
        kind->prepare(place_);
        url_ = kind->url;
        tables_.url = url_(place_);
    }
    if (what != "sqlite") {
        tables_.table_name = "ring_" + std::to_string(::getpid());
    }
    open_ring_database(tables_)->migrate();
}

RingDatabase::~RingDatabase() {
    try {
        if (!server_ && !has_scheme(tables_.url, "sqlite")) {
            open_ring_database(tables_)->rollback_migration();
        }
    } catch (const std::exception&) {
        // A shared server goes away with everything in it.
    }
}

RingTables RingDatabase::tables_through(std::uint16_t port) const {
    return {url_({place_.directory, port}), tables_.table_name};
}

}  // namespace model_counter::crash
