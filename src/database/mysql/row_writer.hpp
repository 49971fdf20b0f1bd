#pragma once

#include "database/mysql/connection.hpp"
#include "model_counter/database.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>

namespace model_counter::mysql {

/// Writes changes into the counters table, inside of the caller's transaction.
class RowWriter {
public:
    enum class Mode {
        hopeful,  ///< a row that is refused ends the transaction: `RowRefused`
        careful,  ///< by savepoints and halves, the rows that are refused are found and set aside
    };
    /// Is told of a row that the table cannot take, and why. `overflows`: its sum leaves int64.
    using SetAside = std::function<void(const FoldRow&, const std::string& why, bool overflows)>;

    /// `now` is in seconds since the epoch.
    RowWriter(Connection& connection, Mode mode, std::int64_t now, SetAside set_aside);

    /// Applies rows of different counters; they ascend, and are written in that order.
    void write_distinct(std::span<const FoldRow> rows);

    /// Applies rows in the order given; one counter may occur several times.
    void write_in_order(std::span<const FoldRow> rows);

private:
    void write_run(std::span<const FoldRow> rows);
    bool try_run(std::span<const FoldRow> rows);
    void send(std::span<const FoldRow> rows);
    void send_loaded(Change::Kind kind);
    void send_values(std::span<const FoldRow> rows);
    void refuse(const FoldRow& row);

    Connection& connection_;
    Mode mode_;
    std::int64_t now_;
    SetAside set_aside_;
    std::string said_;  ///< why the last rows were refused
};

}  // namespace model_counter::mysql
