#pragma once

#include "model_counter/log.hpp"
#include "model_counter/store.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace model_counter {

/// How counts are combined in front of a store.
struct BufferOptions {
    /// Holds the buffer's files, which survive the process; empty: it is in the process's memory.
    std::string directory = {};
    std::string prefix = "counter:";            ///< two prefixes are two buffers
    std::chrono::milliseconds flush_every{5};   ///< how often it is brought into the store behind
    std::uint64_t counters_max = 1'000'000;     ///< that may wait; at least 1
    bool block_when_full = false;               ///< wait for room, not `busy` at once
    std::chrono::milliseconds timeout{30'000};  ///< for room, and for who flushes the same files
    LogSink log = {};  ///< told when flushing begins to fail, when it works again, and of doubts
};

/// Puts a write-combining buffer in front of a store that many machines share.
///
/// Increments are acknowledged by the buffer, at memory speed, and equal counters combine. A thread
/// of its own, with every signal blocked, brings them into the store behind, each exactly once.
/// Reads in this process see what waits; other processes see it once it was brought on. `set`,
/// `remove` and a seal bring on first what waits. `flush` and `close` bring on everything.
///
/// An increment that leads a value out of the 64-bit range is not refused: its sync puts it into
/// the rejects. What a buffer in memory holds when the process is killed is lost; what one in files
/// holds is brought on by whoever opens them next, and processes of one machine may share them.
/// The child of a fork starts with an empty buffer in memory, or goes on with the same files.
/// Errors:  invalid_argument  the store behind takes no buffers, or an option is out of range;
///                            else those of the embedded store
///          Counting: busy    as many counters wait as may; those in it go on being counted
/// Threads: any.
/// Cost:    increments never block, unless `block_when_full` says so.
/// Source:  docs/design/write-combining.md
[[nodiscard]] std::unique_ptr<Store> make_buffered_store(std::unique_ptr<Store> behind,
                                                         const BufferOptions& options);

}  // namespace model_counter
