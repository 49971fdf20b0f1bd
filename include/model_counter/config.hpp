#pragma once

#include "model_counter/counters.hpp"
#include "model_counter/durations.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter {

/// What to count in and where to; every key can be left out.
///
/// Precedence: defaults < file < `.env` file < environment < flags. The environment's name of a key
/// is `COUNTER_` and the key in upper case.
struct Config {
    std::string store = "embedded";  ///< `embedded`, `embedded:PATH`, `memory`, `direct`,
                                     ///< `redis`, `redis://...`, `rediss://...`, ...
    std::string database;  ///< `sqlite:PATH`, `postgresql://...`; empty: sqlite in `data_dir`
    std::string data_dir;  ///< empty: `$STATE_DIRECTORY` or `model-counter-data`
    std::string prefix = "counter:";  ///< two prefixes are two stores
    std::string table_name = "model_counters";
    bool sole_writer = false;  ///< nothing but syncs of this one store writes the table
    std::size_t sync_batch_size = kBatchRowsDefault;
    std::chrono::milliseconds lock_ttl{5000};
    std::chrono::milliseconds flush_interval{1000};
    std::chrono::milliseconds sync_interval{60'000};
    std::string listen;  ///< where `work` answers Prometheus: `127.0.0.1:9464`; empty: nowhere
    std::chrono::milliseconds close_timeout{1000};
    std::chrono::milliseconds timeout{30'000};
    std::chrono::milliseconds transaction_timeout{kTransactionTimeout};
    std::chrono::milliseconds token_ttl{kTokenTtlDefault};  ///< tokens are remembered so long
    std::uint32_t redis_shards = 16;                        ///< of a Redis store that is made
    std::uint32_t redis_wait_replicas = 0;                  ///< that must have what a sync applies
    bool redis_allow_eviction = false;                      ///< take a Redis that may drop counters
    std::string buffer = "none";                ///< in front of Redis: `none`, `memory`, `embedded`
    std::chrono::milliseconds buffer_flush{5};  ///< how often it is brought into Redis
    std::uint32_t buffer_max_counters = 1'000'000;  ///< that may wait in it
    std::string buffer_when_full = "error";         ///< `error`, or `block` for `timeout`
    std::string timezone = "UTC";                   ///< in which hours, days, weeks, ... begin
    bool migrates_files = true;  ///< opening a database in a file makes its tables; no setting
    OwnerIdKind owner_ids = OwnerIdKind::bigint;  ///< what `migrate` makes a server's tables for;
                                                  ///< no setting
    LogSink log;
    EventSink events;

    /// Where `load` looks.
    struct Sources {
        std::optional<std::string> file;      ///< `--config`: must exist
        std::optional<std::string> env_file;  ///< `--env-file`: must exist; else `.env` if there
        std::map<std::string, std::string> flags;  ///< key to value; they win
        bool use_environment = true;
        bool use_default_files = true;  ///< ./counter.toml, /etc/model-counter/counter.toml, .env
    };

    /// Reads the configuration.
    ///
    /// Errors: invalid_argument  an unknown key or a bad value; the message names the source, the
    ///                           line or variable, and what is allowed
    ///         not_found         a file that was asked for is missing
    static Config load(const Sources& sources);
    /// From all the usual places.
    static Config load();

    /// Every key with its value and where that came from, secrets left out; for people.
    struct Setting {
        std::string key;
        std::string value;
        std::string source;
    };
    /// One for each key, in the order of the reference.
    [[nodiscard]] std::vector<Setting> settings() const;

    /// A commented `counter.toml` with every key at its default.
    [[nodiscard]] static std::string template_text();

    std::map<std::string, std::string> sources_of_keys;  ///< filled by `load`
};

}  // namespace model_counter
