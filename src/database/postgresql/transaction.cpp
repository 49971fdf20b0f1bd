#include "database/postgresql/transaction.hpp"

#include "database/postgresql/failure.hpp"

#include <algorithm>
#include <chrono>
#include <limits>
#include <string>

namespace model_counter::postgresql {
namespace {

// Whatever the role's own settings are: rows and ledger are read as they are now, and the commit
// survives power loss; remote_apply promises more than that and stays.
constexpr const char* kBegin =
    "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; "
    "SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit') "
    "WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, true)";

std::string begin_until(const Deadline& deadline) {
    std::string sql = kBegin;
    if (!deadline.is_never()) {
        using std::chrono::milliseconds;
        const auto left = std::chrono::ceil<milliseconds>(deadline.remaining()).count();
        const auto most = std::int64_t{std::numeric_limits<int>::max()};
        sql += "; SET LOCAL statement_timeout = " +
               std::to_string(std::clamp<std::int64_t>(left, 1, most));
    }
    return sql;
}

}  // namespace

void begin(Connection& connection) {
    connection.run(begin_until(connection.deadline()), "beginning a transaction");
}

void commit(Connection& connection) {
    if (connection.deadline().expired()) {
        fail_in_time(connection.place().url.location, "committing");
    }
    const auto in_doubt = [](const Error& error) {
        return Error(ErrorCode::in_doubt, std::string("the reply to COMMIT was lost: ") +
                                              error.what() +
                                              "; it may or may not have been done: the ledger "
                                              "tells");
    };
    try {
        const Result result = connection.run("COMMIT", "committing");
        if (result.command() != "COMMIT") {
            throw Error(ErrorCode::internal, "database " + connection.place().url.location +
                                                 ": the transaction had failed before its commit");
        }
    } catch (const SessionLost& error) {
        throw in_doubt(error);
    } catch (const Error& error) {
        if (error.kind() == ErrorCode::timeout) {
            throw in_doubt(error);
        }
        throw;
    }
}

void roll_back(Connection& connection) { connection.run("ROLLBACK", "rolling back"); }

}  // namespace model_counter::postgresql
