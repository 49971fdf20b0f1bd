#pragma once

#include "database/sqlite/batch_table.hpp"
#include "database/sqlite/queries.hpp"
#include "database/sqlite/statement.hpp"
#include "model_counter/deadline.hpp"
#include "model_counter/error.hpp"

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

    /// Errors: what `fail` makes of it; `corrupt` for a file that is no database; `timeout`
    Connection(const Place& place, Use use, const Deadline& deadline);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Runs `work` with a deadline: what it waits for, and its statements, end there.
    ///
    /// Errors: timeout, in place of what SQLite says of a wait that the deadline ended
    template <class Work>
    void within(const Deadline& deadline, const Work& work) {
        set_deadline(deadline);
        try {
            work();
        } catch (const Error& error) {
            fail_at_deadline(error);
            throw;
        }
    }
    [[nodiscard]] const Deadline& deadline() const noexcept { return deadline_; }

    /// Lets the statements until the next deadline end by themselves; waits still end at it.
    void stop_interrupting() noexcept;

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
    void set_deadline(const Deadline& deadline) noexcept;
    /// Throws where `error` tells of a wait that the deadline ended.
    void fail_at_deadline(const Error& error) const;
    static int wait_for_others(void* connection, int attempt);
    static int has_passed(void* connection);

    const Place& place_;
    sqlite3* handle_ = nullptr;
    Batch batch_;
    bool is_wal_ = false;
    Deadline deadline_ = Deadline::never();
    Deadline waiting_until_ = Deadline::never();
    bool deadline_ended_wait_ = false;
    bool interrupts_ = false;
    std::array<std::unique_ptr<Statement>, static_cast<std::size_t>(Query::size_)> statements_;
};

}  // namespace model_counter::sqlite
