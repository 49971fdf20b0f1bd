#pragma once

#include <array>
#include <cstddef>
#include <string>

namespace model_counter::postgresql {

/// Every statement that is prepared once per connection. `counter` stands for owner type, owner id,
/// key, interval and seconds of the period's start; in the plural for an array of each.
enum class Query : std::size_t {
    insert_ledger,  ///< store, shard
    select_ledger,  ///< store, shard
    lock_ledger,    ///< store, shard
    update_ledger,  ///< floor, marks, under way, nonces, now, store, shard, and the four as
                    ///< expected
    add_rows,       ///< counters, amounts, now
    set_rows,       ///< counters, amounts, now
    add_totals,     ///< the same of counters without interval: types, ids, keys, amounts, now
    set_totals,     ///< the same
    remove_rows,    ///< counters
    select_count,   ///< counter
    insert_reject,  ///< counter (its id as text), kind, amount, reason, store, shard, now
    read_counter,   ///< counter, store, shard
    read_counters,  ///< counters, positions, store, shard
    read_owner,     ///< store, shard, owner type, owner id
    status,
    totals,
    periods_before,        ///< interval, seconds, how many at most
    count_periods_before,  ///< interval, seconds
    size_,
};

/// The texts of the statements for one table name.
class Queries {
public:
    explicit Queries(const std::string& table);

    [[nodiscard]] const std::string& text(Query query) const {
        return texts_[static_cast<std::size_t>(query)];
    }

private:
    std::array<std::string, static_cast<std::size_t>(Query::size_)> texts_;
};

/// A text with the table name written in for each @.
std::string with_table(std::string text, const std::string& table);

}  // namespace model_counter::postgresql
