#pragma once

#include "model_counter/counter_id.hpp"
#include "model_counter/database.hpp"
#include "model_counter/deadline.hpp"
#include "model_counter/ledger.hpp"
#include "model_counter/store.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace model_counter {

/// Longest name of a source, in bytes of UTF-8.
inline constexpr std::size_t kSourceNameBytesMax = 100;
/// Most numbers that the position in a source consists of.
inline constexpr std::size_t kSourcePositionMax = 16;

/// What a commit of a source did.
struct SourceCommit {
    std::uint64_t rows = 0;  ///< counters whose sums were written
    /// Those that would have left 64 bits: they are in the rejects table.
    std::vector<Reject> rejects;
};

/// Counts from something that can be read again from a position: a log file, a queue, a change
/// feed. The counts and the position move in one transaction of the database, so each event counts
/// exactly once, whoever is killed whenever.
///
/// It goes past the store: what is committed is in the table at once. Two of one name at a time are
/// told apart by the database: one of them ends with conflict, and nothing counts twice.
/// Shape:   the position is the caller's: up to `kSourcePositionMax` numbers, e.g. an offset.
/// Threads: one at a time.
/// Source:  docs/guide/ingest.md, "Each line exactly once"
class Source {
public:
    /// Finds where the source of this name was, or makes it.
    ///
    /// Errors: invalid_argument  the name is empty, too long, or has control characters
    ///         not_found         the tables are missing
    /// Cost:   (c) two SQL statements
    Source(Database& database, std::string_view name, const Deadline& deadline = Deadline::never());

    /// The position of the last commit; empty: there was none.
    [[nodiscard]] std::span<const std::uint64_t> position() const noexcept {
        return std::span(committed_.nonces).subspan(committed_.nonces.empty() ? 0 : 1);
    }

    /// Adds to a counter with the next commit.
    ///
    /// Returns: false, and adds nothing, when what waits for it would leave 64 bits: commit first
    /// Errors:  invalid_argument  a limit of the counter or the amount is broken, or the table does
    ///                            not take the owner's id
    [[nodiscard]] bool add(const CounterRef& counter, std::int64_t amount);

    /// How many counters wait for the next commit.
    [[nodiscard]] std::size_t pending() const noexcept { return pending_.size(); }

    /// Writes what was added, and the position behind it, in one transaction. A lost reply to
    /// COMMIT is settled; after any other error but conflict the same call may be made again.
    ///
    /// Errors: invalid_argument  the position is empty or too long
    ///         conflict          somebody else committed under this name since
    /// Cost:   (c) one SQL transaction
    SourceCommit commit(std::span<const std::uint64_t> position,
                        const Deadline& deadline = Deadline::never());

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>{}(text);
        }
    };

    Database& database_;
    std::string name_;
    LedgerKey key_;
    OwnerIdKind owner_ids_;
    Ledger committed_;   ///< where a store has nonces: who committed last, and the position
    std::uint64_t run_;  ///< tells this object's commits from those of another at the same position
    std::unordered_map<std::string, std::int64_t, Hash, std::equal_to<>> pending_;
};

}  // namespace model_counter
