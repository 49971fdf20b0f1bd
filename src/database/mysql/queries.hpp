#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace model_counter::mysql {

/// A text with the table name written in for each @.
[[nodiscard]] std::string with_table(std::string_view text, std::string_view table);

/// The texts of the statements for one table name. A counter is owner type, owner id, key, interval
/// and the seconds of its period's start, in this order.
struct Queries {
    explicit Queries(std::string_view table);

    std::string insert_ledger;  ///< store, shard
    std::string select_ledger;  ///< store, shard
    std::string lock_ledger;    ///< store, shard
    std::string update_ledger;  ///< floor, marks, under way, nonces, now, store, shard, and the
                                ///< four as expected
    std::string select_count;   ///< counter
    std::string insert_reject;  ///< counter, kind, amount, reason, store, shard, now
    std::string read_counter;   ///< store, shard, counter
    std::string read_owner;     ///< store, shard, owner type, owner id
    std::string status;
    std::string totals;
    std::string periods_before;        ///< interval, seconds, how many at most
    std::string count_periods_before;  ///< interval, seconds

    std::string clear_batch;
    std::string load_batch;
    std::string add_batch;  ///< now, now
    std::string set_batch;  ///< now, now
    std::string remove_batch;

    /// Ledger row and counters: store, shard, then for each its position and counter.
    [[nodiscard]] std::string read_counters(std::size_t counters) const;
    /// For each row counter, amount, now, now.
    [[nodiscard]] std::string add_rows(std::size_t rows) const;
    [[nodiscard]] std::string set_rows(std::size_t rows) const;
    /// For each row its counter.
    [[nodiscard]] std::string remove_rows(std::size_t rows) const;
    /// A temporary table for batches; `owner_id` is the type of that column.
    [[nodiscard]] std::string make_batch(std::string_view owner_id) const;

private:
    [[nodiscard]] std::string upsert_rows(std::size_t rows, std::string_view changes) const;

    std::string table_;
};

}  // namespace model_counter::mysql
