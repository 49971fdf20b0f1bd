#pragma once

#include <hiredis/hiredis.h>
#include <cstdint>
#include <memory>
#include <string>

namespace model_counter::bench {

/// A connection to the benchmark's own Redis over its unix socket, as one uses hiredis by hand.
class PlainRedis {
public:
    /// What is there is deleted.
    PlainRedis();

    /// Puts a command into the pipeline; `format` is hiredis' own.
    template <class... Values>
    void append(const char* format, Values... values) {
        if (redisAppendCommand(context_.get(), format, values...) != REDIS_OK) {
            fail();
        }
    }

    /// The next reply of the pipeline.
    using Reply = std::unique_ptr<redisReply, decltype(&freeReplyObject)>;
    Reply take_reply();

    /// One command, one round trip.
    template <class... Values>
    Reply run(const char* format, Values... values) {
        append(format, values...);
        return take_reply();
    }

private:
    [[noreturn]] void fail() const;

    std::unique_ptr<redisContext, decltype(&redisFree)> context_;
};

/// The URL of that server, for ours; it is started when it is first asked for.
[[nodiscard]] std::string redis_url();

/// Deletes everything in that server.
void empty_redis();

/// How many INCRBY of one of `counters` keys a second `redis-benchmark` itself counts, with so many
/// connections and so many commands in each one's pipeline.
[[nodiscard]] double redis_benchmark(std::int64_t commands, std::uint32_t counters, int connections,
                                     int pipeline);

}  // namespace model_counter::bench
