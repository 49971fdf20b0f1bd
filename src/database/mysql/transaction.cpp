#include "database/mysql/transaction.hpp"

#include "database/mysql/failure.hpp"

#include <string>

namespace model_counter::mysql {

void begin(Connection& connection) {
    connection.limit_lock_waits();
    connection.run("START TRANSACTION", "beginning a transaction");
}

void commit(Connection& connection) {
    const auto in_doubt = [](const Error& error) {
        return Error(ErrorCode::in_doubt, std::string("the reply to COMMIT was lost: ") +
                                              error.what() +
                                              "; it may or may not have been done: the ledger "
                                              "tells");
    };
    // Before it is sent, nothing is in doubt.
    if (connection.deadline().expired()) {
        fail_in_time(connection.place().url.location, "committing");
    }
    try {
        connection.run("COMMIT", "committing");
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

}  // namespace model_counter::mysql
