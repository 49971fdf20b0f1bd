#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter::redis {

/// What a server says of itself.
struct ServerFacts {
    std::string server;   ///< `host:port`; empty: there is one only
    std::string failure;  ///< why it says nothing; empty: it does
    std::string version;
    std::uint32_t major = 0;
    std::uint32_t minor = 0;
    std::string policy;  ///< what it drops when it is full
    std::uint64_t memory_limit = 0;
    std::uint64_t memory_used = 0;
    std::uint64_t memory_there = 0;  ///< the machine's
    bool has_append_only_file = false;
    std::string file_sync;          ///< appendfsync; empty: the user may not ask
    std::string last_write_status;  ///< of the append-only file: `ok`
    std::string last_save_status;   ///< of the last snapshot: `ok`
    std::string role;               ///< `master` or `slave`
    std::uint32_t replicas = 0;     ///< connected
    bool is_cluster = false;

    /// Whether it knows WAITAOF.
    [[nodiscard]] bool has_waitaof() const noexcept {
        return major > 7 || (major == 7 && minor >= 2);
    }
    /// Whether it may drop counters when it is full.
    [[nodiscard]] bool evicts() const noexcept { return policy.starts_with("allkeys-"); }
    /// Whether it confirms what is in its append-only file.
    [[nodiscard]] bool confirms_file() const noexcept {
        return has_append_only_file && has_waitaof();
    }
    /// What an operator should know; nothing when all is well.
    [[nodiscard]] std::vector<std::string> warnings() const;
};

/// For messages, in front of what is so on some servers: `a:1, b:2: `, `each of 3 primaries: `;
/// nothing where there is one server only.
[[nodiscard]] std::string on_servers(std::span<const std::string> some, std::size_t of_so_many);

/// The warnings of all servers, each with the servers that it is of.
[[nodiscard]] std::vector<std::string> warnings_of(std::span<const ServerFacts> servers);

/// Reads the reply to INFO; what it lacks stays as it is.
[[nodiscard]] ServerFacts parse_info(std::string_view info);

}  // namespace model_counter::redis
