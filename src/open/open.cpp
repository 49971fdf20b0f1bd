#include "model_counter/config.hpp"
#include "model_counter/counters.hpp"
#include "model_counter/embedded_store.hpp"
#include "model_counter/memory_store.hpp"
#include "model_counter/time_zone.hpp"
#include "open/data_directory.hpp"
#include "open/schemes.hpp"
#include "open/setting_keys.hpp"
#ifdef MODEL_COUNTER_HAS_REDIS
#include "model_counter/buffered_store.hpp"
#include "model_counter/redis_store.hpp"
#endif
#ifdef MODEL_COUNTER_HAS_SQLITE
#include "model_counter/sqlite_database.hpp"
#endif
#ifdef MODEL_COUNTER_HAS_POSTGRESQL
#include "model_counter/postgresql_database.hpp"
#endif
#ifdef MODEL_COUNTER_HAS_MYSQL
#include "model_counter/mysql_database.hpp"
#endif

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace model_counter {
namespace {

using open::Location;

bool is_built(std::string_view component) {
#ifdef MODEL_COUNTER_HAS_SQLITE
    if (component == "model_counter::sqlite") {
        return true;
    }
#endif
#ifdef MODEL_COUNTER_HAS_POSTGRESQL
    if (component == "model_counter::postgresql") {
        return true;
    }
#endif
#ifdef MODEL_COUNTER_HAS_MYSQL
    if (component == "model_counter::mysql") {
        return true;
    }
#endif
#ifdef MODEL_COUNTER_HAS_REDIS
    if (component == "model_counter::redis") {
        return true;
    }
#endif
    return component.empty();
}

/// Refuses a scheme whose component was not built.
void check_component(std::string_view location) {
    const std::string scheme = open::split_location(location).scheme;
    const std::string component(open::component_of(scheme));
    if (!is_built(component)) {
        throw Error(ErrorCode::invalid_argument, "configuration: " + scheme +
                                                     " needs the component " + component +
                                                     ", which this library was built without");
    }
}

/// Refuses a buffer in front of what needs none.
void check_buffer(const Config& config) {
    const std::string scheme = open::split_location(config.store).scheme;
    if (config.buffer != "none" && open::component_of(scheme) != "model_counter::redis") {
        throw Error(ErrorCode::invalid_argument,
                    "configuration: buffer = " + config.buffer +
                        " goes in front of a Redis store; the store is " + scheme +
                        ", which counts at memory speed or not at all without one: set buffer = "
                        "none");
    }
}

/// Whether anything that is opened lies in the data directory.
bool needs_data_directory(const Config& config) {
    return config.database.empty() || config.store == "embedded" || config.buffer == "embedded";
}

#ifdef MODEL_COUNTER_HAS_REDIS
std::unique_ptr<Store> open_redis(const Config& config) {
    RedisOptions options;
    options.url = config.store;
    options.prefix = config.prefix;
    options.timeout = config.timeout;
    options.token_ttl = config.token_ttl;
    options.shards = config.redis_shards;
    options.wait_replicas = config.redis_wait_replicas;
    options.lock_ttl = config.lock_ttl;
    options.allow_eviction = config.redis_allow_eviction;
    options.log = config.log;
    auto store = open_redis_store(options);
    if (config.buffer == "none") {
        return store;
    }
    BufferOptions buffer;
    if (config.buffer == "embedded") {
        buffer.directory = (open::data_directory(config) / "buffer").string();
    }
    buffer.prefix = config.prefix;
    buffer.flush_every = config.buffer_flush;
    buffer.counters_max = config.buffer_max_counters;
    buffer.block_when_full = config.buffer_when_full == "block";
    buffer.timeout = config.timeout;
    buffer.log = config.log;
    return make_buffered_store(std::move(store), buffer);
}
#endif

std::unique_ptr<Store> open_store(const Config& config) {
    const Location location = open::split_location(config.store);
    if (location.scheme == "embedded") {
        EmbeddedOptions options;
        options.directory = open::embedded_store_directory(config, location.rest).string();
        options.prefix = config.prefix;
        options.token_ttl = config.token_ttl;
        options.log = config.log;
        return open_embedded_store(options);
    }
    if (location.scheme == "memory") {
        return make_memory_store({.token_ttl = config.token_ttl});
    }
#ifdef MODEL_COUNTER_HAS_REDIS
    if (open::component_of(location.scheme) == "model_counter::redis") {
        return open_redis(config);
    }
#endif
    return nullptr;  // direct
}

#ifdef MODEL_COUNTER_HAS_SQLITE
/// Makes the tables, or brings them up to date: a database in a file has nobody else to do it.
void migrate_if_needed(Database& database, const std::string& path, const Config& config) {
    const Deadline deadline = Deadline::after(config.timeout);
    const auto migrations = database.migrations(deadline);
    const bool complete = std::all_of(migrations.begin(), migrations.end(),
                                      [](const MigrationState& state) { return state.applied; });
    if (complete) {
        return;
    }
    database.migrate(deadline);
    if (config.log) {
        config.log(LogLevel::info, "made the tables in " + path);
    }
}

std::unique_ptr<Database> open_sqlite(const std::string& path, const Config& config) {
    SqliteOptions options;
    options.path = path;
    options.table_name = config.table_name;
    options.log = config.log;
    auto database = open_sqlite_database(options);
    if (config.migrates_files) {
        migrate_if_needed(*database, path, config);
    }
    return database;
}
#endif

#ifdef MODEL_COUNTER_HAS_POSTGRESQL
std::unique_ptr<Database> open_postgresql(const std::string& rest, const Config& config) {
    PostgresqlOptions options;
    options.url = "postgresql:" + (rest.empty() ? "//" : rest);
    options.table_name = config.table_name;
    options.owner_ids = config.owner_ids;
    options.log = config.log;
    return open_postgresql_database(options);
}
#endif

#ifdef MODEL_COUNTER_HAS_MYSQL
std::unique_ptr<Database> open_mysql(const std::string& text, const Config& config) {
    MysqlOptions options;
    options.url = text;
    options.table_name = config.table_name;
    options.owner_ids = config.owner_ids;
    options.log = config.log;
    return open_mysql_database(options);
}
#endif

/// Its component was built.
std::unique_ptr<Database> open_database(const std::string& text, const Config& config) {
    const Location location = open::split_location(text);
    const std::string_view component = open::component_of(location.scheme);
#ifdef MODEL_COUNTER_HAS_POSTGRESQL
    if (component == "model_counter::postgresql") {
        return open_postgresql(location.rest, config);
    }
#endif
#ifdef MODEL_COUNTER_HAS_MYSQL
    if (component == "model_counter::mysql") {
        return open_mysql(text, config);
    }
#endif
#ifdef MODEL_COUNTER_HAS_SQLITE
    if (component == "model_counter::sqlite") {
        return open_sqlite(location.rest, config);
    }
#endif
    throw Error(ErrorCode::internal,
                "nothing opens databases of the component " + std::string(component));
}

}  // namespace

Counters Counters::open(const Config& config) {
    open::check_settings(config);
    const std::string database = config.database.empty()
                                     ? "sqlite:" + open::default_database_file(config).string()
                                     : config.database;
    check_component(config.store);
    check_component(database);
    check_buffer(config);
    if (needs_data_directory(config)) {
        open::make_data_directory(config);
    }
    Options options;
    options.log = config.log;
    options.events = config.events;
    options.batch_rows_max = config.sync_batch_size;
    options.lock_wait = config.lock_ttl;
    options.close_timeout = config.close_timeout;
    options.timeout = config.timeout;
    options.transaction_timeout = config.transaction_timeout;
    options.time_zone = open_time_zone(config.timezone);
    options.sole_writer = config.sole_writer;
    auto store = open_store(config);
    return {std::move(store), open_database(database, config), std::move(options)};
}

Counters& Counters::open_default() { return install_default(open(Config::load())); }

}  // namespace model_counter
