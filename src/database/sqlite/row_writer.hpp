#pragma once

#include "database/sqlite/connection.hpp"
#include "model_counter/database.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>

namespace model_counter::sqlite {

/// Writes changes into the counters table, inside of the caller's transaction.
class RowWriter {
public:
    /// Is told of a row that the table cannot take, and why. `overflows`: its sum leaves int64.
    using SetAside = std::function<void(const FoldRow&, const std::string& why, bool overflows)>;

    /// `now` is in seconds since the epoch.
    RowWriter(Connection& connection, std::int64_t now, SetAside set_aside);

    /// Applies the rows in order; one counter may occur several times.
    ///
    /// Cost: one statement per run of rows of one kind, two more per row that is set aside; a
    ///       statement per row that is removed.
    void write(std::span<const FoldRow> rows);

private:
    void upsert_all(Query query, std::span<const FoldRow> rows);
    void upsert(Query query, std::span<const FoldRow> rows);
    void remove(const FoldRow& row);
    void refuse(const FoldRow& row, const std::string& said);

    Connection& connection_;
    std::int64_t now_;
    SetAside set_aside_;
};

}  // namespace model_counter::sqlite
