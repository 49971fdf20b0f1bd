#pragma once

#include "bench/plain_database.hpp"
#include "bench/plain_redis.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace model_counter::bench {

/// The algorithm that this project started from, as commands: every increment is an INCRBY; a sync
/// scans the keys, gets their values, upserts 200 rows at a time, and subtracts what it took.
class Ancestor {
public:
    enum class Commands {
        one_by_one,    ///< a round trip each, as the ancestor's own do
        in_pipelines,  ///< a thousand a round trip: what a careful author makes of them
    };

    Ancestor(PlainDatabase& database, Commands commands);

    /// From now on; nothing may wait in the pipeline.
    void use(Commands commands);

    void increment(std::uint32_t id);

    /// What is still in the pipeline goes to Redis.
    void flush();

    void sync();

private:
    [[nodiscard]] std::vector<std::string> scan();
    [[nodiscard]] std::vector<Delta> get(const std::vector<std::string>& keys);
    void subtract(const std::vector<std::string>& keys, const std::vector<Delta>& deltas);
    void sent();

    PlainDatabase& database_;
    PlainRedis redis_;
    std::size_t at_once_ = 1;
    std::size_t waiting_ = 0;
};

}  // namespace model_counter::bench
