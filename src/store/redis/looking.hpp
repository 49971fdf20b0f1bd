#pragma once

#include "model_counter/buffer_sink.hpp"

#include "store/redis/per_process.hpp"
#include "store/redis/session.hpp"

#include <mutex>
#include <span>
#include <string>
#include <unordered_map>

namespace model_counter::redis {

/// What a shard holds of counters, and how far it had taken in a source at that instant.
///
/// Threads: any.
class Looking {
public:
    explicit Looking(Session& session) : session_(session) {}

    /// An empty source is none.
    [[nodiscard]] BufferSink::View read(std::uint32_t shard, std::span<const CounterRef> counters,
                                        const std::string& source);
    [[nodiscard]] BufferSink::Scan scan(std::uint32_t shard, const CounterFilter& wanted,
                                        const std::string& source);

private:
    /// One counter's place among a read's replies.
    struct Asked {
        std::uint64_t seq = 0;
        std::uint64_t nonce = 0;
        std::size_t counter = 0;
    };
    /// What a read asks for, where these sets wait.
    struct Question {
        std::vector<std::string> keys;
        std::vector<std::string> arguments;
        std::vector<Asked> asked;
    };

    [[nodiscard]] Question question(std::uint32_t shard, std::span<const CounterRef> counters,
                                    const std::string& source, const Meta& known);

    Session& session_;

    /// The waiting sets of each shard as last seen: what a read asks for.
    struct Seen {
        std::mutex mutex;
        std::unordered_map<std::uint32_t, Meta> shards;
    };
    PerProcess<Seen> seen_;
};

}  // namespace model_counter::redis
