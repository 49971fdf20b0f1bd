#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter::redis {

/// What a server says of itself.
struct ServerFacts {
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
    /// What an operator should know; nothing when all is well.
    [[nodiscard]] std::vector<std::string> warnings() const;
};

/// Reads the reply to INFO; what it lacks stays as it is.
[[nodiscard]] ServerFacts parse_info(std::string_view info);

}  // namespace model_counter::redis
