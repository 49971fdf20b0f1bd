#pragma once

#include "database/sqlite/connection.hpp"

namespace model_counter::sqlite {

/// A transaction that writes; rolled back unless it was committed.
class Transaction {
public:
    /// Waits for another writer at most the busy timeout, or until the connection's deadline.
    explicit Transaction(Connection& connection);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    /// Once begun it is not interrupted; only waiting for readers, without WAL, ends in time.
    ///
    /// Errors: in_doubt     the disk failed at it; it may or may not have been done
    ///         timeout      the deadline had passed; nothing was done
    ///         unavailable  the disk is full, or a reader is in the way; nothing was done
    void commit();

private:
    Connection& connection_;
};

/// Lets several statements read one state of the file. Within a transaction it changes nothing.
class Snapshot {
public:
    explicit Snapshot(Connection& connection);
    ~Snapshot();
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

private:
    Connection& connection_;
    bool began_;
};

}  // namespace model_counter::sqlite
