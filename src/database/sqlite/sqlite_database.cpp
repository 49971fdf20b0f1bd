#include "model_counter/sqlite_database.hpp"

#include "database/sqlite/caller_transaction.hpp"
#include "database/sqlite/connection_pool.hpp"
#include "database/sqlite/failure.hpp"
#include "database/sqlite/row_writer.hpp"
#include "database/sqlite/tables.hpp"
#include "database/sqlite/transaction.hpp"
#include "model/period_text.hpp"
#include "model/table_name.hpp"
#include "model/wide_sum.hpp"
#include "model_counter/encoded_id.hpp"
#include "step_hook.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace model_counter::sqlite {
namespace {

std::string absolute_path(const std::string& path) {
    if (path.empty() || path == ":memory:") {
        throw Error(ErrorCode::invalid_argument,
                    "a SQLite database needs the path of a file" +
                        std::string(path.empty() ? "" : ", not :memory:") +
                        "; for one in memory use make_memory_database");
    }
    return std::filesystem::absolute(path).lexically_normal().string();
}

Place make_place(const SqliteOptions& options) {
    validate_table_name(options.table_name);
    return {absolute_path(options.path), options.table_name, options.read_only,
            options.busy_timeout, Queries(options.table_name)};
}

std::string_view kind_name(Change::Kind kind) {
    switch (kind) {
        case Change::Kind::add:
            return "add";
        case Change::Kind::set:
            return "set";
        case Change::Kind::remove:
            return "remove";
    }
    return "";
}

/// The four columns of a ledger row, from column 1 on of the rows of a read.
LedgerColumns ledger_columns(const Statement::Rows& row, int first) {
    return {row.integer(first), std::string(row.text(first + 1)), std::string(row.text(first + 2)),
            std::string(row.text(first + 3))};
}

class SqliteDatabase final : public Database {
public:
    explicit SqliteDatabase(const SqliteOptions& options)
        : place_(make_place(options)),
          create_(options.create),
          clock_(options.clock != nullptr ? *options.clock : system_clock()),
          log_(options.log),
          pool_(place_, check_tables) {}

    Ledger open_ledger(const LedgerKey& key, const Deadline& deadline) override {
        std::optional<Ledger> ledger = find_ledger(key, deadline);
        if (!ledger) {
            writing(deadline, [&](Connection& connection) {
                connection[Query::insert_ledger].execute(key.store_id, key.shard);
            });
            ledger = find_ledger(key, deadline);
        }
        return ledger.value_or(Ledger{});
    }

    FoldResult fold(const FoldRequest& request, const Deadline& deadline) override {
        FoldResult result;
        writing(deadline, [&](Connection& connection) {
            Transaction transaction(connection);
            internal::step("apply:begun");
            if (!ledger_is(connection, request.key, request.expected)) {
                result.moved = true;
                return;
            }
            fold_rows(connection, request, result);
            internal::step("apply:rows-written");
            if (!move_ledger(connection, request)) {
                result = {true, {}};
                return;
            }
            internal::step("apply:ledger-written");
            internal::step("commit:before");
            transaction.commit();
            internal::step("commit:after");
        });
        return result;
    }

    Baselines read(const LedgerKey& key, std::span<const CounterRef> counters,
                   const Deadline& deadline) override {
        Baselines found;
        reading(deadline, [&](Connection& connection) {
            connection.batch().rows = {};
            connection.batch().counters = counters;
            found = {};
            found.counts.resize(counters.size());
            auto rows = connection[Query::read_counters].query(key.store_id, key.shard);
            while (rows.next()) {
                const std::int64_t position = rows.integer(0);
                if (position < 0) {
                    found.ledger = from_columns(ledger_columns(rows, 1));
                } else {
                    found.counts[static_cast<std::size_t>(position)] = rows.integer(1);
                }
            }
        });
        return found;
    }

    BaselineScan read_owner(const LedgerKey& key, const OwnerRef& owner,
                            const Deadline& deadline) override {
        BaselineScan found;
        reading(deadline, [&](Connection& connection) {
            found = {};
            auto rows =
                connection[Query::read_owner].query(key.store_id, key.shard, owner.type(), owner);
            while (rows.next()) {
                if (rows.integer(0) < 0) {
                    found.ledger = from_columns(ledger_columns(rows, 1));
                } else {
                    const CounterRef counter{owner, rows.text(5)};
                    validate(counter);
                    found.rows.push_back({encode(counter), rows.integer(1)});
                }
            }
        });
        std::sort(found.rows.begin(), found.rows.end(),
                  [](const auto& a, const auto& b) { return a.encoded < b.encoded; });
        return found;
    }

    void write(std::span<const FoldRow> rows, const Deadline& deadline) override {
        writing(deadline, [&](Connection& connection) {
            Transaction transaction(connection);
            internal::step("apply:begun");
            RowWriter(connection, now(),
                      [](const FoldRow&, const std::string& why, bool overflows) {
                          throw Error(overflows ? ErrorCode::out_of_range : ErrorCode::conflict,
                                      why + "; nothing was written");
                      })
                .write(rows);
            internal::step("apply:rows-written");
            internal::step("commit:before");
            transaction.commit();
            internal::step("commit:after");
        });
    }

    void write_in(const CallerConnection& connection, const FoldRow& row,
                  const Deadline& deadline) override {
        if (connection.type != CallerConnectionType<sqlite3>::name) {
            throw Error(ErrorCode::invalid_argument, "the counters are in SQLite, in " +
                                                         place_.path + "; a " +
                                                         std::string(connection.type) +
                                                         " cannot count in them, pass a sqlite3*");
        }
        need_writable();
        check_deadline(deadline);
        add_in_callers_transaction(static_cast<sqlite3*>(connection.handle), place_,
                                   decode(row.encoded), row.change.amount, now());
    }

    void migrate(const Deadline& deadline) override {
        need_writable();
        check_deadline(deadline);
        Connection connection(place_, create_ ? Connection::Use::create : Connection::Use::write,
                              deadline);
        connection.within(deadline, [&] { migrate_tables(connection, now()); });
    }

    void rollback_migration(const Deadline& deadline) override {
        need_writable();
        check_deadline(deadline);
        Connection connection(place_, Connection::Use::write, deadline);
        connection.within(deadline, [&] { roll_back_tables(connection); });
    }

    std::vector<MigrationState> migrations(const Deadline& deadline) override {
        check_deadline(deadline);
        std::error_code ignored;
        if (!std::filesystem::exists(place_.path, ignored)) {
            return list_no_migrations();
        }
        Connection connection(place_, Connection::Use::read, deadline);
        std::vector<MigrationState> states;
        connection.within(deadline, [&] { states = list_migrations(connection); });
        return states;
    }

    OwnerIdKind owner_id_kind(const Deadline& deadline) override {
        check_deadline(deadline);
        return OwnerIdKind::any;
    }

    DatabaseStatus status(const Deadline& deadline) override {
        DatabaseStatus status;
        reading(deadline, [&](Connection& connection) {
            auto rows = connection[Query::status].query();
            rows.next();
            status = {"sqlite",
                      place_.path,
                      static_cast<std::uint64_t>(rows.integer(0)),
                      static_cast<std::uint64_t>(rows.integer(1)),
                      rows.integer(2),
                      {}};
            if (!connection.is_wal()) {
                status.warnings.push_back("database " + place_.path +
                                          " is not in WAL mode: reads wait for a sync's " +
                                          "transactions; `PRAGMA journal_mode = WAL` changes that");
            }
        });
        return status;
    }

    std::vector<CounterTotals> totals(const Deadline& deadline) override {
        std::vector<CounterTotals> found;
        reading(deadline, [&](Connection& connection) {
            found.clear();
            auto rows = connection[Query::totals].query();
            while (rows.next()) {
                WideSum sum;
                sum.add(rows.integer(4), std::int64_t{1} << 32);
                sum.add(rows.integer(5));
                found.push_back({std::string(rows.text(0)), std::string(rows.text(1)),
                                 std::string(rows.text(2)),
                                 static_cast<std::uint64_t>(rows.integer(3)), sum.text()});
            }
        });
        return found;
    }

    std::vector<std::string> periods_before(std::string_view interval, std::int64_t row_start,
                                            std::size_t most, const Deadline& deadline) override {
        std::vector<std::string> found;
        reading(deadline, [&](Connection& connection) {
            found.clear();
            auto rows = connection[Query::periods_before].query(interval, row_start,
                                                                static_cast<std::int64_t>(most));
            while (rows.next()) {
                const std::string type(rows.text(0));
                const std::string id(rows.text(1));
                const std::string period = stored_period(interval, rows.integer(3)).period;
                found.push_back(encode({OwnerRef(type, id), rows.text(2), interval, period}));
            }
        });
        return found;
    }

    std::uint64_t count_periods_before(std::string_view interval, std::int64_t row_start,
                                       const Deadline& deadline) override {
        std::uint64_t count = 0;
        reading(deadline, [&](Connection& connection) {
            auto rows = connection[Query::count_periods_before].query(interval, row_start);
            rows.next();
            count = static_cast<std::uint64_t>(rows.integer(0));
        });
        return count;
    }

    void close() override { pool_.close(); }

private:
    std::int64_t now() {
        return std::chrono::duration_cast<std::chrono::seconds>(
                   clock_.system_now().time_since_epoch())
            .count();
    }

    template <class Work>
    void reading(const Deadline& deadline, const Work& work) {
        check_deadline(deadline);
        pool_.read(deadline, [&](Connection& connection) { explaining(connection, work); });
    }

    template <class Work>
    void writing(const Deadline& deadline, const Work& work) {
        check_deadline(deadline);
        need_writable();
        pool_.write(deadline, [&](Connection& connection) { explaining(connection, work); });
    }

    /// Tells SQL that failed because the tables changed under us from SQL that is wrong.
    template <class Work>
    static void explaining(Connection& connection, const Work& work) {
        connection.batch().error = nullptr;
        try {
            work(connection);
        } catch (const SqlFailure&) {
            if (connection.batch().error) {
                std::rethrow_exception(connection.batch().error);
            }
            check_tables(connection);
            throw;
        }
    }

    void check_deadline(const Deadline& deadline) const {
        if (deadline.expired()) {
            deadline.check("database " + place_.path);
        }
    }

    void need_writable() const {
        if (place_.read_only) {
            throw Error(ErrorCode::unavailable,
                        "database " + place_.path + " was opened read-only; open it for writing");
        }
    }

    std::optional<Ledger> find_ledger(const LedgerKey& key, const Deadline& deadline) {
        std::optional<Ledger> ledger;
        reading(deadline, [&](Connection& connection) {
            auto rows = connection[Query::select_ledger].query(key.store_id, key.shard);
            if (rows.next()) {
                ledger = from_columns(ledger_columns(rows, 0));
            }
        });
        return ledger;
    }

    static bool ledger_is(Connection& connection, const LedgerKey& key, const Ledger& expected) {
        auto rows = connection[Query::select_ledger].query(key.store_id, key.shard);
        if (!rows.next()) {
            return false;
        }
        const LedgerColumns wanted = to_columns(expected);
        return rows.integer(0) == wanted.floor && rows.text(1) == wanted.marks &&
               rows.text(2) == wanted.under_way && rows.text(3) == wanted.nonces;
    }

    void fold_rows(Connection& connection, const FoldRequest& request, FoldResult& result) {
        const std::int64_t at = now();
        RowWriter(connection, at, [&](const FoldRow& row, const std::string& why, bool) {
            const CounterRef counter = decode(row.encoded);
            connection[Query::insert_reject].execute(
                counter.owner.type(), counter.owner, counter.key, counter.interval,
                period_start_seconds(counter), kind_name(row.change.kind), row.change.amount, why,
                request.key.store_id, request.key.shard, at);
            result.rejects.push_back({std::string(row.encoded), row.change, why});
        }).write(request.rows);
        if (!result.rejects.empty() && log_) {
            log_(LogLevel::warning, "database " + place_.path + ": " +
                                        std::to_string(result.rejects.size()) + " rows went to " +
                                        place_.table +
                                        "_rejects: " + result.rejects.front().reason);
        }
    }

    /// Returns: false when the row is not what is expected any more.
    bool move_ledger(Connection& connection, const FoldRequest& request) {
        const LedgerColumns next = to_columns(request.next);
        const LedgerColumns expected = to_columns(request.expected);
        connection[Query::update_ledger].execute(
            next.floor, next.marks, next.under_way, next.nonces, now(), request.key.store_id,
            request.key.shard, expected.floor, expected.marks, expected.under_way, expected.nonces);
        return connection.changes() == 1;
    }

    const Place place_;
    const bool create_;
    Clock& clock_;
    LogSink log_;
    ConnectionPool pool_;
};

}  // namespace
}  // namespace model_counter::sqlite

namespace model_counter {

std::unique_ptr<Database> open_sqlite_database(const SqliteOptions& options) {
    return std::make_unique<sqlite::SqliteDatabase>(options);
}

}  // namespace model_counter
