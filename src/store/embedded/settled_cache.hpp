#pragma once

#include "store/embedded/fingerprint.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

namespace model_counter::embedded {

/// What is settled of a counter, and while which words of the control page it holds.
struct SettledAt {
    std::uint64_t generation = 0;
    std::uint64_t discarded_through = 0;
    std::uint64_t epoch = 0;
    std::int64_t value = 0;
};

/// What one process knows to be settled, by counter. It forgets when it needs the room.
///
/// An entry is guarded by a version that is odd while it is written: readers write nothing, and a
/// writer that finds it odd lets it be.
/// Threads: any.
/// Cost:    memory only once something is remembered; a cache line to look up, four at most.
class SettledCache {
public:
    SettledCache() = default;
    ~SettledCache() { delete[] entries_.load(std::memory_order_acquire); }
    SettledCache(const SettledCache&) = delete;
    SettledCache& operator=(const SettledCache&) = delete;

    /// What was remembered last; the caller looks whether it still holds.
    [[nodiscard]] std::optional<SettledAt> find(const Fingerprint& fingerprint) const noexcept {
        const Entry* entries = entries_.load(std::memory_order_acquire);
        if (entries == nullptr) {
            return std::nullopt;
        }
        const std::size_t index = index_of(fingerprint);
        for (std::size_t way = 0; way < kWays; ++way) {
            if (const auto found = read(entries[index ^ way], fingerprint)) {
                return found;
            }
        }
        return std::nullopt;
    }

    /// Remembers it, in the place of what is older.
    void insert(const Fingerprint& fingerprint, const SettledAt& settled) {
        Entry* entries = make_entries();
        const std::size_t index = index_of(fingerprint);
        std::size_t chosen = index;
        for (std::size_t way = kWays; way-- > 0;) {
            const Entry& entry = entries[index ^ way];
            if (holds(entry, fingerprint)) {
                chosen = index ^ way;
                break;
            }
            if (entry.words[kGeneration].load(std::memory_order_relaxed) < settled.generation) {
                chosen = index ^ way;
            }
        }
        write(entries[chosen], fingerprint, settled);
    }

private:
    static constexpr std::size_t kEntries = 16384;
    /// Places that one counter may have: with two, one in forty of a thousand hot counters found
    /// both taken by others of them, again and again.
    static constexpr std::size_t kWays = 4;
    static constexpr std::size_t kLow = 0;
    static constexpr std::size_t kHigh = 1;
    static constexpr std::size_t kGeneration = 2;
    static constexpr std::size_t kDiscarded = 3;
    static constexpr std::size_t kEpoch = 4;
    static constexpr std::size_t kValue = 5;

    struct alignas(64) Entry {
        std::atomic<std::uint64_t> version{0};
        std::array<std::atomic<std::uint64_t>, 6> words{};
    };

    /// Of the half whose bits are spread: in the other one neighbouring ids stand in a row, or in
    /// few places.
    [[nodiscard]] static std::size_t index_of(const Fingerprint& fingerprint) noexcept {
        return (fingerprint.low >> 32U) % kEntries;
    }

    [[nodiscard]] static bool holds(const Entry& entry, const Fingerprint& fingerprint) noexcept {
        return entry.words[kLow].load(std::memory_order_acquire) == fingerprint.low &&
               entry.words[kHigh].load(std::memory_order_acquire) == fingerprint.high;
    }

    [[nodiscard]] static std::optional<SettledAt> read(const Entry& entry,
                                                       const Fingerprint& fingerprint) noexcept {
        const std::uint64_t version = entry.version.load(std::memory_order_acquire);
        if (version % 2 != 0 || !holds(entry, fingerprint)) {
            return std::nullopt;
        }
        const SettledAt settled{
            entry.words[kGeneration].load(std::memory_order_acquire),
            entry.words[kDiscarded].load(std::memory_order_acquire),
            entry.words[kEpoch].load(std::memory_order_acquire),
            static_cast<std::int64_t>(entry.words[kValue].load(std::memory_order_acquire))};
        // Had a word been another writer's, its odd version would be seen here.
        if (entry.version.load(std::memory_order_relaxed) != version) {
            return std::nullopt;
        }
        return settled;
    }

    static void write(Entry& entry, const Fingerprint& fingerprint,
                      const SettledAt& settled) noexcept {
        std::uint64_t version = entry.version.load(std::memory_order_relaxed);
        if (version % 2 != 0 ||
            !entry.version.compare_exchange_strong(version, version + 1, std::memory_order_acq_rel,
                                                   std::memory_order_relaxed)) {
            return;
        }
        const std::array<std::uint64_t, 6> words{
            fingerprint.low,           fingerprint.high, settled.generation,
            settled.discarded_through, settled.epoch,    static_cast<std::uint64_t>(settled.value)};
        for (std::size_t i = 0; i < words.size(); ++i) {
            entry.words[i].store(words[i], std::memory_order_release);
        }
        entry.version.store(version + 2, std::memory_order_release);
    }

    Entry* make_entries() {
        Entry* present = entries_.load(std::memory_order_acquire);
        if (present != nullptr) {
            return present;
        }
        auto made = std::make_unique<Entry[]>(kEntries);
        if (entries_.compare_exchange_strong(present, made.get(), std::memory_order_acq_rel,
                                             std::memory_order_acquire)) {
            present = made.release();
        }
        return present;
    }

    std::atomic<Entry*> entries_{nullptr};
};

}  // namespace model_counter::embedded
