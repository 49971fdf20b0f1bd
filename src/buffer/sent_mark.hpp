#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace model_counter::buffer {

/// A file beside a buffer's files that says to which shards sets of it may have been sent. Whoever
/// opens the files next knows by it that a missing entry was lost, and that this is no first
/// meeting. Whoever has it open is one of those who share the files.
///
/// Shape: a byte for each shard, 1 where sets may have been sent.
class SentMark {
public:
    /// Nothing in place of a directory: a buffer in memory is shared by nobody, and leaves nothing.
    ///
    /// Errors: unavailable
    explicit SentMark(const std::string& directory);
    ~SentMark();
    SentMark(const SentMark&) = delete;
    SentMark& operator=(const SentMark&) = delete;

    [[nodiscard]] std::vector<std::uint32_t> shards() const;
    /// Errors: unavailable
    void set(std::uint32_t shard) const;
    void clear() const noexcept;

    /// Whether nobody else shares the files now. Who comes later is not held up.
    [[nodiscard]] bool is_alone() const noexcept;

private:
    std::string path_;
    int file_ = -1;
};

}  // namespace model_counter::buffer
