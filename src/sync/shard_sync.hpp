#pragma once

#include "model_counter/database.hpp"
#include "model_counter/ledger.hpp"
#include "model_counter/pattern.hpp"
#include "model_counter/store.hpp"
#include "model_counter/sync.hpp"
#include "sync/fold_rows.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <variant>
#include <vector>

namespace model_counter {

/// The sync of one shard as a state machine that performs no I/O: it says what to do next, and is
/// told what came of it.
///
/// Whatever fails or is killed between two steps, a new machine goes on from what the store and the
/// ledger say. It holds no knowledge that they do not.
/// Source: docs/design/exactly-once.md
class ShardSync {
public:
    /// Look at the store, then at the ledger - in this order - and tell `looked`.
    struct Look {};
    /// Make the open part a set and tell `sealed`.
    struct Seal {};
    /// Confirm that the store is durable, only then read these sets, and tell `read_back`.
    struct ReadBack {
        std::vector<SetId> sets;
    };
    /// Write the rows and move the ledger in one transaction, and tell `folded`.
    struct Fold {
        Ledger expected;
        Ledger next;
        std::span<const FoldRow> rows;  ///< borrow from the machine until it is told
    };
    /// Drop a set that is whole in the database, and tell `discarded`.
    struct Discard {
        SetId set;
    };
    /// The store went back in time: move the set, and what came after it, past a number, and look.
    struct Renumber {
        SetId first;
        std::uint64_t past = 0;
    };
    /// Everything acknowledged before the machine began is in the database.
    struct Done {};
    using Action = std::variant<Look, Seal, ReadBack, Fold, Discard, Renumber, Done>;

    ShardSync(Pattern pattern, std::size_t batch_rows_max);

    [[nodiscard]] Action next();

    void looked(ShardState state, Ledger ledger);
    void sealed(std::optional<SetId> set);
    /// Nothing in place of a set: it is gone from the store.
    void read_back(std::vector<std::optional<SealedSet>> sets);
    /// Nothing when the ledger was another one and nothing was done; the rows that were set aside.
    void folded(const FoldResult& result);
    void discarded();
    void renumbered();
    /// Forgets what was seen: the outcome of the last action is unknown.
    void look_again() { looked_ = false; }

    [[nodiscard]] const SyncReport& report() const noexcept { return report_; }

    /// How many rows the run under way has, and how many of them are done.
    [[nodiscard]] std::uint64_t run_rows() const noexcept {
        return run_ ? run_->rows.rows.size() : 0;
    }
    [[nodiscard]] std::uint64_t run_done() const noexcept { return run_ ? run_->done : 0; }

private:
    /// The rows of one run, worked out once.
    struct Run {
        UnderWay what;  ///< its cursor is not used
        std::uint64_t floor = 0;
        std::vector<Mark> marks;
        std::vector<const SealedSet*> sets;
        FoldRows rows;
        std::uint64_t done = 0;
    };

    [[nodiscard]] bool may_seal() const;
    void choose_target();
    [[nodiscard]] bool reached_target() const;
    [[nodiscard]] std::uint64_t taken_in() const;
    [[nodiscard]] std::vector<SetId> sets_of_run(std::uint64_t upto) const;
    [[nodiscard]] std::optional<Action> read_first(std::uint64_t upto) const;
    [[nodiscard]] Action go_on();
    [[nodiscard]] std::vector<const SealedSet*> contents_upto(std::uint64_t upto) const;
    [[nodiscard]] Action begin_run(const Pattern& pattern, std::uint64_t upto);
    void work_out(const UnderWay& what);
    [[nodiscard]] Action fold_chunk(Ledger next);
    [[nodiscard]] static Ledger finished(Ledger ledger);
    void forget_discarded();
    void count_amount(const Change& change, std::int64_t times);

    Pattern pattern_;
    std::size_t batch_rows_max_;
    SyncReport report_;

    bool looked_ = false;
    bool look_was_repeated_ = false;
    bool sealed_ = false;
    ShardState state_;
    Ledger ledger_;
    std::optional<SetId> target_;  ///< the last set that must be in; nothing: none waits
    bool target_chosen_ = false;

    std::map<std::uint64_t, SealedSet> contents_;  ///< by nonce
    std::optional<Run> run_;

    Ledger fold_next_;
    std::size_t fold_first_ = 0;
    std::size_t fold_rows_ = 0;
};

}  // namespace model_counter
