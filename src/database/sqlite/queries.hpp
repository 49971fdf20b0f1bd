#pragma once

#include <array>
#include <cstddef>
#include <string>

namespace model_counter::sqlite {

/// Every statement that is prepared once per connection.
enum class Query : std::size_t {
    begin,
    commit,
    insert_ledger,  ///< store, shard
    select_ledger,  ///< store, shard
    update_ledger,  ///< floor, marks, under way, nonces, now, store, shard, and the four as
                    ///< expected
    add_rows,       ///< now; rows of the batch
    set_rows,       ///< now; rows of the batch
    remove_row,     ///< owner type, owner id, key, interval, period start
    select_count,   ///< owner type, owner id, key, interval, period start
    insert_reject,  ///< owner type, owner id, key, interval, period start, kind, amount, reason,
                    ///< store, shard, now
    read_counters,  ///< store, shard; counters of the batch
    read_owner,     ///< store, shard, owner type, owner id
    status,
    totals,
    periods_before,        ///< interval, period start, how many at most
    count_periods_before,  ///< interval, period start
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

}  // namespace model_counter::sqlite
