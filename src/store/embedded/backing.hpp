#pragma once

#include "model_counter/error.hpp"

#include "store/embedded/layout.hpp"

#include <cstdint>
#include <string>

namespace model_counter::embedded {

/// Where a table's memory comes from: files that processes share, or anonymous memory.
///
/// All state that outlives a killed process is in the control page and the generations.
/// Threads: any.
class Backing {
public:
    virtual ~Backing() = default;

    /// The control page; readable for as long as the process lives. Its `current` is 0 once this
    /// process has let go of the store, and in the child of a fork that does not share it.
    [[nodiscard]] virtual ControlPage& control() noexcept = 0;

    /// Maps a generation.
    ///
    /// Returns: null when there is none of that number, or it is long gone.
    /// Errors:  corrupt      it is not what this library writes
    ///          unavailable  it cannot be mapped
    virtual GenerationHeader* open(std::uint64_t generation) = 0;

    /// Makes and maps a generation, ready to be published; opens it when somebody else made it.
    ///
    /// Errors: unavailable  no room; the message names how much is needed
    virtual GenerationHeader* create(std::uint64_t generation, const GenerationShape& shape) = 0;

    /// Gives back a mapping that no other thread has seen.
    virtual void give_back(GenerationHeader* header) noexcept = 0;

    /// Overlays a discarded generation's mapping with zero pages: threads that still look at it
    /// read zeros, and its memory is free. Doing it twice does nothing.
    virtual void overlay(GenerationHeader* header) noexcept = 0;

    /// Deletes a discarded generation. Not an error when it is gone.
    virtual void remove(std::uint64_t generation) = 0;

    /// Keeps a copy of a damaged generation for inspection.
    ///
    /// Returns: where.
    virtual std::string keep_damaged(std::uint64_t generation) = 0;

    /// Writes a generation to the disk.
    virtual void flush(GenerationHeader* header) = 0;

    /// Writes the control page to the disk.
    virtual void flush_control() = 0;

    /// Errors: unavailable  the store was removed under this process
    virtual void check_alive() = 0;

    /// Called when `current` is 0.
    ///
    /// Errors: unavailable  this process has let go of the store
    virtual void revive() = 0;

    /// A random word other than 0.
    virtual std::uint64_t random_word() = 0;

    /// Seconds since the epoch, by which tokens are forgotten.
    virtual std::int64_t now();

    /// What messages call the store.
    [[nodiscard]] virtual std::string location() const = 0;
};

/// A random word other than 0, from the kernel.
///
/// Errors: unavailable  the kernel has none to give
[[nodiscard]] std::uint64_t random_word_of_kernel();

/// Fills in the part of a control page that never changes.
template <class RandomWord>
void write_control(ControlPage& page, const RandomWord& random_word) {
    page.magic = kControlMagic;
    page.version = kFormatVersion;
    page.byte_order = kByteOrderMark;
    for (std::uint64_t& word : page.store_id) {
        word = random_word();
    }
    for (std::uint64_t& word : page.fingerprint_keys) {
        word = random_word();
    }
    page.checksum = control_checksum(page);
}

/// Fills in the header of a generation whose memory is zero.
void write_header(GenerationHeader& header, const StoreId& store, std::uint64_t generation,
                  const GenerationShape& shape) noexcept;

/// Maps zero pages over a generation; see `Backing::overlay`.
void overlay_with_zeros(GenerationHeader* header) noexcept;

/// Makes the pages of a mapping present, so that no increment waits for them.
///
/// Returns: false when there is no room for them.
[[nodiscard]] bool populate(void* begin, std::uint64_t bytes) noexcept;

}  // namespace model_counter::embedded
