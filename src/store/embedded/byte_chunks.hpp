#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace model_counter::embedded {

/// Memory for many small copies: it comes in chunks and none of it moves.
class ByteChunks {
public:
    /// Room for `bytes`, until the next call.
    [[nodiscard]] char* room(std::size_t bytes) {
        if (bytes > left_) {
            left_ = std::max(bytes, chunk_bytes_);
            chunk_bytes_ = std::min(chunk_bytes_ * 2, kChunkBytesMax);
            chunks_.push_back(std::make_unique_for_overwrite<std::byte[]>(left_));
            next_ = reinterpret_cast<char*>(chunks_.back().get());
        }
        return next_;
    }

    /// Keeps the first `bytes` of the room that was asked for last.
    void keep(std::size_t bytes) noexcept {
        next_ += bytes;
        left_ -= bytes;
    }

    [[nodiscard]] std::vector<std::unique_ptr<std::byte[]>> take() && { return std::move(chunks_); }

private:
    static constexpr std::size_t kChunkBytesMax = std::size_t{1} << 20U;

    std::size_t chunk_bytes_ = std::size_t{1} << 12U;
    std::vector<std::unique_ptr<std::byte[]>> chunks_;
    char* next_ = nullptr;
    std::size_t left_ = 0;
};

}  // namespace model_counter::embedded
