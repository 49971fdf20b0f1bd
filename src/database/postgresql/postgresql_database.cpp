#include "model_counter/postgresql_database.hpp"

#include "database/common/change_name.hpp"
#include "database/common/connection_pool.hpp"
#include "database/common/retry.hpp"
#include "database/postgresql/batch.hpp"
#include "database/postgresql/caller_transaction.hpp"
#include "database/postgresql/checks.hpp"
#include "database/postgresql/connection.hpp"
#include "database/postgresql/failure.hpp"
#include "database/postgresql/row_writer.hpp"
#include "database/postgresql/tables.hpp"
#include "database/postgresql/transaction.hpp"
#include "model/period_text.hpp"
#include "model/table_name.hpp"
#include "model_counter/encoded_id.hpp"
#include "step_hook.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <optional>
#include <utility>

namespace model_counter::postgresql {
namespace {

Place make_place(const PostgresqlOptions& options) {
    validate_table_name(options.table_name);
    if (options.connections_max == 0 || options.connections_max > database::kConnectionsMax) {
        throw Error(ErrorCode::invalid_argument,
                    "connections_max must be 1 to " + std::to_string(database::kConnectionsMax));
    }
    return {read_server_url(options.url), options.table_name, Queries(options.table_name)};
}

/// The four columns of a ledger row, from column `first` on.
Ledger ledger_from(const Result& result, int row, int first) {
    return from_columns({result.integer(row, first), std::string(result.text(row, first + 1)),
                         std::string(result.text(row, first + 2)),
                         std::string(result.text(row, first + 3))});
}

Parameters of_ledger(const LedgerKey& key) {
    Parameters parameters;
    parameters.text(key.store_id).integer(key.shard);
    return parameters;
}

class PostgresqlDatabase final : public Database {
public:
    explicit PostgresqlDatabase(const PostgresqlOptions& options)
        : place_(make_place(options)),
          new_owner_ids_(options.owner_ids),
          clock_(options.clock != nullptr ? *options.clock : system_clock()),
          log_(options.log),
          pool_(
              place_.url.location, options.connections_max,
              [this](const Deadline& deadline) {
                  return std::make_unique<Connection>(place_, deadline);
              },
              [this](Connection& connection) {
                  check_tables(connection);
                  owner_ids_ = connection.owner_ids();
              }) {}

    Ledger open_ledger(const LedgerKey& key, const Deadline& deadline) override {
        Ledger ledger;
        pool_.use(deadline, [&](Connection& connection) {
            const auto find = [&] {
                return connection.query(Query::select_ledger, of_ledger(key), "reading the ledger");
            };
            Result found = find();
            if (found.rows() == 0) {
                connection.query(Query::insert_ledger, of_ledger(key), "making a ledger row");
                found = find();
            }
            ledger = found.rows() > 0 ? ledger_from(found, 0, 0) : Ledger{};
        });
        return ledger;
    }

    FoldResult fold(const FoldRequest& request, const Deadline& deadline) override {
        FoldResult result;
        in_transaction(deadline, [&](Connection& connection, RowWriter::Mode mode) {
            result = {};
            if (!ledger_is(connection, request.key, request.expected)) {
                result.moved = true;
                return false;
            }
            fold_rows(connection, mode, request, result);
            internal::step("apply:rows-written");
            if (!move_ledger(connection, request)) {
                result = {true, {}};
                return false;
            }
            internal::step("apply:ledger-written");
            return true;
        });
        if (!result.rejects.empty() && log_) {
            log_(LogLevel::warning, "database " + place_.url.location + ": " +
                                        std::to_string(result.rejects.size()) + " rows went to " +
                                        place_.table +
                                        "_rejects: " + result.rejects.front().reason);
        }
        return result;
    }

    Baselines read(const LedgerKey& key, std::span<const CounterRef> counters,
                   const Deadline& deadline) override {
        Baselines found;
        pool_.use(deadline, [&](Connection& connection) {
            found = {};
            found.counts.resize(counters.size());
            const OwnerIdKind kind = connection.owner_ids();
            const bool is_one = counters.size() == 1 && fits(counters[0].owner, kind);
            const Result rows = connection.query(
                is_one ? Query::read_counter : Query::read_counters,
                is_one ? counter_of(key, counters[0], kind) : counters_of(key, counters, kind),
                "reading");
            for (int row = 0; row < rows.rows(); ++row) {
                const std::int64_t position = rows.integer(row, 0);
                if (position < 0) {
                    found.ledger = ledger_from(rows, row, 1);
                } else {
                    found.counts.at(static_cast<std::size_t>(position)) = rows.integer(row, 1);
                }
            }
        });
        return found;
    }

    BaselineScan read_owner(const LedgerKey& key, const OwnerRef& owner,
                            const Deadline& deadline) override {
        BaselineScan found;
        pool_.use(deadline, [&](Connection& connection) {
            found = {};
            const bool can_be_there = fits(owner, connection.owner_ids());
            Parameters parameters = of_ledger(key);
            parameters.text(can_be_there ? owner.type() : "");  // no owner has an empty type
            add_owner_id(parameters, owner, connection.owner_ids());
            const Result rows =
                connection.query(Query::read_owner, parameters, "reading an owner's counters");
            for (int row = 0; row < rows.rows(); ++row) {
                if (rows.integer(row, 0) < 0) {
                    found.ledger = ledger_from(rows, row, 1);
                } else {
                    const CounterRef counter{owner, rows.text(row, 5)};
                    validate(counter);
                    found.rows.push_back({encode(counter), rows.integer(row, 1)});
                }
            }
        });
        std::sort(found.rows.begin(), found.rows.end(),
                  [](const auto& a, const auto& b) { return a.encoded < b.encoded; });
        return found;
    }

    void write(std::span<const FoldRow> rows, const Deadline& deadline) override {
        in_transaction(deadline, [&](Connection& connection, RowWriter::Mode mode) {
            RowWriter(connection, mode, now(),
                      [](const FoldRow&, const std::string& why, bool overflows) {
                          throw Error(overflows ? ErrorCode::out_of_range : ErrorCode::conflict,
                                      why + "; nothing was written");
                      })
                .write_in_order(rows);
            internal::step("apply:rows-written");
            return true;
        });
    }

    void write_in(const CallerConnection& connection, const FoldRow& row,
                  const Deadline& deadline) override {
        if (connection.type != CallerConnectionType<pg_conn>::name) {
            throw Error(ErrorCode::invalid_argument,
                        "the counters are in PostgreSQL, in " + place_.url.location + "; a " +
                            std::string(connection.type) + " cannot count in them, pass a PGconn*");
        }
        add_in_callers_transaction(static_cast<pg_conn*>(connection.handle), place_,
                                   owner_id_kind(deadline), decode(row.encoded), row.change.amount,
                                   now(), deadline);
    }

    void migrate(const Deadline& deadline) override {
        owner_ids_.reset();
        Connection connection(place_, deadline);
        migrate_tables(connection, new_owner_ids_, now());
    }

    void rollback_migration(const Deadline& deadline) override {
        owner_ids_.reset();
        Connection connection(place_, deadline);
        roll_back_tables(connection);
    }

    std::vector<MigrationState> migrations(const Deadline& deadline) override {
        Connection connection(place_, deadline);
        return list_migrations(connection);
    }

    OwnerIdKind owner_id_kind(const Deadline& deadline) override {
        std::optional<OwnerIdKind> kind = owner_ids_.get();
        if (!kind) {
            pool_.use(deadline, [&](Connection& connection) { kind = connection.owner_ids(); });
        }
        return *kind;
    }

    DatabaseStatus status(const Deadline& deadline) override {
        DatabaseStatus status;
        pool_.use(deadline, [&](Connection& connection) {
            const Result row = connection.query(Query::status, {}, "looking at the tables");
            status = {"postgresql",
                      place_.url.location,
                      static_cast<std::uint64_t>(row.integer(0, 0)),
                      static_cast<std::uint64_t>(row.integer(0, 1)),
                      row.integer(0, 2),
                      {}};
            const auto warn = [&](bool wrong, const std::string& what) {
                if (wrong) {
                    status.warnings.push_back("database " + place_.url.location + ": " + what);
                }
            };
            warn(row.text(0, 3) != "on",
                 "fsync is off: a power failure loses what is committed, or all of it");
            warn(row.text(0, 4) != "on",
                 "full_page_writes is off: a power failure can damage the tables");
            warn(row.text(0, 5) != "p",
                 "table " + place_.table +
                     " is not logged: a crash of the server empties it; ALTER TABLE ... SET "
                     "LOGGED");
        });
        return status;
    }

    std::vector<Check> checks(const Deadline& deadline) override {
        std::vector<Check> found;
        pool_.use(deadline, [&](Connection& connection) { found = look(connection); });
        return found;
    }

    std::vector<CounterTotals> totals(const Deadline& deadline) override {
        std::vector<CounterTotals> found;
        pool_.use(deadline, [&](Connection& connection) {
            found.clear();
            const Result rows = connection.query(Query::totals, {}, "summing up the table");
            for (int row = 0; row < rows.rows(); ++row) {
                found.push_back({std::string(rows.text(row, 0)), std::string(rows.text(row, 1)),
                                 std::string(rows.text(row, 2)),
                                 static_cast<std::uint64_t>(rows.integer(row, 3)),
                                 std::string(rows.text(row, 4))});
            }
        });
        return found;
    }

    std::vector<std::string> periods_before(std::string_view interval, std::int64_t row_start,
                                            std::size_t most, const Deadline& deadline) override {
        std::vector<std::string> found;
        pool_.use(deadline, [&](Connection& connection) {
            found.clear();
            Parameters parameters;
            parameters.text(interval).integer(row_start).integer(static_cast<std::int64_t>(most));
            const Result rows =
                connection.query(Query::periods_before, parameters, "listing old periods");
            for (int row = 0; row < rows.rows(); ++row) {
                const std::string id(rows.text(row, 1));
                const std::string period = stored_period(interval, rows.integer(row, 3)).period;
                found.push_back(
                    encode({OwnerRef(rows.text(row, 0), id), rows.text(row, 2), interval, period}));
            }
        });
        return found;
    }

    std::uint64_t count_periods_before(std::string_view interval, std::int64_t row_start,
                                       const Deadline& deadline) override {
        std::uint64_t count = 0;
        pool_.use(deadline, [&](Connection& connection) {
            Parameters parameters;
            parameters.text(interval).integer(row_start);
            const Result rows =
                connection.query(Query::count_periods_before, parameters, "counting old periods");
            count = static_cast<std::uint64_t>(rows.integer(0, 0));
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

    using Work = std::function<bool(Connection&, RowWriter::Mode)>;

    /// Runs `work` in a transaction and commits it if it returns true; again after a conflict, and
    /// carefully once a row was refused.
    void in_transaction(const Deadline& deadline, const Work& work) {
        pool_.use(deadline, [&](Connection& connection) {
            auto mode = RowWriter::Mode::hopeful;
            for (database::Retry retry;;) {
                try {
                    attempt(connection, mode, work);
                    return;
                } catch (const RowRefused&) {
                    if (mode == RowWriter::Mode::careful) {
                        throw;
                    }
                    mode = RowWriter::Mode::careful;
                } catch (const TransactionConflict&) {
                    if (!retry.again(deadline)) {
                        throw;
                    }
                }
                roll_back(connection);
            }
        });
    }

    static void attempt(Connection& connection, RowWriter::Mode mode, const Work& work) {
        begin(connection);
        internal::step("apply:begun");
        if (!work(connection, mode)) {
            roll_back(connection);
            return;
        }
        internal::step("commit:before");
        commit(connection);
        internal::step("commit:after");
    }

    static bool ledger_is(Connection& connection, const LedgerKey& key, const Ledger& expected) {
        const Result row =
            connection.query(Query::lock_ledger, of_ledger(key), "locking the ledger");
        if (row.rows() == 0) {
            return false;
        }
        const LedgerColumns wanted = to_columns(expected);
        return row.integer(0, 0) == wanted.floor && row.text(0, 1) == wanted.marks &&
               row.text(0, 2) == wanted.under_way && row.text(0, 3) == wanted.nonces;
    }

    void fold_rows(Connection& connection, RowWriter::Mode mode, const FoldRequest& request,
                   FoldResult& result) {
        const std::int64_t at = now();
        RowWriter(connection, mode, at, [&](const FoldRow& row, const std::string& why, bool) {
            const CounterRef counter = decode(row.encoded);
            Parameters parameters;
            add_counter(parameters, counter, OwnerIdKind::string);
            parameters.text(database::change_name(row.change.kind))
                .integer(row.change.amount)
                .text(why)
                .text(request.key.store_id)
                .integer(request.key.shard)
                .integer(at);
            connection.query(Query::insert_reject, parameters, "setting a row aside");
            result.rejects.push_back({std::string(row.encoded), row.change, why});
        }).write_distinct(request.rows);
        std::sort(result.rejects.begin(), result.rejects.end(),
                  [](const Reject& a, const Reject& b) { return a.encoded < b.encoded; });
    }

    /// Returns: false when the row is not what is expected any more.
    bool move_ledger(Connection& connection, const FoldRequest& request) {
        const LedgerColumns next = to_columns(request.next);
        const LedgerColumns expected = to_columns(request.expected);
        Parameters parameters;
        for (const auto& [columns, is_next] : {std::pair(&next, true), {&expected, false}}) {
            parameters.integer(columns->floor)
                .text(columns->marks)
                .text(columns->under_way)
                .text(columns->nonces);
            if (is_next) {
                parameters.integer(now()).text(request.key.store_id).integer(request.key.shard);
            }
        }
        return connection.query(Query::update_ledger, parameters, "moving the ledger").changed() ==
               1;
    }

    static Parameters counter_of(const LedgerKey& key, const CounterRef& counter,
                                 OwnerIdKind kind) {
        Parameters parameters;
        add_counter(parameters, counter, kind);
        parameters.text(key.store_id).integer(key.shard);
        return parameters;
    }

    static Parameters counters_of(const LedgerKey& key, std::span<const CounterRef> counters,
                                  OwnerIdKind kind) {
        std::vector<CounterRef> fitting;
        std::vector<std::int64_t> positions;
        for (std::size_t i = 0; i < counters.size(); ++i) {
            if (fits(counters[i].owner, kind)) {
                fitting.push_back(counters[i]);
                positions.push_back(static_cast<std::int64_t>(i));
            }
        }
        Parameters parameters;
        add_counters(parameters, fitting, kind);
        auto array = parameters.integers(positions.size());
        for (const std::int64_t position : positions) {
            array.integer(position);
        }
        parameters.text(key.store_id).integer(key.shard);
        return parameters;
    }

    /// What the tables were seen to take, shared by threads.
    class SeenKind {
    public:
        SeenKind& operator=(OwnerIdKind kind) {
            kind_ = static_cast<int>(kind);
            return *this;
        }
        void reset() { kind_ = kUnknown; }
        [[nodiscard]] std::optional<OwnerIdKind> get() const {
            const int kind = kind_;
            return kind == kUnknown ? std::nullopt : std::optional(static_cast<OwnerIdKind>(kind));
        }

    private:
        static constexpr int kUnknown = -1;
        std::atomic<int> kind_ = kUnknown;
    };

    const Place place_;
    const OwnerIdKind new_owner_ids_;
    Clock& clock_;
    LogSink log_;
    SeenKind owner_ids_;
    database::ConnectionPool<Connection> pool_;
};

}  // namespace
}  // namespace model_counter::postgresql

namespace model_counter {

std::unique_ptr<Database> open_postgresql_database(const PostgresqlOptions& options) {
    return std::make_unique<postgresql::PostgresqlDatabase>(options);
}

}  // namespace model_counter
