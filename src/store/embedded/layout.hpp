#pragma once

#include "model_counter/cell.hpp"

#include "store/embedded/checksum.hpp"
#include "store/embedded/fingerprint.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

// What the store's files and mappings hold, byte for byte. Any change is a new kFormatVersion.
namespace model_counter::embedded {

static_assert(std::atomic<std::uint64_t>::is_always_lock_free, "the table needs 64-bit atomics");
static_assert(sizeof(void*) == 8, "the table is for 64-bit machines");

inline constexpr std::uint32_t kFormatVersion = 2;
/// The first version whose generations may hold tokens.
inline constexpr std::uint32_t kTokensSinceVersion = 2;
inline constexpr std::uint32_t kByteOrderMark = 0x01020304;
inline constexpr std::size_t kPageBytes = 4096;
inline constexpr std::array<char, 8> kControlMagic{'M', 'C', 's', 't', 'o', 'r', 'e', '\n'};
inline constexpr std::array<char, 8> kGenerationMagic{'M', 'C', 't', 'a', 'b', 'l', 'e', '\n'};

/// A store's random name.
using StoreId = std::array<std::uint64_t, 2>;

/// The store's one control page: file `header`.
///
/// Words that change lie on cache lines of their own: `current` is read by every increment.
struct ControlPage {
    // Never changes after creation.
    std::array<char, 8> magic;
    std::uint32_t version;
    std::uint32_t byte_order;
    StoreId store_id;
    FingerprintKeys fingerprint_keys;
    std::uint64_t checksum;  ///< of everything before it

    // Changes.
    alignas(2048) std::atomic<std::uint64_t> current;           ///< the open generation; 0: none
    alignas(128) std::atomic<std::uint64_t> discarded_through;  ///< generations up to it are gone
    alignas(128) std::atomic<std::uint64_t> seq_offset;         ///< number of a set - generation
    std::atomic<std::uint64_t> discarded_offset;  ///< seq_offset when a set was last discarded
    std::atomic<std::uint64_t> epoch;             ///< +1 when the table was written past the store
    alignas(128) std::atomic<std::uint64_t> owner_id_kind;  ///< an OwnerIdKind
    std::atomic<std::uint64_t> recoveries;                  ///< boots found to be unclean
    std::array<std::uint64_t, 2> boot_id;                   ///< the machine's boot that wrote it
    std::atomic<std::int64_t> flushed_at;                   ///< seconds since the epoch; 0: never

    // What syncs did, for people. Zero in files of programs that did not keep it.
    std::atomic<std::int64_t> synced_through;  ///< seconds since the epoch
    std::atomic<std::uint64_t> rows_written;
    std::atomic<std::uint64_t> units_synced;
};
static_assert(sizeof(ControlPage) == kPageBytes);
static_assert(offsetof(ControlPage, checksum) == 1504);
static_assert(offsetof(ControlPage, current) == 2048);
static_assert(offsetof(ControlPage, discarded_through) == 2176);
static_assert(offsetof(ControlPage, seq_offset) == 2304);
static_assert(offsetof(ControlPage, epoch) == 2320);
static_assert(offsetof(ControlPage, owner_id_kind) == 2432);

[[nodiscard]] inline std::uint64_t control_checksum(const ControlPage& page) noexcept {
    return checksum(&page, offsetof(ControlPage, checksum), 0);
}

/// How large a generation is.
struct GenerationShape {
    std::uint64_t slots = 0;  ///< a power of two, at least 2
    std::uint64_t arena_bytes = 0;

    friend bool operator==(const GenerationShape&, const GenerationShape&) = default;
};

/// A store's first generation, and the least one that is ever made.
inline constexpr GenerationShape kFirstShape{8192, 256 * 1024};

/// The first page of a generation. A generation is known by the address of its header alone:
/// everything an operation needs is read from there, and reads as zero once it was overlaid.
struct GenerationHeader {
    // Never changes after creation.
    std::array<char, 8> magic;
    std::uint32_t version;
    std::uint32_t byte_order;
    StoreId store_id;
    std::atomic<std::uint64_t> number;
    std::atomic<std::uint64_t> slot_mask;  ///< slots - 1
    std::atomic<std::uint64_t> arena_bytes;
    std::uint64_t checksum;  ///< of everything before it

    // Changes.
    alignas(128) std::atomic<std::uint64_t> used;        ///< slots ever claimed
    alignas(128) std::atomic<std::uint64_t> arena_used;  ///< bytes ever reserved
    alignas(128) std::atomic<std::uint64_t> nonce;       ///< 0 until it is sealed
    std::atomic<std::uint64_t> closed;                   ///< 1: every slot is closed
    std::atomic<std::uint64_t> damaged;                  ///< entries found damaged
    alignas(128) std::atomic<std::uint64_t> tokens;      ///< slots ever claimed for tokens
};
static_assert(sizeof(GenerationHeader) <= kPageBytes);
static_assert(offsetof(GenerationHeader, checksum) == 56);
static_assert(offsetof(GenerationHeader, used) == 128);
static_assert(offsetof(GenerationHeader, arena_used) == 256);
static_assert(offsetof(GenerationHeader, nonce) == 384);
static_assert(offsetof(GenerationHeader, tokens) == 512);

[[nodiscard]] inline std::uint64_t header_checksum(const GenerationHeader& header) noexcept {
    return checksum(&header, offsetof(GenerationHeader, checksum), 0);
}

/// The place of one counter, or of one token of a counter, in a generation.
///
/// `word`: the state in bits 0-1; above it, when ready, the place of the text in units of 8 bytes
/// from the start of the generation - of a token see token_cell.hpp -, and when claimed, what tells
/// the claimer from others. A slot goes empty -> claimed -> ready, or to dead, and never back.
struct Slot {
    std::atomic<std::uint64_t> word;
    Fingerprint fingerprint;
    Cell cell;
};
static_assert(sizeof(Slot) == 32);

inline constexpr std::uint64_t kSlotStateMask = 3;
inline constexpr std::uint64_t kSlotEmpty = 0;
inline constexpr std::uint64_t kSlotClaimed = 1;
inline constexpr std::uint64_t kSlotReady = 2;
inline constexpr std::uint64_t kSlotDead = 3;
/// Dead since the generation was closed, and empty before: no counter lies behind it.
inline constexpr std::uint64_t kSlotDeadFromEmpty = kSlotDead | 4;

// What bits 1-2 of a cell say; see cell.hpp.
inline constexpr std::uint64_t kCellKindMask = 6;
inline constexpr std::uint64_t kCellAdd = 0U << 1;
inline constexpr std::uint64_t kCellSet = 1U << 1;
inline constexpr std::uint64_t kCellRecord = 2U << 1;
inline constexpr std::uint64_t kCellRemove = 3U << 1;

/// A value too wide for its cell. Never changes once a cell refers to it.
struct Record {
    std::uint64_t kind;  ///< kCellAdd or kCellSet
    std::int64_t value;
    std::uint64_t checksum;
};
static_assert(sizeof(Record) == 24);

/// What a counter's cell refers to while an increment with a token is being counted, and longer
/// where the sum is too wide for a cell. Never changes once a cell refers to it.
///
/// The cell stands for `after` if the token's slot says that this record counted, else for
/// `before`.
struct TokenRecord {
    std::uint64_t kinds;  ///< kTokenRecord; the kind before in bits 8-15, after in bits 16-23
    std::uint64_t slot;   ///< offset of the token's slot in the generation
    std::int64_t before;
    std::int64_t after;
    std::int64_t amount;
    std::int64_t counted_at;  ///< seconds since the epoch
    std::uint64_t checksum;
};
static_assert(sizeof(TokenRecord) == 56);
inline constexpr std::uint64_t kTokenRecord = 1;

/// What comes before a text in the arena: its length in the low 16 bits, its checksum above.
using TextHead = std::uint64_t;

inline constexpr std::size_t kSlotsBegin = kPageBytes;

[[nodiscard]] inline std::uint64_t arena_begin(std::uint64_t slot_mask) noexcept {
    return kSlotsBegin + (slot_mask + 1) * sizeof(Slot);
}

/// The size of a generation's file and mapping: whole pages.
[[nodiscard]] inline std::uint64_t generation_bytes(const GenerationShape& shape) noexcept {
    const std::uint64_t bytes = arena_begin(shape.slots - 1) + shape.arena_bytes;
    return (bytes + kPageBytes - 1) / kPageBytes * kPageBytes;
}

[[nodiscard]] inline GenerationShape shape_of(const GenerationHeader& header) noexcept {
    return {header.slot_mask.load(std::memory_order_relaxed) + 1,
            header.arena_bytes.load(std::memory_order_relaxed)};
}

[[nodiscard]] inline char* base_of(GenerationHeader* header) noexcept {
    return reinterpret_cast<char*>(header);
}

[[nodiscard]] inline Slot* slots_of(GenerationHeader* header) noexcept {
    return reinterpret_cast<Slot*>(base_of(header) + kSlotsBegin);
}

/// Most counters a generation takes: beyond it, runs of taken slots grow long.
[[nodiscard]] inline std::uint64_t counters_max(std::uint64_t slot_mask) noexcept {
    return (slot_mask + 1) / 8 * 5 + (slot_mask + 1) % 8 / 2;
}

/// Most slots that are taken when tokens are carried over: they always find room in a generation
/// that has four times as many, however many counters came before.
[[nodiscard]] inline std::uint64_t carried_max(std::uint64_t slot_mask) noexcept {
    return slot_mask + 1 - (slot_mask + 1) / 8;
}

}  // namespace model_counter::embedded
