#pragma once

#include "model_counter/encoded_id.hpp"

#include "store/embedded/layout.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

// What lies behind the slots of a generation: texts and records. Both are written once, before
// anything refers to them, and carry a checksum that depends on their place: after a power loss a
// page may hold what it held earlier, or nothing.
namespace model_counter::embedded {

/// Units in which slots and cells refer to a place in the generation.
inline constexpr std::uint64_t kArenaUnit = 8;

/// Bytes of memory that hold one generation's arena, or a copy of it.
struct ArenaView {
    const char* base = nullptr;  ///< where the generation begins, or would begin
    std::uint64_t begin = 0;     ///< offset of the first byte that may be looked at
    std::uint64_t end = 0;       ///< offset behind the last one
    std::uint64_t generation = 0;
};

[[nodiscard]] inline std::uint64_t place_salt(std::uint64_t generation,
                                              std::uint64_t offset) noexcept {
    return generation * 0x9e3779b97f4a7c15U + offset;
}

[[nodiscard]] inline std::uint64_t text_bytes(std::size_t size) noexcept {
    return (sizeof(TextHead) + size + kArenaUnit - 1) / kArenaUnit * kArenaUnit;
}

[[nodiscard]] inline TextHead text_head(std::string_view text, std::uint64_t salt) noexcept {
    return (checksum(text.data(), text.size(), salt) << 16) | text.size();
}

/// Writes a text at an offset that was reserved for it.
inline void write_text(char* base, std::uint64_t generation, std::uint64_t offset,
                       std::string_view text) noexcept {
    const TextHead head = text_head(text, place_salt(generation, offset));
    std::memcpy(base + offset, &head, sizeof head);
    std::memcpy(base + offset + sizeof head, text.data(), text.size());
}

/// Reads a text; into `copy`, of kEncodedIdBytesMax bytes, where the arena may be overlaid.
///
/// Returns: nothing when the reference or the text is not what was written.
[[nodiscard]] inline std::optional<std::string_view> read_text(const ArenaView& arena,
                                                               std::uint64_t reference,
                                                               char* copy = nullptr) noexcept {
    const std::uint64_t offset = reference * kArenaUnit;
    if (offset < arena.begin || offset > arena.end || arena.end - offset < sizeof(TextHead)) {
        return std::nullopt;
    }
    TextHead head = 0;
    std::memcpy(&head, arena.base + offset, sizeof head);
    const std::size_t size = head & 0xffff;
    if (size == 0 || size > kEncodedIdBytesMax || arena.end - offset - sizeof head < size) {
        return std::nullopt;
    }
    const char* bytes = arena.base + offset + sizeof head;
    if (copy != nullptr) {
        std::memcpy(copy, bytes, size);
        bytes = copy;
    }
    const std::string_view text(bytes, size);
    if (text_head(text, place_salt(arena.generation, offset)) != head) {
        return std::nullopt;
    }
    return text;
}

/// Writes a record at an offset that was reserved for it.
inline void write_record(char* base, std::uint64_t generation, std::uint64_t offset,
                         std::uint64_t kind, std::int64_t value) noexcept {
    Record record{kind, value, 0};
    record.checksum = checksum(&record, offsetof(Record, checksum), place_salt(generation, offset));
    std::memcpy(base + offset, &record, sizeof record);
}

/// Reads a record.
///
/// Returns: nothing when the reference or the record is not what was written.
[[nodiscard]] inline std::optional<Record> read_record(const ArenaView& arena,
                                                       std::uint64_t reference) noexcept {
    const std::uint64_t offset = reference * kArenaUnit;
    if (offset < arena.begin || offset > arena.end || arena.end - offset < sizeof(Record)) {
        return std::nullopt;
    }
    Record record{};
    std::memcpy(&record, arena.base + offset, sizeof record);
    const std::uint64_t sum =
        checksum(&record, offsetof(Record, checksum), place_salt(arena.generation, offset));
    if (record.checksum != sum || (record.kind != kCellAdd && record.kind != kCellSet)) {
        return std::nullopt;
    }
    return record;
}

/// Writes a token's record at an offset that was reserved for it.
inline void write_token_record(char* base, std::uint64_t generation, std::uint64_t offset,
                               TokenRecord record) noexcept {
    record.checksum =
        checksum(&record, offsetof(TokenRecord, checksum), place_salt(generation, offset));
    std::memcpy(base + offset, &record, sizeof record);
}

/// Reads a token's record.
///
/// Returns: nothing when the reference or the record is not what was written.
[[nodiscard]] inline std::optional<TokenRecord> read_token_record(
    const ArenaView& arena, std::uint64_t reference) noexcept {
    const std::uint64_t offset = reference * kArenaUnit;
    if (offset < arena.begin || offset > arena.end || arena.end - offset < sizeof(TokenRecord)) {
        return std::nullopt;
    }
    TokenRecord record{};
    std::memcpy(&record, arena.base + offset, sizeof record);
    const std::uint64_t sum =
        checksum(&record, offsetof(TokenRecord, checksum), place_salt(arena.generation, offset));
    const bool is_slot =
        record.slot >= kSlotsBegin && record.slot < arena.begin && record.slot % sizeof(Slot) == 0;
    if (record.checksum != sum || (record.kinds & 0xff) != kTokenRecord || !is_slot) {
        return std::nullopt;
    }
    return record;
}

/// The slot that a token's record names.
[[nodiscard]] inline const Slot& slot_of(const ArenaView& arena,
                                         const TokenRecord& record) noexcept {
    return *reinterpret_cast<const Slot*>(arena.base + record.slot);
}

/// A generation's whole arena.
[[nodiscard]] inline ArenaView arena_of(GenerationHeader* header,
                                        std::uint64_t generation) noexcept {
    const GenerationShape shape = shape_of(*header);
    const std::uint64_t begin = arena_begin(shape.slots - 1);
    return {base_of(header), begin, begin + shape.arena_bytes, generation};
}

}  // namespace model_counter::embedded
