#pragma once

#include "model_counter/pattern.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter {

/// Names one shard of one store in a database: the ledger's primary key.
struct LedgerKey {
    std::string store_id;  ///< 32 lower-case hexadecimal digits
    std::uint32_t shard = 0;

    friend bool operator==(const LedgerKey&, const LedgerKey&) = default;
};

/// A finished partial sync: every set up to `upto` is in, for the counters that match.
struct Mark {
    Pattern pattern;
    std::uint64_t upto = 0;

    friend bool operator==(const Mark&, const Mark&) = default;
};

/// A run that was begun: the sets up to `upto`, for the counters that match, in as far as `cursor`.
struct UnderWay {
    Pattern pattern;
    std::uint64_t upto = 0;
    std::string cursor;  ///< encoded id of the last counter done; empty: none yet

    friend bool operator==(const UnderWay&, const UnderWay&) = default;
};

/// Most marks a ledger row holds; a full sync follows.
inline constexpr std::size_t kMarksMax = 16;
/// How many nonces a ledger row remembers, those of the run under way included.
inline constexpr std::size_t kNoncesMax = 64;

/// How far a database has taken in the sets of one shard. It alone decides what counts.
struct Ledger {
    std::uint64_t floor = 0;            ///< every set up to it is in, for every counter
    std::vector<Mark> marks;            ///< at most `kMarksMax`
    std::optional<UnderWay> under_way;  ///< what is being taken in
    std::vector<std::uint64_t>
        nonces;  ///< of the last sets that a run began to take in, oldest first

    /// The greatest set number that is in for this counter: a part counts in a read, and is still
    /// to be applied, iff its number is greater.
    [[nodiscard]] std::uint64_t applied(const CounterRef& counter, std::string_view encoded) const;

    /// The greatest set number that the row mentions anywhere.
    [[nodiscard]] std::uint64_t greatest() const noexcept;

    /// Whether a run took in, or began to take in, the set with this nonce.
    [[nodiscard]] bool knows(std::uint64_t nonce) const noexcept;

    friend bool operator==(const Ledger&, const Ledger&) = default;
};

/// A ledger row as SQL columns.
///
/// Shape: `marks` a line per mark, `<upto> <pattern>`; `under_way` empty, or `<upto> <pattern>`,
///        then a line with the cursor's canonical text; `nonces` 16 hexadecimal digits each,
///        separated by blanks. Texts are UTF-8 without NUL.
struct LedgerColumns {
    std::int64_t floor = 0;
    std::string marks;
    std::string under_way;
    std::string nonces;
};

/// The columns of a ledger row.
[[nodiscard]] LedgerColumns to_columns(const Ledger& ledger);

/// Errors: corrupt  a column is not what `to_columns` writes
[[nodiscard]] Ledger from_columns(const LedgerColumns& columns);

}  // namespace model_counter
