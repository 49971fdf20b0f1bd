#include "open/setting_keys.hpp"

#include "model/text.hpp"
#include "open/duration.hpp"
#include "open/schemes.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>
#include <optional>
#include <vector>

namespace model_counter::open {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kPrefixBytesMax = 64;
constexpr std::size_t kTableNameBytesMax = 50;

void set_store(Config& config, std::string_view text) {
    if (const auto fault = store_fault(text)) {
        throw Fault{*fault};
    }
    config.store = text;
}

void set_database(Config& config, std::string_view text) {
    if (const auto fault = text.empty() ? std::nullopt : database_fault(text)) {
        throw Fault{*fault};
    }
    config.database = text;
}

void set_data_dir(Config& config, std::string_view text) {
    if (text.find('\0') != std::string_view::npos) {
        throw Fault{"has a byte in it that no path has"};
    }
    config.data_dir = text;
}

void set_prefix(Config& config, std::string_view text) {
    if (const auto fault = text_fault(text, kPrefixBytesMax, true)) {
        throw Fault{model_counter::quoted(text) + " " + *fault};
    }
    config.prefix = text;
}

void set_listen(Config& config, std::string_view text) { config.listen = text; }

void set_table_name(Config& config, std::string_view text) {
    const bool good = std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_';
    });
    if (!good || text.empty() || text.size() > kTableNameBytesMax) {
        throw Fault{model_counter::quoted(text) + " is not 1-50 letters, digits and underscores"};
    }
    config.table_name = text;
}

void set_sync_batch_size(Config& config, std::string_view text) {
    std::size_t rows = 0;
    const char* const end = text.data() + text.size();
    const auto [behind, error] = std::from_chars(text.data(), end, rows);
    if (error != std::errc() || behind != end || rows < 1 || rows > kBatchRowsMax) {
        throw Fault{model_counter::quoted(text) + " is not a whole number from 1 to " +
                    std::to_string(kBatchRowsMax)};
    }
    config.sync_batch_size = rows;
}

template <std::uint32_t Config::*Member, std::uint32_t Least, std::uint32_t Most>
void set_number(Config& config, std::string_view text) {
    std::uint32_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [behind, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || behind != end || number < Least || number > Most) {
        throw Fault{model_counter::quoted(text) + " is not a whole number from " +
                    std::to_string(Least) + " to " + std::to_string(Most)};
    }
    config.*Member = number;
}

template <std::uint32_t Config::*Member>
std::string number_text_of(const Config& config) {
    return std::to_string(config.*Member);
}

void set_timezone(Config& config, std::string_view text) {
    try {
        (void)open_time_zone(text);
    } catch (const Error& error) {
        throw Fault{error.what()};
    }
    config.timezone = text;
}

template <bool Config::*Member>
void set_yes_or_no(Config& config, std::string_view text) {
    if (text != "yes" && text != "no") {
        throw Fault{model_counter::quoted(text) + " is neither yes nor no"};
    }
    config.*Member = text == "yes";
}

template <bool Config::*Member>
std::string yes_or_no_of(const Config& config) {
    return config.*Member ? "yes" : "no";
}

void set_buffer(Config& config, std::string_view text) {
    if (text != "none" && text != "memory" && text != "embedded") {
        throw Fault{model_counter::quoted(text) + " is neither none, memory nor embedded"};
    }
    config.buffer = text;
}

void set_buffer_when_full(Config& config, std::string_view text) {
    if (text != "error" && text != "block") {
        throw Fault{model_counter::quoted(text) + " is neither error nor block"};
    }
    config.buffer_when_full = text;
}

template <milliseconds Config::*Member, int LeastMs>
void set_duration(Config& config, std::string_view text) {
    const auto duration = parse_duration(text);
    if (!duration || *duration < milliseconds(LeastMs) || *duration > kDurationMax) {
        throw Fault{model_counter::quoted(text) +
                    " is not a time such as 500ms, 60s, 5m or a number of seconds, from " +
                    std::to_string(LeastMs) + "ms to 24h"};
    }
    config.*Member = *duration;
}

template <milliseconds Config::*Member>
std::string duration_of(const Config& config) {
    return duration_text(config.*Member);
}

template <std::string Config::*Member>
std::string text_of(const Config& config) {
    return config.*Member;
}

std::string sync_batch_size_of(const Config& config) {
    return std::to_string(config.sync_batch_size);
}

using Kind = SettingKey::Kind;

constexpr std::string_view kStoreComment =
    "Where increments land first:\n"
    "  embedded       files under data_dir; any number of processes of one machine\n"
    "  embedded:PATH  the same, in a directory of its own\n"
    "  memory         this process's memory; what is not synced ends with it\n"
    "  redis://user:password@host:port/db  a Redis server, for many machines;\n"
    "                 rediss:// with TLS, redis+unix://PATH; redis: what REDIS_URL or REDIS_HOST, "
    "REDIS_PORT and\n"
    "                 REDIS_PASSWORD say; redis+sentinel://HOST,HOST/SERVICE: the primary that\n"
    "                 sentinels name; redis+cluster://HOST,HOST: a cluster\n"
    "  direct         none: every increment is a transaction of the database\n";

constexpr std::string_view kBufferComment =
    "In front of a Redis store: increments return at memory speed, equal counters combine.\n"
    "  none      each increment is a round trip, acknowledged by Redis\n"
    "  memory    this process's memory; a kill loses what was not flushed\n"
    "  embedded  files under data_dir; a kill loses nothing, an outage of Redis is ridden out\n";

constexpr std::array kSettingKeys = std::to_array<SettingKey>({
    {"store", kStoreComment, Kind::text, text_of<&Config::store>, set_store},
    {"database",
     "The system of record. Empty: counters.sqlite3 in data_dir.\n"
     "  sqlite:PATH       a file\n"
     "  postgresql://...  as libpq takes it; what it leaves out comes from PGHOST, PGUSER, ...\n"
     "  mysql://user:password@host:port/database  MariaDB or MySQL; mariadb:// is the same\n",
     Kind::text, text_of<&Config::database>, set_database},
    {"data_dir",
     "Where the embedded store and the default database live. Empty: systemd's STATE_DIRECTORY,\n"
     "else model-counter-data in the working directory.\n",
     Kind::text, text_of<&Config::data_dir>, set_data_dir},
    {"prefix", "Two prefixes are two stores.\n", Kind::text, text_of<&Config::prefix>, set_prefix},
    {"table_name", "The table that holds the counts; other tables' names begin with it.\n",
     Kind::text, text_of<&Config::table_name>, set_table_name},
    {"sole_writer",
     "yes: nothing but the syncs of this one store writes the table. Then reads of hot counters "
     "and\n"
     "checks of limits leave the database alone.\n",
     Kind::text, yes_or_no_of<&Config::sole_writer>, set_yes_or_no<&Config::sole_writer>},
    {"sync_batch_size",
     "Rows of one transaction of a sync. Fewer: other writers of the database wait less. More:\n"
     "a big sync ends sooner.\n",
     Kind::number, sync_batch_size_of, set_sync_batch_size},
    {"lock_ttl", "How long a sync waits for another one before it goes on beside it.\n", Kind::time,
     duration_of<&Config::lock_ttl>, set_duration<&Config::lock_ttl, 0>},
    {"flush_interval", "What a power loss can take at most, where `work` or a Scheduler runs.\n",
     Kind::time, duration_of<&Config::flush_interval>, set_duration<&Config::flush_interval, 1>},
    {"sync_interval", "How often `work` or a Scheduler syncs.\n", Kind::time,
     duration_of<&Config::sync_interval>, set_duration<&Config::sync_interval, 1>},
    {"listen", "Where `work` answers /metrics and /health: 127.0.0.1:9464. Empty: nowhere.\n",
     Kind::text, text_of<&Config::listen>, set_listen},
    {"close_timeout", "How long the end of a program may wait for its last flush.\n", Kind::time,
     duration_of<&Config::close_timeout>, set_duration<&Config::close_timeout, 0>},
    {"timeout",
     "How long a read, a look at the status or, in direct mode, a count may take before it fails\n"
     "with timeout.\n",
     Kind::time, duration_of<&Config::timeout>, set_duration<&Config::timeout, 1>},
    {"transaction_timeout",
     "How long one transaction of a sync may take before the sync fails with timeout. The sync\n"
     "itself lasts as long as it gets on.\n",
     Kind::time, duration_of<&Config::transaction_timeout>,
     set_duration<&Config::transaction_timeout, 1>},
    {"token_ttl",
     "How long an increment's token is remembered at least: later, a retry would count again.\n",
     Kind::time, duration_of<&Config::token_ttl>, set_duration<&Config::token_ttl, 1>},
    {"redis_shards",
     "Parts of a Redis store, chosen by whoever makes it; later it is read from the store.\n",
     Kind::number, number_text_of<&Config::redis_shards>,
     set_number<&Config::redis_shards, 1, 1024>},
    {"redis_wait_replicas", "Redis replicas that must have what a sync is about to apply.\n",
     Kind::number, number_text_of<&Config::redis_wait_replicas>,
     set_number<&Config::redis_wait_replicas, 0, 100>},
    {"redis_allow_eviction",
     "yes: use a Redis whose maxmemory-policy may drop counters when it is full.\n", Kind::text,
     yes_or_no_of<&Config::redis_allow_eviction>, set_yes_or_no<&Config::redis_allow_eviction>},
    {"buffer", kBufferComment, Kind::text, text_of<&Config::buffer>, set_buffer},
    {"buffer_flush", "How often the buffer is brought into Redis.\n", Kind::time,
     duration_of<&Config::buffer_flush>, set_duration<&Config::buffer_flush, 1>},
    {"buffer_max_counters", "Counters that may wait in the buffer, 100 to 250 bytes each.\n",
     Kind::number, number_text_of<&Config::buffer_max_counters>,
     set_number<&Config::buffer_max_counters, 1, 100'000'000>},
    {"buffer_when_full", "error: a full buffer refuses with busy. block: it waits for timeout.\n",
     Kind::text, text_of<&Config::buffer_when_full>, set_buffer_when_full},
    {"timezone",
     "In which hours, days, weeks, ... begin: UTC, or a name such as Europe/Berlin. The same\n"
     "everywhere that counts into one table, and for good: what was counted is not moved.\n",
     Kind::text, text_of<&Config::timezone>, set_timezone},
});

/// How many letters must be added, dropped or changed to get from one text to the other.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

}  // namespace

std::span<const SettingKey> setting_keys() { return kSettingKeys; }

const SettingKey* find_setting_key(std::string_view name) {
    const auto found = std::find_if(kSettingKeys.begin(), kSettingKeys.end(),
                                    [&](const SettingKey& key) { return key.name == name; });
    return found == kSettingKeys.end() ? nullptr : &*found;
}

std::string_view nearest_setting_key(std::string_view name) {
    constexpr std::size_t kNameBytesMax = 64;
    if (name.size() > kNameBytesMax) {
        return {};
    }
    const auto nearest = std::min_element(
        kSettingKeys.begin(), kSettingKeys.end(), [&](const SettingKey& a, const SettingKey& b) {
            return distance(name, a.name) < distance(name, b.name);
        });
    const bool is_like = 2 * distance(name, nearest->name) <= nearest->name.size();
    return is_like ? nearest->name : std::string_view();
}

std::string environment_name(std::string_view key) {
    std::string name = "COUNTER_";
    for (const char c : key) {
        name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return name;
}

void check_settings(const Config& config) {
    Config checked;
    for (const SettingKey& key : kSettingKeys) {
        try {
            key.set(checked, key.text(config));
        } catch (const Fault& fault) {
            throw Error(ErrorCode::invalid_argument,
                        "configuration: " + std::string(key.name) + " " + fault.what);
        }
    }
}

}  // namespace model_counter::open
