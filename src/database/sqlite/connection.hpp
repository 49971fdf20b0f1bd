#pragma once

#include "database/sqlite/batch_table.hpp"
#include "database/sqlite/queries.hpp"
#include "database/sqlite/statement.hpp"

#include <array>
#include <chrono>
#include <memory>
#include <string>

struct sqlite3;

namespace model_counter::sqlite {

/// Where the tables are, and what every connection needs to know.
struct Place {
    std::string path;  ///< absolute
    std::string table;
    bool read_only = false;
    std::chrono::milliseconds busy_timeout{};
    Queries queries;
};

/// One connection to the file.
///
/// Threads: one at a time.
class Connection {
public:
    enum class Use {
        read,    ///< changes nothing
        write,   ///< folds
        create,  ///< makes the file if it is missing
    };

    /// Errors: what `fail` makes of it; `corrupt` for a file that is no database
    Connection(const Place& place, Use use);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// The prepared statement, made at its first use.
    Statement& operator[](Query query);

    /// Runs SQL that is not worth keeping prepared.
    void run(const std::string& sql);

    [[nodiscard]] Batch& batch() noexcept { return batch_; }
    [[nodiscard]] const Place& place() const noexcept { return place_; }
    [[nodiscard]] sqlite3* handle() const noexcept { return handle_; }

    /// How many rows the last statement changed.
    [[nodiscard]] std::int64_t changes() const noexcept;

    /// True while no transaction is open.
    [[nodiscard]] bool is_idle() const noexcept;

    /// Whether the file was removed, or replaced by another one.
    [[nodiscard]] bool has_moved() const noexcept;

    [[nodiscard]] bool is_wal() const noexcept { return is_wal_; }
    void set_up_journal();

private:
    void open(Use use);
    void set_up(Use use);
    static int wait_for_others(void* connection, int attempt);

    const Place& place_;
    sqlite3* handle_ = nullptr;
    Batch batch_;
    bool is_wal_ = false;
    std::chrono::steady_clock::time_point waiting_until_;
    std::array<std::unique_ptr<Statement>, static_cast<std::size_t>(Query::size_)> statements_;
};

}  // namespace model_counter::sqlite
