#include "database/sqlite/transaction.hpp"

#include "model_counter/error.hpp"

#include <sqlite3.h>

namespace model_counter::sqlite {

namespace {

/// Where it fails SQLite has rolled back by itself, or the connection is beyond use and is closed
/// by whoever sees the exception that brought us here.
void roll_back(Connection& connection) {
    connection.stop_interrupting();
    sqlite3_exec(connection.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

}  // namespace

Transaction::Transaction(Connection& connection) : connection_(connection) {
    connection_[Query::begin].execute();
}

Transaction::~Transaction() {
    if (!connection_.is_idle()) {
        roll_back(connection_);
    }
}

void Transaction::commit() {
    connection_.deadline().check("database " + connection_.place().path + ": committing");
    connection_.stop_interrupting();
    try {
        connection_[Query::commit].execute();
    } catch (const Error& error) {
        const int code = sqlite3_extended_errcode(connection_.handle()) & 0xff;
        if (code == SQLITE_IOERR || code == SQLITE_CORRUPT) {
            throw Error(ErrorCode::in_doubt,
                        std::string(error.what()) +
                            "; the transaction may or may not be in the file: the ledger tells");
        }
        throw;
    }
}

Snapshot::Snapshot(Connection& connection) : connection_(connection), began_(connection.is_idle()) {
    if (began_) {
        connection_.run("BEGIN");
    }
}

Snapshot::~Snapshot() {
    if (began_ && !connection_.is_idle()) {
        roll_back(connection_);
    }
}

}  // namespace model_counter::sqlite
