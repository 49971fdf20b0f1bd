#pragma once

#include "buffer/divided_sets.hpp"
#include "buffer/known_entries.hpp"
#include "buffer/sent_mark.hpp"
#include "model_counter/buffered_store.hpp"

#include <cstdint>
#include <mutex>
#include <string>

namespace model_counter::buffer {

/// Brings what a buffer holds into the store behind it, each count exactly once, by the protocol
/// that brings sets into a database.
///
/// Threads: any; one works at a time.
class Flusher {
public:
    /// `directory` is the one of the buffer's files; empty: it is in memory. The stores must
    /// outlive it.
    Flusher(Store& front, Store& behind, const std::string& directory, LogSink log);
    Flusher(const Flusher&) = delete;
    Flusher& operator=(const Flusher&) = delete;

    /// Brings on what was acknowledged before.
    ///
    /// It waits for another process that flushes the same files for at most `wait`, then it works
    /// beside it.
    /// Errors: those of the store behind; what it did not take in waits on
    void flush(std::chrono::milliseconds wait);

    /// The same, unless another one is at it.
    ///
    /// Returns: whether there was anything to bring on.
    bool flush_if_free();

    /// Drops the buffer's entries behind, if nothing waits and nobody else shares its files.
    void say_goodbye() noexcept;

    /// Fills in what it knows.
    void figures(BufferStatus& status) const;

private:
    void work();
    [[nodiscard]] bool is_idle();
    void inherit();
    void note_failure(const Error& error);
    void note_success(std::size_t sets);
    void tell(LogLevel level, const std::string& message) const;

    Store& front_;
    Store& behind_;
    LogSink log_;
    SentMark mark_;
    std::mutex mutex_;
    DividedSets sets_;
    KnownEntries entries_;
    std::uint32_t first_shard_ = 0;
    std::uint64_t damaged_told_ = 0;

    mutable std::mutex figures_mutex_;
    BufferStatus figures_;
};

}  // namespace model_counter::buffer
