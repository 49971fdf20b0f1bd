#pragma once

#include "model_counter/log.hpp"
#include "model_counter/store.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace model_counter {

/// Where a Redis store is, and how it is opened.
struct RedisOptions {
    /// `redis://[[user]:password@]host[:port][/db]`; with TLS
    /// `rediss://...[?ca=FILE&cert=FILE&key=FILE]`; `redis+unix://[[user]:password@]PATH[?db=1]`;
    /// the primary that sentinels name: `redis+sentinel://[[user]:password@]host[:port][,host...]`
    /// `/service[/db][?sentinel_user=NAME&sentinel_password=TEXT]`;
    /// a cluster: `redis+cluster://[[user]:password@]host[:port][,host[:port]...]`, with TLS
    /// `rediss+cluster://...[?ca=FILE&cert=FILE&key=FILE]`;
    /// `redis`: what REDIS_URL says, or else REDIS_HOST, REDIS_PORT and REDIS_PASSWORD, where
    /// empty and `null` mean none.
    std::string url = "redis";
    std::string prefix = "counter:";          ///< two prefixes are two stores
    std::chrono::milliseconds timeout{5000};  ///< of one operation, connecting included
    std::chrono::milliseconds token_ttl{kTokenTtlDefault};  ///< tokens expire after this time
    std::uint32_t shards = 16;        ///< 1 ... 1024; only the process that makes the store
                                      ///< decides
    std::uint32_t wait_replicas = 0;  ///< that must have a set before it is applied
    /// When the lock of a sync whose process was killed ends; who is at work renews it.
    std::chrono::milliseconds lock_ttl{5000};
    bool allow_eviction = false;  ///< take a server that may drop counters when full
    LogSink log = {};             ///< told once what the server cannot promise
};

/// Opens a store on a Redis server, 6.2 or newer, for any number of machines.
///
/// Connects nowhere yet: the first call does. All threads of a process share one connection.
/// Errors:  invalid_argument  a URL that is none, an unusable prefix, or shards out of range
///          Every call: unavailable  the server cannot be reached, refuses, or may evict counters
///          in_doubt  the reply to a change was lost: it may or may not have been done
///          conflict  a newer version made the store
/// Threads: any. The child of a fork opens a connection of its own.
/// Cost:    an increment is one round trip, and so is `add_many` of up to 10,000.
/// Source:  docs/design/redis-store.md
[[nodiscard]] std::unique_ptr<Store> open_redis_store(const RedisOptions& options);

}  // namespace model_counter
